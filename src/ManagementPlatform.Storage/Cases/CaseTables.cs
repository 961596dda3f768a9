using System.Text.Json;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Storage.Cases;

internal static class CaseTables
{
    public static readonly Table<CaseFile> File = new("case_file", "student_id", "case_id");
    public static readonly Table<CaseStep> Step = new("case_step", "student_id", "case_id", "step_number");
    public static readonly Table<CaseDecision> Decision = new("case_decision", "student_id", "case_id", "step_number", "round");
    public static readonly Table<CaseEvent> Event = new("case_event", "student_id", "case_id", "step_number", "round", "kind");
    public static readonly Table<OpenCase> Open = new("open_case", "student_id", "case_id");
    public static readonly Table<PupilFreeze> Freeze = new("open_case", "student_id", "case_id");
    public static readonly Table<ArchiveCopy> Copy = new("archive_copy", "student_id", "copy_id");

    /// <summary>The rows of the case <c>@StudentId</c>, <c>@CaseId</c> in a table.</summary>
    public const string OfCase = "WHERE student_id = @StudentId AND case_id = @CaseId";

    public static readonly string Decisions = $"SELECT {Decision.SelectList} FROM dbo.case_decision {OfCase} ORDER BY step_number, round";
    public static readonly string Waiting = $"SELECT {Open.SelectList} FROM dbo.open_case {OfCase}";

    /// <summary>What <see cref="StandingAsync"/> reads, in one trip to the server.</summary>
    public static readonly string Standing = $"SELECT {Step.SelectList} FROM dbo.case_step {OfCase} ORDER BY step_number; {Decisions}; {Waiting}";

    /// <summary>
    /// The case <c>f</c> concerns the organization <c>@scope</c>: it sees one of the schools or, while the case runs, the one
    /// that the pupil has come to by a split; the case waits for it, or it has decided a step.
    /// </summary>
    public const string IsParty =
        """
        (EXISTS (SELECT 1 FROM dbo.school_scope AS v WHERE v.organization_id = @scope AND v.school_id = f.from_school_id)
         OR EXISTS (SELECT 1 FROM dbo.school_scope AS v WHERE v.organization_id = @scope AND v.school_id = f.to_school_id)
         OR EXISTS (SELECT 1 FROM dbo.open_case AS w WHERE w.student_id = f.student_id AND w.case_id = f.case_id
                    AND (w.organization_id = @scope OR w.escalated_to = @scope OR EXISTS
                        (SELECT 1 FROM dbo.student AS p JOIN dbo.school_scope AS v ON v.school_id = p.school_id
                         WHERE p.student_id = w.student_id AND v.organization_id = @scope)))
         OR EXISTS (SELECT 1 FROM dbo.case_decision AS d WHERE d.student_id = f.student_id AND d.case_id = f.case_id
                    AND d.organization_id = @scope))
        """;

    public static async Task<CaseStanding> StandingAsync(SqlResults results) => new(
        await results.ListAsync<CaseStep>(), await results.ListAsync<CaseDecision>(),
        await results.FirstOrDefaultAsync<OpenCase>());
}

/// <summary>电子档案备份: a pupil's form as it was when he left a school.</summary>
internal sealed record ArchiveCopy
{
    public required long StudentId { get; init; }
    public required long CopyId { get; init; }
    public required long SchoolId { get; init; }
    public long? CaseId { get; init; }

    /// <summary>The form as JSON.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The record as it stands before anything of the move is written.</summary>
    public static ArchiveCopy Of(StudentRecord record, long copyId, long? caseId, DateTimeOffset at) => new()
    {
        StudentId = record.Student.StudentId,
        CopyId = copyId,
        SchoolId = record.Student.SchoolId,
        CaseId = caseId,
        Content = JsonSerializer.Serialize(record.ToForm()),
        TakenAt = at,
    };
}
