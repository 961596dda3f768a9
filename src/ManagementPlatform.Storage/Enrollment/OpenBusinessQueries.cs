using ManagementPlatform.Core.Codes;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Enrollment;

/// <summary>Business of a pupil of a graduating class that still runs, and who holds it.</summary>
public sealed record OpenBusiness
{
    public long StudentId { get; init; }
    public string StudentName { get; init; } = "";
    public StudentNumber StudentNumber { get; init; }
    public long SchoolId { get; init; }
    public string SchoolName { get; init; } = "";
    public long ClassId { get; init; }
    public string Grade { get; init; } = "";
    public string ClassName { get; init; } = "";
    public long CaseId { get; init; }

    /// <summary>Of the case.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Of the change of enrolment; null when it is another kind of case.</summary>
    public string? ChangeKind { get; init; }

    public string Node { get; init; } = "";
    public long HeldById { get; init; }
    public string HeldByName { get; init; } = "";
    public DateOnly DueOn { get; init; }
}

/// <summary>Where a page of open business begins: after this case of this pupil.</summary>
public sealed record OpenBusinessKey(long CaseId, long StudentId);

/// <summary>在办业务清理: what has to be cleared before a year graduates (docs/rules.md §1.5 毕业).</summary>
public sealed class OpenBusinessQueries(DbSession session)
{
    // Whoever is frozen by a joint case of another pupil waits for what that one waits for.
    private static readonly Sql List = Sql.Portable(
        $$"""
        SELECT p.student_id, p.name AS student_name, p.student_number, s.school_id, o.name AS school_name, c.class_id, c.grade, c.name AS class_name,
               w.case_id, w.kind, x.kind AS change_kind, COALESCE(r.node, w.node) AS node, h.organization_id AS held_by_id,
               h.name AS held_by_name, COALESCE(w.due_on, r.due_on) AS due_on
        FROM dbo.open_case AS w
        JOIN dbo.student AS p ON p.student_id = w.student_id
        JOIN dbo.school AS s ON s.school_id = p.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        JOIN dbo.school_class AS c ON c.class_id = p.class_id
        LEFT JOIN dbo.case_file AS f ON f.case_id = w.case_id AND f.other_student_id = w.student_id
        LEFT JOIN dbo.open_case AS r ON r.student_id = f.student_id AND r.case_id = f.case_id
        JOIN dbo.organization AS h ON h.organization_id = COALESCE(w.organization_id, r.organization_id)
        LEFT JOIN dbo.enrollment_change AS x ON x.student_id = w.student_id AND x.change_id = w.case_id
        WHERE {{Scope.SchoolInScope}} AND {{GraduatingClasses.Condition}}
          AND (@schoolId IS NULL OR s.school_id = @schoolId) AND (@classId IS NULL OR c.class_id = @classId)
          AND (w.case_id > @afterCase OR (w.case_id = @afterCase AND w.student_id > @afterStudent))
        ORDER BY w.case_id, w.student_id {limit @limit}
        """);

    /// <param name="after">Null for the first page.</param>
    public Task<IReadOnlyList<OpenBusiness>> ListAsync(
        long scope, long? schoolId, long? classId, OpenBusinessKey? after, int limit, CancellationToken cancel) => session.QueryAsync<OpenBusiness>(
        List,
        new
        {
            scope, schoolId, classId, afterCase = after?.CaseId ?? 0, afterStudent = after?.StudentId ?? 0,
            limit, sixThree = GraduatingClasses.SixThree, fiveFour = GraduatingClasses.FiveFour,
        },
        cancel);
}
