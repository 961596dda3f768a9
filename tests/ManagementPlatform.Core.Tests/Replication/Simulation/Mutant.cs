namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>A rule of the protocol that the simulated centers break on purpose, to see the simulation notice it.</summary>
internal enum Mutant
{
    None,

    /// <summary>A batch takes the lines after the last one it took, not all that no batch has.</summary>
    CutsAfterTheLastLine,

    /// <summary>A version that is there already is applied again.</summary>
    AppliesTheSameVersion,

    /// <summary>The channel's position is committed before the rows.</summary>
    MovesThePositionFirst,

    /// <summary>The hash of a batch does not cover what is in it nor what came before.</summary>
    HashesSayNothing,

    /// <summary>The new home writes when it has heard of the hand-over, not when it has received it.</summary>
    WritesBeforeTheHandOverArrives,

    /// <summary>Rows that wait for their parent are forgotten.</summary>
    ForgetsTheQuarantine,

    /// <summary>A key that is used again starts again at version 1.</summary>
    StartsAgainAtVersionOne,

    /// <summary>A case shows the decision that arrived last.</summary>
    ShowsTheLastDecision,

    /// <summary>A verdict on a number stays with the province that has handed the pupil over.</summary>
    LeavesVerdictsBehind,

    /// <summary>The restored nation issues numbers before it has taken back what it had issued.</summary>
    IssuesBeforeItHasTakenBack,

    /// <summary>What the restored nation takes back from one province is not sent to the others.</summary>
    DoesNotRouteWhatItTakesBack,

    /// <summary>A restored center gives the keys out again that it gave before.</summary>
    GivesKeysOutAgain,

    /// <summary>The lines of forgotten batches do not wait again.</summary>
    DropsLinesOfForgottenBatches,

    /// <summary>A bundle that was sent is made again from the rows of today.</summary>
    MakesABundleTwice,
}
