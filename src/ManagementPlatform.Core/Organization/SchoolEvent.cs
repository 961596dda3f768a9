namespace ManagementPlatform.Core.Organization;

/// <summary>Something that happened to a school (学校变更). Kept for ever.</summary>
public sealed record SchoolEvent
{
    public required long SchoolId { get; init; }
    public required long EventId { get; init; }

    /// <summary><see cref="SchoolEventKind"/>.</summary>
    public required string Kind { get; init; }

    public required DateOnly OccurredOn { get; init; }
    public string? BeforeValue { get; init; }
    public string? AfterValue { get; init; }
    public long? OtherSchoolId { get; init; }

    /// <summary>批准文号.</summary>
    public string? DocumentNumber { get; init; }

    public string? Note { get; init; }
    public required long RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What can happen to a school.</summary>
public static class SchoolEventKind
{
    /// <summary>申请设立.</summary>
    public const string Applied = "applied";

    /// <summary>申请赋码.</summary>
    public const string Submitted = "submitted";

    /// <summary>赋码.</summary>
    public const string CodeIssued = "code_issued";

    /// <summary>更名.</summary>
    public const string Renamed = "renamed";

    /// <summary>迁址.</summary>
    public const string Moved = "moved";

    /// <summary>变更学籍主管部门.</summary>
    public const string Supervised = "supervised";

    /// <summary>变更办学类型.</summary>
    public const string TypeChanged = "type_changed";

    /// <summary>合并: of the school that goes on.</summary>
    public const string Absorbed = "absorbed";

    /// <summary>并入: of a school that ends in another.</summary>
    public const string Merged = "merged";

    /// <summary>分立.</summary>
    public const string Split = "split";

    /// <summary>撤销.</summary>
    public const string Closed = "closed";

    /// <summary>恢复.</summary>
    public const string Restored = "restored";
}

/// <summary>What a bureau decides about a school, on paper and by date.</summary>
/// <param name="EffectiveOn">Not later than today: the registry records what has taken place.</param>
/// <param name="DocumentNumber">批准文号, at most 24 characters.</param>
/// <param name="Note">At most 400 characters.</param>
public sealed record SchoolDecision(DateOnly EffectiveOn, string? DocumentNumber = null, string? Note = null)
{
    internal void Check(FormCheck check, DateOnly today)
    {
        check.Demand(EffectiveOn <= today, "effective_in_future", "生效日期不能晚于今天。", "effectiveOn");
        check.Demand(EffectiveOn.Year >= 1949, "effective_too_early", "生效日期过早。", "effectiveOn");
        check.Optional(DocumentNumber, "批准文号", "documentNumber", 24);
        check.Optional(Note, "说明", "note", 400);
    }
}
