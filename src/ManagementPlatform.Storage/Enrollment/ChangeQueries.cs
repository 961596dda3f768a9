using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Enrollment;

/// <summary>A change in a list, with what an officer needs to know it by.</summary>
public sealed record ChangeListItem
{
    public long StudentId { get; init; }
    public long ChangeId { get; init; }
    public string StudentName { get; init; } = "";
    public long SchoolId { get; init; }
    public string SchoolName { get; init; } = "";
    public string Kind { get; init; } = "";
    public string State { get; init; } = "";
    public string FromGrade { get; init; } = "";
    public DateOnly EffectiveOn { get; init; }
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The step that waits; null when nothing waits.</summary>
    public string? WaitingRole { get; init; }

    public long? WaitingOrganizationId { get; init; }
    public int RowVersion { get; init; }
}

/// <summary>What to list.</summary>
/// <param name="State"><see cref="ChangeState"/>; null for all.</param>
/// <param name="Kind">Code of a <see cref="ChangeKind"/>; null for all.</param>
/// <param name="WaitingFor">Only what waits for this organization's decision.</param>
/// <param name="After">The last change of the page before; 0 for the first page.</param>
public sealed record ChangeFilter(string? State, string? Kind, long? WaitingFor, long After, int Limit);

/// <summary>Lists of changes, cut to the caller's scope.</summary>
public sealed class ChangeQueries(DbSession session)
{
    private static readonly Sql List = Sql.Portable(
        $$"""
        SELECT x.student_id, x.change_id, p.name AS student_name, x.school_id, o.name AS school_name, x.kind, x.state, x.from_grade,
               x.effective_on, x.submitted_at, t.role AS waiting_role, t.organization_id AS waiting_organization_id, x.row_version
        FROM dbo.enrollment_change AS x
        JOIN dbo.student AS p ON p.student_id = x.student_id
        JOIN dbo.school AS s ON s.school_id = x.school_id
        JOIN dbo.organization AS o ON o.organization_id = x.school_id
        LEFT JOIN dbo.enrollment_change_step AS t
            ON t.student_id = x.student_id AND t.change_id = x.change_id AND t.step_number = x.step_number
        WHERE {{Scope.SchoolInScope}} AND x.change_id > @after
          AND (@state IS NULL OR x.state = @state) AND (@kind IS NULL OR x.kind = @kind)
          AND (@waitingFor IS NULL OR t.organization_id = @waitingFor)
        ORDER BY x.change_id {limit @limit}
        """);

    private static readonly Sql OfStudent = EnrollmentTables.Change.Select(
        "WHERE student_id = @studentId ORDER BY change_id DESC");

    private static readonly Sql StepsOfStudent =
        EnrollmentTables.Step.Select("WHERE student_id = @studentId ORDER BY change_id, step_number");

    public Task<IReadOnlyList<ChangeListItem>> ListAsync(long scope, ChangeFilter filter, CancellationToken cancel) =>
        session.QueryAsync<ChangeListItem>(
            List,
            new
            {
                scope,
                after = filter.After,
                state = Ansi.Code(filter.State),
                kind = Ansi.Code(filter.Kind),
                waitingFor = filter.WaitingFor,
                limit = filter.Limit,
            },
            cancel);

    /// <summary>All changes of a pupil, newest first. The caller has made sure that the pupil is in scope.</summary>
    public Task<IReadOnlyList<EnrollmentChange>> OfStudentAsync(long studentId, CancellationToken cancel) =>
        session.QueryAsync<EnrollmentChange>(OfStudent, new { studentId }, cancel);

    public async Task<ILookup<long, EnrollmentChangeStep>> StepsOfStudentAsync(long studentId, CancellationToken cancel) =>
        (await session.QueryAsync<EnrollmentChangeStep>(StepsOfStudent, new { studentId }, cancel))
            .ToLookup(step => step.ChangeId);
}
