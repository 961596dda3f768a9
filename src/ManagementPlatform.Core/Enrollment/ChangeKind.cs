namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// Who decides a step: the school's leader verifies, the supervising bureau (学籍主管部门) or the one above it approves.
/// </summary>
public enum ChainStep
{
    /// <summary>学校学籍主管领导.</summary>
    SchoolLeader,

    /// <summary>学籍主管部门.</summary>
    SupervisingBureau,

    /// <summary>上级主管部门: the bureau above the supervising one.</summary>
    HigherBureau,
}

/// <summary>Which class a change may lead to, seen from the class the pupil leaves.</summary>
public enum TargetClass
{
    None,
    SameGrade,
    OneGradeLower,
    OneGradeHigher,

    /// <summary>Any grade from the one the pupil was suspended in to the one his class has reached.</summary>
    SuspendedGradeToCohort,

    /// <summary>相应年级: any grade of the stage, judged by the school (办法(2025), return from abroad).</summary>
    AnyOfStage,
}

/// <summary>In which stages a change exists.</summary>
public enum StageLimit
{
    Any,
    CompulsoryOnly,

    /// <summary>Senior high and vocational.</summary>
    BeyondCompulsory,
}

/// <summary>
/// One kind of 学籍变动: what it does, who starts and decides it, what it requires. The list is <see cref="ChangeCatalogue"/>.
/// </summary>
public sealed record ChangeKind
{
    /// <summary>Stable, snake_case.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>JY/T 1001 XJYDLB, or the local addition of the code table <c>change_kind</c>.</summary>
    public required string JytCode { get; init; }

    public required IReadOnlyList<string> From { get; init; }

    public required string To { get; init; }

    /// <summary>Whose wish it is, for the person who fills the form in; in the system the school's registrar enters it.</summary>
    public required string StartedBy { get; init; }

    public required IReadOnlyList<ChainStep> Chain { get; init; }

    /// <summary>Name of the province rule that may set another chain; null where none may.</summary>
    public string? ChainRule { get; init; }

    /// <summary>JY/T 1001 XJYDYY codes to choose from; empty when no reason is asked.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>A scanned proof has to be attached.</summary>
    public bool NeedsProof { get; init; }

    /// <summary>A last day has to be named.</summary>
    public bool NeedsUntil { get; init; }

    /// <summary>
    /// Name of the province rule that says within how many working days it has to be reported; null where none does. A late
    /// report is taken all the same, and says how late it is.
    /// </summary>
    public string? DeadlineRule { get; init; }

    public TargetClass Target { get; init; }

    public StageLimit Stages { get; init; }

    /// <summary>Only in the last grade of a stage, in its second term.</summary>
    public bool GraduatingOnly { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public required string Article { get; init; }

    /// <summary>Needs no decision by anybody else.</summary>
    public bool IsImmediate => Chain.Count == 0;

    /// <summary>Ends the enrolment at the school.</summary>
    public bool LeavesRoll => !PupilStatus.IsOnRoll(To);
}
