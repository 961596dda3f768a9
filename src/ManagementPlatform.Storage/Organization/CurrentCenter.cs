using Dapper;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Storage.Organization;

/// <summary>Reads the row of table <c>center</c> once.</summary>
public sealed class CurrentCenter(Database database) : ICurrentCenter
{
    private static readonly Sql Read = Sql.Portable(
        """
        SELECT c.center_code, c.name, c.tier, c.region_code, o.organization_id
        FROM dbo.center AS c JOIN dbo.organization AS o ON o.code = c.region_code
        """);

    private CenterIdentity? _center;

    public async ValueTask<CenterIdentity> GetAsync(CancellationToken cancel) => _center ??= await ReadAsync(cancel);

    private async Task<CenterIdentity> ReadAsync(CancellationToken cancel)
    {
        await using var connection = await database.Beside.OpenAsync(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<(string Code, string Name, string Tier, string Region, long Root)?>(
            new CommandDefinition(Read.For(database.Engine), cancellationToken: cancel));
        return row is { } c
            ? new CenterIdentity(c.Code, c.Name, Enum.Parse<Tier>(c.Tier, ignoreCase: true), c.Region, c.Root)
            : throw new InvalidOperationException("数据中心尚未初始化，请先运行 mp init。");
    }
}
