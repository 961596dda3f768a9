using ManagementPlatform.Core.Codes;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Corrections;

/// <summary>A problem record in a list, with what an officer needs to know it by; the number is masked by its type.</summary>
public sealed record ProblemListItem
{
    public long StudentId { get; init; }
    public long ProblemId { get; init; }
    public string ProblemType { get; init; } = "";
    public string State { get; init; } = "";
    public string FoundBy { get; init; } = "";
    public DateTimeOffset FoundAt { get; init; }
    public string StudentName { get; init; } = "";
    public StudentNumber StudentNumber { get; init; }
    public long SchoolId { get; init; }
    public string SchoolName { get; init; } = "";

    /// <summary>Where the record stands that it collides with; it may be out of the reader's scope.</summary>
    public long? OtherStudentId { get; init; }

    public string? OtherSchoolName { get; init; }
    public string? Note { get; init; }
    public long? CaseId { get; init; }
    public string? Handling { get; init; }
    public DateTimeOffset? ClearedAt { get; init; }
}

/// <summary>What to list.</summary>
/// <param name="Type">Null for all.</param>
/// <param name="StudentId">Null for all.</param>
/// <param name="After">The last one of the page before; 0 for the first page.</param>
public sealed record ProblemFilter(string State, string? Type, long? StudentId, long After, int Take);

/// <summary>Lists of problem records, cut to the caller's scope.</summary>
public sealed class ProblemQueries(DbSession session)
{
    private static readonly Sql List = Sql.Portable(
        $$"""
        SELECT r.student_id, r.problem_id, r.problem_type, r.state, r.found_by, r.found_at, s.name AS student_name, s.student_number, s.school_id,
               o.name AS school_name, r.other_student_id, x.name AS other_school_name, r.note, r.case_id, r.handling, r.cleared_at
        FROM dbo.problem_record AS r
        JOIN dbo.student AS s ON s.student_id = r.student_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        LEFT JOIN dbo.student AS t ON t.student_id = r.other_student_id
        LEFT JOIN dbo.organization AS x ON x.organization_id = t.school_id
        WHERE r.state = @state AND r.problem_id > @After AND (@type IS NULL OR r.problem_type = @type)
          AND (@StudentId IS NULL OR r.student_id = @StudentId) AND {{Scope.SchoolInScope}}
        ORDER BY r.problem_id {limit @Take}
        """);

    public Task<IReadOnlyList<ProblemListItem>> ListAsync(long scope, ProblemFilter filter, CancellationToken cancel) =>
        session.QueryAsync<ProblemListItem>(
            List,
            new { scope, state = Ansi.Code(filter.State), type = Ansi.Code(filter.Type), filter.StudentId, filter.After, filter.Take },
            cancel);
}
