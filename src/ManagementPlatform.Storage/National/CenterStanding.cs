using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.National;

/// <summary>A center that has a channel works together with others; see <see cref="ICenterStanding"/>.</summary>
public sealed class CenterStanding(DbSession session, ICurrentCenter center) : ICenterStanding
{
    private static readonly Sql Channels = Sql.Portable("SELECT COUNT(*) FROM dbo.replication_channel");

    private static readonly Sql Recovering = Sql.Portable(
        "SELECT COUNT(*) FROM dbo.replication_channel WHERE state = 'recovering'");

    private Standing? _standing;

    public async ValueTask<Standing> GetAsync(CancellationToken cancel) => _standing ??= await ReadAsync(cancel);

    public async ValueTask<bool> IsRecoveringAsync(CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<int>(Recovering, null, cancel) > 0;

    private async Task<Standing> ReadAsync(CancellationToken cancel)
    {
        if (await session.FirstOrDefaultAsync<int>(Channels, null, cancel) == 0)
            return Standing.Alone;
        return (await center.GetAsync(cancel)).CenterCode == Channel.Nation ? Standing.Nation : Standing.Province;
    }
}
