namespace ManagementPlatform.Storage.Writing;

internal static class WritingTables
{
    public static readonly Table<ChangeLogRow> ChangeLog = new("change_log", "change_id");
    public static readonly Table<AuditRow> Audit = new("audit_event", "audit_id");
    public static readonly Table<IdempotencyRow> Idempotency = new("idempotency_record", "user_id", "idempotency_key");
}

/// <summary>A line of the change log; replication fills destination and batch number.</summary>
internal sealed record ChangeLogRow
{
    public required long ChangeId { get; init; }
    public required string Entity { get; init; }
    public required long EntityId { get; init; }
    public required int EntityVersion { get; init; }
    public required string Operation { get; init; }
    public required DateTimeOffset LoggedAt { get; init; }

    /// <summary>
    /// Center code; null for the nation where a province wrote it, and for whom the route job finds where the nation has it.
    /// </summary>
    public string? Destination { get; init; }

    /// <summary>The center that it came from; null when it was written here.</summary>
    public string? Origin { get; init; }

    public long? BatchNumber { get; init; }
}

/// <summary>A line of the audit trail.</summary>
internal sealed record AuditRow
{
    public required long AuditId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public long? UserId { get; init; }
    public string? UserName { get; init; }
    public long? OrganizationId { get; init; }
    public string? RemoteAddress { get; init; }
    public required string Action { get; init; }
    public required string Entity { get; init; }
    public long? EntityId { get; init; }
    public long? StudentId { get; init; }
    public required string Result { get; init; }
    public string? Reason { get; init; }
    public string? Detail { get; init; }
    public long? SealId { get; init; }
}
