using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization;

/// <summary>Schools and what depends on them; see <see cref="ISchoolStore"/>.</summary>
public sealed class SchoolStore(DbSession session) : ISchoolStore, ISchoolCodeRegister
{
    private static readonly Sql FindSchool = Sql.Rendered(
        $"SELECT {OrganizationTables.School.SelectList} FROM dbo.school AS s WHERE s.school_id = @schoolId AND {Scope.SchoolInScope}");

    private static readonly Sql FindNode = OrganizationTables.Organization.Select("WHERE organization_id = @id");

    private static readonly Sql ForgetBureaus = Sql.Portable(
        """
        DELETE FROM dbo.school_scope WHERE school_id = @schoolId AND organization_id <> @schoolId AND organization_id IN
            (SELECT o.organization_id FROM dbo.organization AS o WHERE o.kind <> 'school')
        """);

    private static readonly Sql InheritScope = Sql.Portable(
        """
        INSERT INTO dbo.school_scope (organization_id, school_id)
        SELECT CAST(@successorId AS bigint), m.school_id FROM dbo.school_scope AS m
        WHERE m.organization_id = @mergedId AND NOT EXISTS
            (SELECT 1 FROM dbo.school_scope AS s WHERE s.organization_id = @successorId AND s.school_id = m.school_id)
        """);

    private static readonly Sql CodesOf = OrganizationTables.SchoolCode.Select(
        "WHERE school_id = @schoolId ORDER BY assigned_on, code");

    private static readonly Sql FindCode = OrganizationTables.SchoolCode.Select("WHERE code = @code");

    private static readonly Sql Highest = Sql.Portable(
        """
        SELECT MAX(h.code) FROM
            (SELECT MAX(c.code) AS code FROM dbo.school_code AS c WHERE c.code >= @low AND c.code <= @high
             UNION ALL
             SELECT MAX(g.code) AS code FROM dbo.school_code_grant AS g WHERE g.code >= @low AND g.code <= @high) AS h
        """);

    private static readonly Sql Pupils = Sql.Portable(
        "SELECT p.student_id FROM dbo.student AS p WHERE p.school_id = @schoolId AND p.on_roll = @true ORDER BY p.student_id {limit @one}");

    // Changes of enrolment, whose chains name their organizations. Cases follow their pupils (Core/Cases/CaseHeirs).
    private static readonly Sql OpenBusiness = Sql.Portable(
        "SELECT x.change_id FROM dbo.enrollment_change AS x WHERE x.school_id = @schoolId AND x.state = 'open' ORDER BY x.change_id {limit @one}");

    // Writes nothing new: it takes the row.
    private static readonly Sql Hold = Sql.Portable(
        "UPDATE dbo.school SET school_year = school_year WHERE school_id = @schoolId");

    private static readonly Sql Stages = Sql.Portable(
        """
        SELECT DISTINCT c.stage FROM dbo.school_class AS c
        WHERE c.school_id = @schoolId AND c.status = 'active' AND c.sub_unit_id IS NULL ORDER BY c.stage
        """);

    public async Task<RegisteredSchool?> FindAsync(long schoolId, long scope, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<School>(FindSchool, new { schoolId, scope }, cancel) is { } details
            ? new RegisteredSchool((await NodeAsync(schoolId, cancel))!, details)
            : null;

    public async Task<BureauLine?> FindCountyAsync(long organizationId, CancellationToken cancel)
    {
        var line = new List<OrganizationNode>();
        for (long? id = organizationId; id is { } at; id = line[^1].ParentId)
        {
            if (await NodeAsync(at, cancel) is not { } node)
                return null;
            line.Add(node);
        }

        return line[0] is { Tier: Tier.County, IsActive: true } ? new BureauLine(line) : null;
    }

    public async Task AddAsync(RegisteredSchool school, CancellationToken cancel)
    {
        await session.InsertAsync(OrganizationTables.Organization, school.Node, cancel);
        await session.InsertAsync(OrganizationTables.School, school.Details, cancel);
        await session.InsertAsync(
            OrganizationTables.SchoolScope, new SchoolScopeRow { OrganizationId = school.Id, SchoolId = school.Id }, cancel);
    }

    public async Task UpdateAsync(RegisteredSchool school, CancellationToken cancel)
    {
        await session.UpdateAsync(OrganizationTables.Organization, school.Node, cancel);
        await session.ExecuteAsync(OrganizationTables.School.Update, school.Details, cancel);
    }

    public async Task SetBureausAsync(long schoolId, IReadOnlyCollection<long> bureaus, CancellationToken cancel)
    {
        await session.ExecuteAsync(ForgetBureaus, new { schoolId }, cancel);
        foreach (var organizationId in bureaus)
            await session.InsertAsync(
                OrganizationTables.SchoolScope,
                new SchoolScopeRow { OrganizationId = organizationId, SchoolId = schoolId }, cancel);
    }

    public Task LetSuccessorSeeAsync(long successorId, long mergedId, CancellationToken cancel) =>
        session.ExecuteAsync(InheritScope, new { successorId, mergedId }, cancel);

    public Task AddEventAsync(SchoolEvent happened, CancellationToken cancel) =>
        session.InsertAsync(OrganizationTables.SchoolEvent, happened, cancel);

    public Task<IReadOnlyList<SchoolCodeRecord>> CodesAsync(long schoolId, CancellationToken cancel) =>
        session.QueryAsync<SchoolCodeRecord>(CodesOf, new { schoolId }, cancel);

    public Task<SchoolCodeRecord?> FindCodeAsync(string code, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<SchoolCodeRecord>(FindCode, new { code = Ansi.Code(code) }, cancel);

    public Task AddCodeAsync(SchoolCodeRecord code, CancellationToken cancel) =>
        session.InsertAsync(OrganizationTables.SchoolCode, code, cancel);

    public Task UpdateCodeAsync(SchoolCodeRecord code, CancellationToken cancel) =>
        session.ChangeOneAsync(OrganizationTables.SchoolCode.Update, code, cancel);

    public Task HoldAsync(long schoolId, CancellationToken cancel) => session.ExecuteAsync(Hold, new { schoolId }, cancel);

    public async Task<SchoolContents> ContentsAsync(long schoolId, CancellationToken cancel)
    {
        var one = new { schoolId, @true = true, one = 1 };
        return new SchoolContents(
            (await session.QueryAsync<long>(Pupils, one, cancel)).Count > 0,
            (await session.QueryAsync<long>(OpenBusiness, one, cancel)).Count > 0,
            await session.QueryAsync<int>(Stages, one, cancel));
    }

    public async Task<int?> HighestSerialAsync(string prefix, int from, int to, CancellationToken cancel)
    {
        var low = Ansi.Code(Code(prefix, from));
        var high = Ansi.Code(Code(prefix, to));
        return await session.FirstOrDefaultAsync<string?>(Highest, new { low, high }, cancel) is { } code
            ? int.Parse(code.AsSpan(prefix.Length), System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private Task<OrganizationNode?> NodeAsync(long id, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<OrganizationNode>(FindNode, new { id }, cancel);

    private static string Code(string prefix, int serial) =>
        prefix + serial.ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
}
