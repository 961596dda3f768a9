using System.Globalization;
using Dapper;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.TestSupport;

/// <summary>A school with its people, put into the tables past the use cases of Organization.</summary>
/// <param name="Registrar">A 学籍管理员 of the school.</param>
/// <param name="CountyRegistrar">A 学籍管理员 of the bureau above it.</param>
public sealed record SchoolWithPeople(long SchoolId, long CountyId, Caller Registrar, Caller CountyRegistrar);

/// <summary>
/// Makes counties, schools and classes for tests of pupils; a center with its root organization is there already.
/// </summary>
public static class Schools
{
    private const string InsertOrganization =
        """
        INSERT INTO organization (organization_id, kind, name, name_pinyin, parent_id, region_code, is_active, home_center, row_version)
        VALUES (@id, @kind, @name, @kind, @parent, '510000', @yes, '51', 1)
        """;

    private const string InsertSchool =
        """
        INSERT INTO school (school_id, status, type_code, organizer_code, supervising_id, county_id, province_id, location_code, urban_rural_code,
            address, postal_code, phone, schooling_system, school_year)
        VALUES (@id, 'active', '211', '831', @county, @county, @root, '510107001001', '111', '一环路1号', '610041', '02885550000', '63', 2026)
        """;

    private const string InsertScope = "INSERT INTO school_scope (organization_id, school_id) VALUES (@id, @id), (@county, @id), (@root, @id)";

    private const string InsertClass =
        """
        INSERT INTO school_class (class_id, school_id, stage, entry_year, class_number, grade, name, type_code, schooling_system, status,
            formed_on, home_center, row_version)
        VALUES (@classId, @schoolId, @stage, @entryYear, @number, @grade, @name, '10', '63', 'active', '2026-09-01', '51', 1)
        """;

    /// <param name="id">Any number below 100 that no other school of the test has; it makes the keys.</param>
    /// <param name="county">Schools with the same number lie in the same county.</param>
    public static async Task<SchoolWithPeople> SchoolAsync(this TestScope test, int id, int county = 1)
    {
        var root = test.Center.OrganizationId;
        var (schoolId, countyId) = (root + 100 + id, root + 10 + county);
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        if (await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM organization WHERE organization_id = @countyId", new { countyId }) == 0)
            await connection.ExecuteAsync(
                InsertOrganization, new { id = countyId, kind = "county", name = $"第{county}县教育局", parent = root, yes = true });
        await connection.ExecuteAsync(
            InsertOrganization, new { id = schoolId, kind = "school", name = $"第{id}小学", parent = countyId, yes = true });
        await connection.ExecuteAsync(InsertSchool, new { id = schoolId, county = countyId, root });
        await connection.ExecuteAsync(InsertScope, new { id = schoolId, county = countyId, root });
        return new SchoolWithPeople(
            schoolId,
            countyId,
            new Caller(schoolId * 10 % 1_000_000, "registrar", schoolId, Tier.School, [Role.Registrar]),
            new Caller(countyId * 10 % 1_000_000, "county", countyId, Tier.County, [Role.Registrar]));
    }

    /// <param name="grade">Two digits; 21 is the first of primary school.</param>
    /// <returns>The class's key.</returns>
    public static async Task<long> ClassAsync(this TestScope test, SchoolWithPeople school, string grade = "21", int number = 1)
    {
        var entryYear = 2026 - (grade[1] - '1');
        var classId = school.SchoolId + 1_000_000 * (int.Parse(grade, CultureInfo.InvariantCulture) * 100L + number);
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            InsertClass, new { classId, schoolId = school.SchoolId, stage = grade[0] - '0', entryYear, number, grade, name = $"{grade}级{number}班" });
        return classId;
    }
}
