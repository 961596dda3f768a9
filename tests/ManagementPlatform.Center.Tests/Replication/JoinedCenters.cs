using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication.Centers;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Replication;

/// <summary>The nation and 四川 (51), on two ports, and what their operators do.</summary>
internal sealed class JoinedCenters : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly Channel Up = Channel.Up("51"), Down = Channel.Down("51");

    private JoinedCenters(HostedCenter nation, HostedCenter province) => (Nation, Province) = (nation, province);

    public HostedCenter Nation { get; }

    public HostedCenter Province { get; }

    /// <param name="isJoined">The province has joined already.</param>
    /// <param name="province">More services of the province.</param>
    public static async Task<JoinedCenters> StartAsync(
        Engine engine = Engine.Sqlite, bool isJoined = true, Action<IServiceCollection>? province = null)
    {
        var centers = new JoinedCenters(
            await HostedCenter.StartAsync(engine, Channel.Nation), await HostedCenter.StartAsync(engine, "51", province));
        if (isJoined)
            await centers.JoinAsync(await centers.InviteAsync("51"));
        return centers;
    }

    public async Task<JoinToken> InviteAsync(string province) =>
        (await Nation.RunAsync((InviteProvince invite) => invite.HandleAsync(province, None))).Token;

    public Task<KnownCenter> JoinAsync(JoinToken token) =>
        Province.RunAsync((JoinNation join) => join.HandleAsync(Nation.Address, token, None));

    public Task<int> PushAsync() => Province.RunAsync((PushBatches push) => push.RunAsync(Up, 100, None));

    public Task<int> PullAsync() => Province.RunAsync((PullBatches pull) => pull.RunAsync(Down, 100, None));

    /// <summary>Until nothing waits in either direction.</summary>
    public async Task SettleAsync()
    {
        await PushAsync();
        await Nation.RunAsync((RouteChanges route) => route.RunAsync(None));
        await PullAsync();
    }

    /// <summary>The next bundle of the province, as it would be sent.</summary>
    public Task<IBundle?> NextAsync() => Province.RunAsync(
        async (IOutbox outbox) => await outbox.AfterAsync(Up, (await outbox.PositionsAsync(Up, None)).Acknowledged.Number, None));

    public Task<Receipt> SendAsync(IBundle bundle) => Province.RunAsync((ICenterLine line) => line.SendAsync(bundle, None));

    public async ValueTask DisposeAsync()
    {
        await Province.DisposeAsync();
        await Nation.DisposeAsync();
    }
}
