namespace ManagementPlatform.Core.Jobs;

/// <summary>作业运行记录: one run of scheduled work on one node.</summary>
public sealed record WorkRun
{
    public long RunId { get; init; }
    public required string Work { get; init; }

    /// <summary>Machine and process.</summary>
    public required string Node { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Of failures that repeated: the end of the last one.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary><see cref="WorkOutcome"/>.</summary>
    public required string Outcome { get; init; }

    public long RowCount { get; init; }
    public long SizeBytes { get; init; }

    /// <summary>How long the oldest of what was handled had waited; null where that means nothing.</summary>
    public int? LagSeconds { get; init; }

    public string? Error { get; init; }

    /// <summary>It did something or failed: it belongs to the history.</summary>
    public bool IsKept => Outcome is WorkOutcome.Done or WorkOutcome.Failed or WorkOutcome.Superseded;
}

/// <summary>How a run ended.</summary>
public static class WorkOutcome
{
    public const string Done = "done";

    /// <summary>It failed, wholly or in part; it is tried again at its next time.</summary>
    public const string Failed = "failed";

    /// <summary>The node lost its lease while it worked: it stopped, and what it had not committed did not happen.</summary>
    public const string Superseded = "superseded";

    /// <summary>There was nothing to do. Not kept.</summary>
    public const string Idle = "idle";

    /// <summary>Another node is at it. Not kept.</summary>
    public const string Busy = "busy";
}

/// <summary>Another node has taken over what this one was doing; the transaction was rolled back.</summary>
public sealed class LeaseLostException(string work) : Exception($"The lease of {work} is another node's.");
