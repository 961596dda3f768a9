using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.National;

/// <summary>See <see cref="IProvinceVersions"/>.</summary>
public sealed class ProvinceVersions(DbSession session) : IProvinceVersions
{
    private const string Own = "home_center = @home AND home_center IN (SELECT c.center_code FROM dbo.center AS c)";

    private static readonly Sql Move = Sql.Rendered(
        $"UPDATE dbo.province_version SET row_version = row_version + 1 WHERE entity = @entity AND province_id = @id AND {Own}");

    private static readonly Sql Begin = Sql.Portable(
        """
        INSERT INTO dbo.province_version (entity, province_id, home_center, row_version)
        SELECT CAST(@entity AS varchar(30)), CAST(@id AS bigint), c.center_code, 1 FROM dbo.center AS c WHERE c.center_code = @home
        """);

    private static readonly Sql Read = Sql.Rendered(
        $"SELECT row_version FROM dbo.province_version WHERE entity = @entity AND province_id = @id AND {Own}");

    public async Task<int?> NextAsync(Entity entity, string provinceCode, CancellationToken cancel)
    {
        var values = new { entity = Ansi.Code(EnumText.Of(entity)), id = ProvinceKey.Of(provinceCode), home = Ansi.Code(provinceCode[..2]) };
        if (await session.ExecuteAsync(Move, values, cancel) == 0)
            await session.ExecuteAsync(Begin, values, cancel);
        return await session.FirstOrDefaultAsync<int?>(Read, values, cancel);
    }
}

/// <summary>A row of table <c>province_version</c>.</summary>
internal sealed record ProvinceVersion
{
    public required string Entity { get; init; }
    public required long ProvinceId { get; init; }
    public required string HomeCenter { get; init; }
    public required int RowVersion { get; init; }
}
