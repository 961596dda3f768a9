using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Corrections;

/// <summary>问题学籍; see <see cref="IProblemStore"/>.</summary>
public sealed class ProblemStore(DbSession session, ICurrentCenter center) : IProblemStore
{
    private static readonly Sql Find = Sql.Rendered(
        $"""
        SELECT {CorrectionTables.Problem.SelectListOf("r")}
        FROM dbo.problem_record AS r JOIN dbo.student AS s ON s.student_id = r.student_id
        WHERE r.student_id = @studentId AND r.problem_id = @problemId AND {Scope.SchoolInScope}
        """);

    private static readonly Sql Of = CorrectionTables.Problem.Select("WHERE student_id = @studentId ORDER BY problem_id");

    // Of other centers' pupils their own centers say what is a problem.
    private static readonly Sql PointingAt = Sql.Rendered(
        $"""
        SELECT {CorrectionTables.Problem.SelectListOf("r")}
        FROM dbo.problem_record AS r JOIN dbo.student AS p ON p.student_id = r.student_id
        WHERE r.other_student_id = @studentId AND r.state = 'open' AND r.case_id IS NULL AND p.home_center = @center ORDER BY r.student_id
        """);

    private static readonly Sql Alike = Sql.Portable(
        """
        SELECT l.student_id, MIN(o.student_id) AS other_id
        FROM dbo.student_likeness AS l
        JOIN dbo.student AS p ON p.student_id = l.student_id
        JOIN dbo.student_likeness AS o ON o.name = l.name AND o.sex_code = l.sex_code AND o.birth_date = l.birth_date AND o.student_id <> l.student_id
        WHERE l.student_id > @after AND p.on_roll = @true AND p.home_center = @center
          AND NOT EXISTS (SELECT 1 FROM dbo.problem_record AS r WHERE r.student_id = l.student_id AND r.state = 'open')
          AND NOT EXISTS (SELECT 1 FROM dbo.problem_record AS r
              WHERE (r.student_id = l.student_id OR r.student_id = o.student_id) AND r.problem_type = 'same_likeness' AND r.handling = 'prove')
        GROUP BY l.student_id ORDER BY l.student_id {limit @count}
        """);

    private static readonly Sql SharedGuardians = Sql.Portable(
        """
        SELECT COUNT(*) FROM dbo.student_family_member AS g
        JOIN dbo.student_family_member AS h ON h.document_type = g.document_type AND h.document_number = g.document_number
        JOIN dbo.student AS p ON p.student_id = g.student_id
        JOIN dbo.student AS o ON o.student_id = h.student_id AND o.home_center = p.home_center
        WHERE g.student_id = @studentId AND h.student_id = @otherId
        """);

    public Task<ProblemRecord?> FindAsync(long studentId, long problemId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<ProblemRecord>(Find, new { studentId, problemId, scope }, cancel);

    public Task<IReadOnlyList<ProblemRecord>> OfAsync(long studentId, CancellationToken cancel) =>
        session.QueryAsync<ProblemRecord>(Of, new { studentId }, cancel);

    public async Task<IReadOnlyList<ProblemRecord>> PointingAtAsync(long studentId, CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        return await session.QueryAsync<ProblemRecord>(
            PointingAt, new { studentId, center = Ansi.Code(identity.CenterCode) }, cancel);
    }

    public async Task<IReadOnlyList<(long StudentId, long OtherId)>> AlikeAsync(long after, int count, CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        var parameters = new { after, count, @true = true, center = Ansi.Code(identity.CenterCode) };
        return await session.QueryAsync<(long StudentId, long OtherId)>(Alike, parameters, cancel);
    }

    public async Task<bool> ShareGuardianAsync(long studentId, long otherId, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<int>(SharedGuardians, new { studentId, otherId }, cancel) > 0;

    public Task AddAsync(ProblemRecord record, CancellationToken cancel) =>
        session.InsertAsync(CorrectionTables.Problem, record, cancel);

    public Task UpdateAsync(ProblemRecord record, CancellationToken cancel) =>
        session.UpdateAsync(CorrectionTables.Problem, record, cancel);
}
