namespace ManagementPlatform.Core.Jobs;

/// <summary>Long work (导入, 导出, 升级 …): a row that any node can show and cancel.</summary>
public sealed record Job
{
    public required long JobId { get; init; }

    /// <summary>Name of an <see cref="IJobKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary><see cref="JobState"/>.</summary>
    public required string State { get; init; }

    /// <summary>The account that asked, whose roles and scope the job runs with; 0 for the center itself.</summary>
    public required long RequestedBy { get; init; }

    public required long OrganizationId { get; init; }

    /// <summary>What to do, as JSON that the kind understands.</summary>
    public required string Parameters { get; init; }

    /// <summary>The uploaded file, by content.</summary>
    public string? InputHash { get; init; }

    /// <summary>What came of it, as JSON; also while it asks.</summary>
    public string? Result { get; init; }

    /// <summary>A file to download: an export, the bad rows of an import.</summary>
    public string? ResultHash { get; init; }

    /// <summary>Why it failed, in Chinese.</summary>
    public string? Error { get; init; }

    /// <summary>0 to 100.</summary>
    public required int PercentDone { get; init; }

    public required long RowsDone { get; init; }
    public long? RowsTotal { get; init; }
    public required bool CancelRequested { get; init; }

    /// <summary>It asked, and may go on.</summary>
    public bool Confirmed { get; init; }

    /// <summary>The node that runs it.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Until when the node holds it; later, another node may take it up.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>How often it was taken up; a node that lost its lease cannot write the outcome any more.</summary>
    public required long Fence { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>States of a job.</summary>
public static class JobState
{
    /// <summary>排队中.</summary>
    public const string Queued = "queued";

    /// <summary>进行中.</summary>
    public const string Running = "running";

    /// <summary>待确认: it would change more than it may without being asked twice.</summary>
    public const string Asking = "asking";

    /// <summary>已完成.</summary>
    public const string Done = "done";

    /// <summary>失败.</summary>
    public const string Failed = "failed";

    /// <summary>已取消.</summary>
    public const string Cancelled = "cancelled";
}
