using Dapper;
using ManagementPlatform.Storage;

namespace ManagementPlatform.TestSupport;

/// <summary>The least that a unit of work needs: the center's row, its number space and its root organization.</summary>
internal static class TestCenter
{
    public const long RootOrganizationId = 510_000_000_000_001;

    public static async Task<long> InsertAsync(Database database, TimeProvider time)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        var values = new
        {
            root = RootOrganizationId,
            next = RootOrganizationId + 1000,
            name = "四川省",
            bureau = "四川省教育厅",
            now = time.GetUtcNow(),
            no = false,
            yes = true,
        };
        foreach (var statement in Statements)
            await connection.ExecuteAsync(statement, values);
        return RootOrganizationId;
    }

    private static readonly string[] Statements =
    [
        """
        INSERT INTO region (region_code, name, level, kind, is_county_authority, has_center)
        VALUES ('510000', @name, 'province', 'standard', @no, @yes)
        """,
        "INSERT INTO center (center_code, name, tier, region_code, created_at) VALUES ('51', @name, 'province', '510000', @now)",
        "INSERT INTO id_allocator (name, next_value) VALUES ('row', @next)",
        """
        INSERT INTO organization (organization_id, kind, code, name, name_pinyin, region_code, is_active, home_center, row_version)
        VALUES (@root, 'province', '510000', @bureau, 'sichuanshengjiaoyuting', '510000', @yes, '51', 1)
        """,
    ];
}
