namespace ManagementPlatform.Core.Corrections;

/// <summary>问题学籍: one thing that is wrong with one pupil's record. At most one open of a type.</summary>
public sealed record ProblemRecord
{
    public const string Open = "open", Cleared = "cleared";

    public required long StudentId { get; init; }
    public required long ProblemId { get; init; }

    /// <summary>Code of a <see cref="Corrections.ProblemType"/>.</summary>
    public required string ProblemType { get; init; }

    public required string State { get; init; }

    /// <summary>One of <see cref="Corrections.FoundBy"/>.</summary>
    public required string FoundBy { get; init; }

    public required DateTimeOffset FoundAt { get; init; }
    public long? OtherStudentId { get; init; }

    /// <summary>What a bureau reported with it.</summary>
    public string? Note { get; init; }

    /// <summary>The case that handles it; null while nobody does.</summary>
    public long? CaseId { get; init; }

    /// <summary>How it was cleared: <see cref="Corrections.Handling"/>.</summary>
    public string? Handling { get; init; }

    public DateTimeOffset? ClearedAt { get; init; }
    public required int RowVersion { get; init; }

    public bool IsOpen => State == Open;

    public bool IsProven => Handling == Corrections.Handling.Prove;

    public static ProblemRecord Found(
        long studentId, long problemId, ProblemFinding finding, string foundBy, DateTimeOffset at,
        string? note = null, long? caseId = null) => new()
    {
        StudentId = studentId,
        ProblemId = problemId,
        ProblemType = finding.Type,
        State = Open,
        FoundBy = finding.FoundBy ?? foundBy,
        FoundAt = at,
        OtherStudentId = finding.OtherStudentId,
        Note = note,
        CaseId = caseId,
        RowVersion = 1,
    };
}

/// <summary>How a 问题学籍 was found.</summary>
public static class FoundBy
{
    public const string Registration = "registration";
    public const string Import = "import";

    /// <summary>The check for duplicates that runs by the clock, or the issuer's when it is asked again.</summary>
    public const string Check = "check";

    /// <summary>The nation, which sees all provinces.</summary>
    public const string Nation = "nation";

    /// <summary>A bureau that has the population base's answer.</summary>
    public const string Bureau = "bureau";

    /// <summary>Somebody opened a joint case for the two records.</summary>
    public const string JointCase = "joint_case";
}
