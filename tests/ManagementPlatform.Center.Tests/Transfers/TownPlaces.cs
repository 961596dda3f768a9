using Dapper;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Transfers;

/// <summary>A school somewhere else, with a class of grade 4, and the bureaus above it.</summary>
/// <param name="Bureau">学籍主管部门.</param>
internal sealed record TownSchool(long Id, long Bureau, long Province, long ClassId);

/// <summary>
/// Schools near and far for a <see cref="TransferTown"/>, written past the product: a province in the database of another has no
/// other way in.
/// </summary>
internal static class TownPlaces
{
    private static readonly long First = TestSchool.City + 40;

    private const string Region =
        """
        INSERT INTO region (region_code, name, level, parent_code, kind, is_county_authority, has_center)
        VALUES (@code, @name, @level, @parent, 'gb', @no, @no)
        """;

    private const string Organization =
        """
        INSERT INTO organization (organization_id, kind, code, name, name_pinyin, parent_id, region_code, is_active, home_center, row_version)
        VALUES (@id, @kind, @code, @name, 'x', @parent, @region, @yes, '51', 1)
        """;

    private const string School =
        """
        INSERT INTO school (school_id, status, type_code, organizer_code, supervising_id, county_id, city_id, province_id, location_code, urban_rural_code,
            address, postal_code, phone, schooling_system, school_year)
        VALUES (@id, 'active', '211', '831', @bureau, @bureau, @city, @province, '510107001001', '111', '建设路1号', '610041', '02800000000', '63', 2026)
        """;

    private const string Scope = "INSERT INTO school_scope (organization_id, school_id) VALUES (@organization, @id)";

    /// <summary>A second school of the pupil's own county.</summary>
    public static Task<TownSchool> AddNeighbourAsync(this TransferTown town) =>
        AddAsync(town, First, "晨曦小学", TestSchool.County, TestSchool.City, TestSchool.Province);

    /// <summary>绵阳市涪城区.</summary>
    public static async Task<TownSchool> AddOtherCityAsync(this TransferTown town)
    {
        await RunAsync(town, Region, new { code = "510700", name = "绵阳市", level = "city", parent = "510000", no = false });
        await BureauAsync(town, First + 11, "city", "510700", "绵阳市教育局", TestSchool.Province, "510700");
        await BureauAsync(town, First + 12, "county", "510703", "涪城区教育局", First + 11, "510700");
        return await AddAsync(town, First + 13, "涪江小学", First + 12, First + 11, TestSchool.Province);
    }

    /// <summary>重庆市渝中区, without a city in between.</summary>
    public static async Task<TownSchool> AddOtherProvinceAsync(this TransferTown town)
    {
        await RunAsync(
            town, Region, new { code = "500000", name = "重庆市", level = "province", parent = (string?)null, no = false });
        await BureauAsync(town, First + 21, "province", "500000", "重庆市教育委员会", null, "500000");
        await BureauAsync(town, First + 22, "county", "500103", "渝中区教育委员会", First + 21, "500000");
        return await AddAsync(town, First + 23, "朝天门小学", First + 22, null, First + 21);
    }

    /// <summary>The schools' codes in the register, without which none closes or merges.</summary>
    public static Task RegisterCodesAsync(this TransferTown town) => RunAsync(
        town,
        "INSERT INTO school_code (code, school_id, state, assigned_on) SELECT code, organization_id, 'active', @day FROM organization WHERE kind = 'school'",
        new { day = new DateOnly(2020, 9, 1) });

    private static Task BureauAsync(
        TransferTown town, long id, string kind, string code, string name, long? parent, string region) =>
        RunAsync(town, Organization, new { id, kind, code, name, parent, region, yes = true });

    private static async Task<TownSchool> AddAsync(
        TransferTown town, long id, string name, long bureau, long? city, long province)
    {
        await RunAsync(
            town, Organization,
            new { id, kind = "school", code = $"21510001{id % 100:00}", name, parent = bureau, region = "510107", yes = true });
        await RunAsync(town, School, new { id, bureau, city, province });
        foreach (var organization in new[] { id, bureau, city, province }.OfType<long>())
            await RunAsync(town, Scope, new { organization, id });
        return new TownSchool(id, bureau, province, await town.School.AddClassAsync("24", 1, school: id));
    }

    private static async Task RunAsync(TransferTown town, string sql, object parameters)
    {
        await using var connection = await town.Center.Scope.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(sql, parameters);
    }
}
