using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Storage.National;

/// <summary>赋码结果, of both ends; see <see cref="ISchoolCodeGrants"/> and <see cref="IWaitingSchools"/>.</summary>
public sealed class SchoolCodeGrants(DbSession session, ICurrentCenter center) : ISchoolCodeGrants, IWaitingSchools
{
    // A code that the school has or had stands in its own rows.
    private const string Unused =
        "NOT EXISTS (SELECT 1 FROM dbo.school_code AS c WHERE c.code = g.code AND c.school_id = g.school_id)";

    private static readonly Sql Find = Sql.Rendered(
        $"SELECT MAX(g.code) FROM dbo.school_code_grant AS g WHERE g.school_id = @schoolId AND g.category = @category AND {Unused}");

    private static readonly Sql Waiting = Sql.Portable(
        """
        SELECT s.school_id, s.type_code, o.home_center FROM dbo.school AS s JOIN dbo.organization AS o ON o.organization_id = s.school_id
        WHERE s.status = 'pending' AND o.code IS NULL AND s.school_id > @after ORDER BY s.school_id {limit @count}
        """);

    private static readonly Sql Open = Sql.Rendered(
        $"SELECT g.school_id, g.category FROM dbo.school_code_grant AS g WHERE g.school_id IN {{ids @ids}} AND {Unused}");

    private static readonly Sql Arrived = Sql.Rendered(
        $"""
        SELECT s.school_id, o.row_version AS version, s.type_code, g.category
        FROM dbo.school AS s JOIN dbo.organization AS o ON o.organization_id = s.school_id
        JOIN dbo.school_code_grant AS g ON g.school_id = s.school_id
        WHERE s.status = 'pending' AND o.code IS NULL AND o.home_center = @home AND {Unused} ORDER BY s.school_id
        """);

    private static readonly Sql Count = Sql.Portable(
        "SELECT COUNT(*) FROM dbo.school_code_grant AS g WHERE g.school_id = @schoolId");

    public async Task<SchoolCode?> FindAsync(long schoolId, SchoolCategory category, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<string>(Find, new { schoolId, category = Ansi.Code(category.Code) }, cancel) is { } code
            ? SchoolCode.Parse(code) : null;

    public async Task<IReadOnlyList<(long SchoolId, int Version)>> ArrivedAsync(CancellationToken cancel)
    {
        var home = Ansi.Code((await center.GetAsync(cancel)).CenterCode);
        var rows = await session.QueryAsync<ArrivedRow>(Arrived, new { home }, cancel);
        return [.. rows.Where(row => SchoolType.Find(row.TypeCode)?.Category == row.Category)
            .Select(row => (row.SchoolId, row.Version)).Distinct()];
    }

    public async Task<IReadOnlyList<WaitingSchool>> TakeAsync(long after, int count, CancellationToken cancel)
    {
        var rows = await session.QueryAsync<WaitingRow>(Waiting, new { after, count }, cancel);
        var open = (await session.QueryAsync<ArrivedRow>(Open, new { ids = JsonList.Of(rows.Select(row => row.SchoolId)) }, cancel))
            .ToLookup(row => row.SchoolId, row => row.Category);
        return [.. rows.Select(row => new WaitingSchool(row.SchoolId, row.TypeCode, row.HomeCenter, [.. open[row.SchoolId]]))];
    }

    public async Task<int> AddAsync(SchoolCodeGrant grant, CancellationToken cancel)
    {
        await session.InsertAsync(NationalTables.Grant, grant, cancel);
        return await session.FirstOrDefaultAsync<int>(Count, new { schoolId = grant.SchoolId }, cancel);
    }

    private sealed record WaitingRow
    {
        public long SchoolId { get; init; }
        public string TypeCode { get; init; } = "";
        public string HomeCenter { get; init; } = "";
    }

    private sealed record ArrivedRow
    {
        public long SchoolId { get; init; }
        public int Version { get; init; }
        public string TypeCode { get; init; } = "";
        public string Category { get; init; } = "";
    }
}
