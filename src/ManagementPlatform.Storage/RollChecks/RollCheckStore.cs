using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.RollChecks;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.RollChecks;

/// <summary>Checks of classes against their rolls; see <see cref="IRollCheckStore"/>.</summary>
public sealed class RollCheckStore(DbSession session) : IRollCheckStore
{
    private static readonly Sql FindClass = Sql.Portable(
        $$"""
        SELECT c.class_id, c.school_id, c.grade, c.name
        FROM dbo.school_class AS c {hold} JOIN dbo.school AS s {hold} ON s.school_id = c.school_id
        WHERE c.class_id = @classId AND c.status = 'active' AND {{Scope.SchoolInScope}} {hold c, s}
        """);

    private static readonly Sql Roll = Sql.Portable(
        """
        SELECT p.student_id, p.name, p.student_number FROM dbo.student AS p
        WHERE p.class_id = @classId AND p.status_code = @status ORDER BY p.name_pinyin, p.student_id
        """);

    private static readonly Sql Find =
        RollCheckTables.Check.Select("WHERE class_id = @classId AND school_year = @SchoolYear AND term = @term");

    private static readonly Sql ClassesOfSchool = Sql.Portable(
        $"""
        SELECT c.class_id, c.school_id, c.grade, c.name FROM dbo.school_class AS c JOIN dbo.school AS s ON s.school_id = c.school_id
        WHERE s.school_id = @schoolId AND c.status = 'active' AND {Scope.SchoolInScope} ORDER BY c.grade, c.class_number, c.class_id
        """);

    private static readonly Sql ChecksOfSchool = Sql.Rendered(
        $"""
        SELECT {RollCheckTables.Check.SelectListOf("r")} FROM dbo.roll_check AS r JOIN dbo.school_class AS c ON c.class_id = r.class_id
        WHERE c.school_id = @schoolId AND r.school_year = @SchoolYear AND r.term = @term
        """);

    private static readonly Sql DeleteFindings = Sql.Portable(
        "DELETE FROM dbo.roll_check_finding WHERE roll_check_id = @RollCheckId");

    public async Task<CheckedClass?> FindClassAsync(long classId, long scope, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<CheckedClass>(FindClass, new { classId, scope }, cancel);

    public Task<IReadOnlyList<RollPupil>> RollAsync(long classId, CancellationToken cancel) =>
        session.QueryAsync<RollPupil>(Roll, new { classId, status = Ansi.Code(PupilStatus.InSchool) }, cancel);

    public Task<RollCheck?> FindAsync(long classId, CheckRound round, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<RollCheck>(Find, new { classId, round.SchoolYear, term = (int)round.Term }, cancel);

    public async Task<IReadOnlyList<(CheckedClass Class, RollCheck? Check)>> ClassesAsync(
        long schoolId, long scope, CheckRound round, CancellationToken cancel)
    {
        var classes = await session.QueryAsync<CheckedClass>(ClassesOfSchool, new { schoolId, scope }, cancel);
        var checks = (await session.QueryAsync<RollCheck>(ChecksOfSchool, new { schoolId, round.SchoolYear, term = (int)round.Term }, cancel))
            .ToDictionary(check => check.ClassId);
        return [.. classes.Select(c => (c, checks.GetValueOrDefault(c.ClassId)))];
    }

    public async Task AddAsync(RollCheck check, IReadOnlyList<RollCheckFinding> findings, CancellationToken cancel)
    {
        await session.InsertAsync(RollCheckTables.Check, check, cancel);
        await session.BulkInsertAsync(RollCheckTables.Finding, findings, cancel);
    }

    public async Task UpdateAsync(RollCheck check, IReadOnlyList<RollCheckFinding>? findings, CancellationToken cancel)
    {
        await session.UpdateAsync(RollCheckTables.Check, check, cancel);
        if (findings is null)
            return;
        await session.ExecuteAsync(DeleteFindings, new { check.RollCheckId }, cancel);
        await session.BulkInsertAsync(RollCheckTables.Finding, findings, cancel);
    }
}
