using ManagementPlatform.Core.Corrections;

namespace ManagementPlatform.Storage.Corrections;

internal static class CorrectionTables
{
    public static readonly Table<ProblemRecord> Problem = new("problem_record", "student_id", "problem_id");
    public static readonly Table<MergeRow> Merge = new("student_merge", "student_id");

    /// <summary>The record <c>@studentId</c> and those that were merged into it, for a column <c>student_id</c>.</summary>
    public const string OfPupil =
        "(student_id = @studentId OR student_id IN (SELECT m.student_id FROM dbo.student_merge AS m WHERE m.survivor_id = @studentId))";
}

/// <summary>A record that another one stands for.</summary>
internal sealed record MergeRow
{
    public required long StudentId { get; init; }

    /// <summary>The last one of a row of mergers: a pointer is never followed twice.</summary>
    public required long SurvivorId { get; init; }

    public required long CaseId { get; init; }
    public required DateTimeOffset MergedAt { get; init; }
}
