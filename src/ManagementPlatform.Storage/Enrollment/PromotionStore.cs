using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Enrollment;

/// <summary>The year roll-over's reads and writes; see <see cref="IPromotionStore"/>.</summary>
public sealed class PromotionStore(DbSession session) : IPromotionStore
{
    private static readonly Sql FindSchool = Sql.Portable(
        $"""
        SELECT s.school_id, o.name, p.region_code AS province_code, s.school_year, o.row_version
        FROM dbo.school AS s
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        JOIN dbo.organization AS p ON p.organization_id = s.province_id
        WHERE s.school_id = @schoolId AND {Scope.SchoolInScope}
        """);

    private static readonly Sql SchoolsBehind = Sql.Portable(
        $"""
        SELECT s.school_id FROM dbo.school AS s
        WHERE s.school_year < @schoolYear AND s.status = 'active' AND {Scope.SchoolInScope} ORDER BY s.school_id
        """);

    private static readonly Sql Classes = Sql.Portable(
        """
        SELECT c.class_id, c.name, c.grade, c.schooling_system, c.row_version,
               (SELECT COUNT(*) FROM dbo.student AS p WHERE p.class_id = c.class_id AND p.status_code = '01') AS in_class,
               (SELECT COUNT(*) FROM dbo.student AS p JOIN dbo.open_case AS w ON w.student_id = p.student_id AND w.holds = 'pupil'
                WHERE p.class_id = c.class_id) AS open_business
        FROM dbo.school_class AS c WHERE c.school_id = @schoolId AND c.status = 'active' ORDER BY c.class_id
        """);

    private static readonly Sql MoveClass = Sql.Portable(
        """
        UPDATE dbo.school_class SET grade = @grade, status = @status, finished_on = @finishedOn, row_version = row_version + 1
        WHERE class_id = @ClassId AND row_version = @RowVersion
        """);

    private static readonly Sql MoveSchool = Sql.Portable(
        "UPDATE dbo.school SET school_year = school_year + 1 WHERE school_id = @SchoolId");

    private static readonly Sql TouchSchool = Sql.Portable(
        "UPDATE dbo.organization SET row_version = row_version + 1 WHERE organization_id = @SchoolId AND row_version = @RowVersion");

    public async Task<PromotedSchool?> FindSchoolAsync(long schoolId, long scope, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<SchoolRow>(FindSchool, new { schoolId, scope }, cancel) is { } row
            ? new PromotedSchool(row.SchoolId, row.Name, row.ProvinceCode, row.SchoolYear, row.RowVersion)
            : null;

    public Task<IReadOnlyList<long>> SchoolsBehindAsync(long scope, int schoolYear, CancellationToken cancel) =>
        session.QueryAsync<long>(SchoolsBehind, new { scope, schoolYear }, cancel);

    public async Task<IReadOnlyList<PromotedClass>> ClassesAsync(long schoolId, CancellationToken cancel) =>
        [.. (await session.QueryAsync<ClassRow>(Classes, new { schoolId }, cancel)).Select(row => new PromotedClass(
            row.ClassId, row.Name, Core.Codes.Grade.Parse(row.Grade), Core.Codes.SchoolingSystem.Find(row.SchoolingSystem)!,
            row.RowVersion, row.InClass, row.OpenBusiness))];

    public Task MoveClassAsync(PromotedClass schoolClass, Grade? next, DateOnly on, CancellationToken cancel) => session.ChangeOneAsync(
        MoveClass,
        new
        {
            schoolClass.ClassId,
            schoolClass.RowVersion,
            grade = (next ?? schoolClass.Grade).Code,
            status = next is null ? "finished" : "active",
            finishedOn = next is null ? on : (DateOnly?)null,
        },
        cancel);

    public async Task MoveSchoolAsync(PromotedSchool school, CancellationToken cancel)
    {
        await session.ChangeOneAsync(TouchSchool, new { school.SchoolId, school.RowVersion }, cancel);
        await session.ChangeOneAsync(MoveSchool, new { school.SchoolId }, cancel);
    }

    private sealed record SchoolRow
    {
        public long SchoolId { get; init; }
        public string Name { get; init; } = "";
        public string ProvinceCode { get; init; } = "";
        public int SchoolYear { get; init; }
        public int RowVersion { get; init; }
    }

    private sealed record ClassRow
    {
        public long ClassId { get; init; }
        public string Name { get; init; } = "";
        public string Grade { get; init; } = "";
        public string SchoolingSystem { get; init; } = "";
        public int RowVersion { get; init; }
        public int InClass { get; init; }
        public int OpenBusiness { get; init; }
    }
}
