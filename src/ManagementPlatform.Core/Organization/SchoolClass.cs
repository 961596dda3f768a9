namespace ManagementPlatform.Core.Organization;

/// <summary>
/// 班级: pupils of one school who entered a stage in the same year. JY/T 1002 JCXX02, JY/T 1004. One row of table
/// <c>school_class</c>.
/// </summary>
public sealed record SchoolClass
{
    public required long ClassId { get; init; }
    public required long SchoolId { get; init; }

    /// <summary>The teaching point or attached class (教学点, 附设班) that it belongs to.</summary>
    public long? SubUnitId { get; init; }

    /// <summary><see cref="Codes.Stage"/>.</summary>
    public required int Stage { get; init; }

    /// <summary>入学年份: the stable key, from which the grade follows.</summary>
    public required int EntryYear { get; init; }

    /// <summary>班号, 1 to 99, unique among the classes of its stage and entry year.</summary>
    public required int ClassNumber { get; init; }

    /// <summary><see cref="Codes.Grade"/>; the roll-over moves it.</summary>
    public required string Grade { get; init; }

    public required string Name { get; init; }

    /// <summary>JY/T 1001 ZXXBJLX.</summary>
    public required string TypeCode { get; init; }

    public required string SchoolingSystem { get; init; }
    public long? HeadTeacherId { get; init; }

    /// <summary><see cref="ClassStatus"/>.</summary>
    public required string Status { get; init; }

    public required DateOnly FormedOn { get; init; }
    public DateOnly? FinishedOn { get; init; }
    public required string HomeCenter { get; init; }
    public required int RowVersion { get; init; }
}

/// <summary>班级状态.</summary>
public static class ClassStatus
{
    public const string Active = "active";

    /// <summary>已毕业: its pupils have finished the stage.</summary>
    public const string Finished = "finished";

    /// <summary>已撤销: it was dissolved while empty.</summary>
    public const string Dissolved = "dissolved";
}
