using Dapper;
using ManagementPlatform.Core.Access;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Organization;

/// <summary>
/// A city with two counties and one county below the province itself, with schools, put into the tables past the use cases:
/// what stores below a school stands on.
/// </summary>
internal sealed class Schools(TestScope test)
{
    private const string Organization =
        """
        INSERT INTO organization (organization_id, kind, code, name, name_pinyin, parent_id, region_code, is_active, home_center, row_version)
        VALUES (@id, @kind, @code, @name, @code, @parent, '510000', @yes, '51', 1)
        """;

    private const string School =
        """
        INSERT INTO school (school_id, status, type_code, organizer_code, supervising_id, county_id, city_id, province_id, location_code,
            urban_rural_code, address, postal_code, phone, schooling_system, school_year)
        VALUES (@id, 'active', '211', '831', @county, @county, @city, @province, '510107001001', '111', '一环路1号', '610041', '02885550000', '63', 2026)
        """;

    private const string Scope = "INSERT INTO school_scope (organization_id, school_id) VALUES (@organization, @id)";

    private const string Class =
        """
        INSERT INTO school_class (class_id, school_id, stage, entry_year, class_number, grade, name, type_code, schooling_system,
            head_teacher_id, status, formed_on, home_center, row_version)
        VALUES (@id, @school, 2, 2026, @number, '21', @name, '10', '63', @headTeacher, @status, @day, '51', 1)
        """;

    private readonly long _root = test.Center.OrganizationId;
    private long _next = test.Center.OrganizationId + 5000;

    public long City => _root + 1;

    public long Wuhou => _root + 2;

    public long Jinjiang => _root + 3;

    /// <summary>A county without a city above.</summary>
    public long Direct => _root + 4;

    public static async Task<Schools> CreateAsync(TestScope test)
    {
        await test.StartCenterAsync();
        var schools = new Schools(test);
        await schools.BureauAsync(schools.City, "city", "510100", "成都市教育局");
        await schools.BureauAsync(schools.Wuhou, "county", "510107", "武侯区教育局");
        await schools.BureauAsync(schools.Jinjiang, "county", "510104", "锦江区教育局");
        await schools.BureauAsync(schools.Direct, "county", "519001", "直属县教育局");
        return schools;
    }

    /// <param name="number">1 to 99; makes key and code.</param>
    /// <returns>The school's key.</returns>
    public async Task<long> AddAsync(int number, long county)
    {
        var id = _root + 100 + number;
        long? city = county == Direct ? null : City;
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            Organization,
            new { id, kind = "school", code = $"21510000{number:00}", name = $"第{number}小学", parent = county, yes = true });
        await connection.ExecuteAsync(School, new { id, county, city, province = _root });
        foreach (var organization in new[] { id, county, city, _root }.OfType<long>())
            await connection.ExecuteAsync(Scope, new { organization, id });
        return id;
    }

    /// <returns>The class's key.</returns>
    public async Task<long> AddClassAsync(long school, int number, long? headTeacher = null, string status = "active")
    {
        var id = _next++;
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            Class, new { id, school, number, name = $"一年级{number}班", headTeacher, status, day = new DateOnly(2026, 9, 1) });
        return id;
    }

    public async Task CloseAsync(long school)
    {
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "UPDATE organization SET is_active = @no WHERE organization_id = @school", new { school, no = false });
        await connection.ExecuteAsync("UPDATE school SET status = 'closed' WHERE school_id = @school", new { school });
    }

    public static Caller Registrar(long organization, Tier tier = Tier.School) =>
        new(7, "registrar", organization, tier, [Role.Registrar]);

    private async Task BureauAsync(long id, string kind, string code, string name)
    {
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(Organization, new { id, kind, code, name, parent = _root, yes = true });
    }
}
