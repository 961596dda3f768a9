using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Corrections;

/// <summary>How cases about a record wait.</summary>
internal static class PupilNodes
{
    /// <summary>
    /// The pupil is frozen meanwhile if he is free. If a transfer has him, that goes on until its own check says 2003: were each
    /// to wait for the other, neither could end.
    /// </summary>
    public static NodeEntry WaitsWith(this MovingPupil pupil, long organizationId, params IReadOnlyList<Blocker> blockers) =>
        new(false, organizationId, blockers, Freezes: pupil.OpenCaseId is null);
}
