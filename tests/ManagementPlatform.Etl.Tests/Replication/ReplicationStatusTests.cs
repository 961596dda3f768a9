using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>What an operator sees of replication, and what he does about it.</summary>
[TestClass]
public sealed class ReplicationStatusTests
{
    private const string Push = "replication_push";
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Status_tells_backlog_lag_progress_and_failures(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51");
        await centers.JoinAsync("51");
        Assert.AreEqual(1, (await UpAsync(centers)).Snapshot!.Step);
        await centers.RunAsync("51", Push);
        await centers.FillAsync("51", "511725", 40);
        centers["51"].Time.Advance(TimeSpan.FromSeconds(90));
        centers.LineOf("51").Cut();
        await centers.RunAsync("51", Push);

        var behind = await UpAsync(centers);
        Assert.AreEqual((true, ChannelRow.Active, 1, "线路不通"), (behind.IsSender, behind.State, behind.Failures, behind.Error));
        Assert.AreEqual((90, null), (behind.LagSeconds, behind.Snapshot));
        Assert.IsGreaterThan(40L, behind.Waiting);
        Assert.IsGreaterThan(centers["51"].Time.Now, behind.NextTryAt!.Value);

        centers.LineOf("51").Heal();
        centers["51"].Time.Advance(TimeSpan.FromMinutes(1));
        await centers.RunAsync("51", Push);

        var even = await UpAsync(centers);
        Assert.AreEqual((0L, null, 0, null), (even.Waiting, even.LagSeconds, even.Failures, even.Error));
        Assert.AreEqual(even.Sent, even.Acknowledged);
        var there = (await StatusAsync(centers, Channel.Nation)).Channels.Single(channel => channel.Channel == "51-00");
        Assert.AreEqual((false, even.Sent), (there.IsSender, there.Applied));
        var work = (await StatusAsync(centers, "51")).Works.Single(work => work.Work == Push);
        Assert.AreEqual((null, WorkOutcome.Done, (int?)150), (work.RunningOn, work.Last!.Outcome, work.Last.LagSeconds));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_an_operator_does_to_a_channel_is_in_the_audit_trail_and_has_to_make_sense(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51");
        await centers.JoinAsync("51");

        await SteerAsync(centers, steer => steer.PauseAsync);
        Assert.AreEqual(ChannelRow.Paused, (await UpAsync(centers)).State);
        await Assert.ThrowsExactlyAsync<RefusalException>(() => SteerAsync(centers, steer => steer.PauseAsync));
        await Assert.ThrowsExactlyAsync<RefusalException>(() => SteerAsync(centers, steer => steer.RetryAsync));
        await SteerAsync(centers, steer => steer.ResumeAsync);
        await SteerAsync(centers, steer => steer.RetryAsync);

        Assert.AreEqual(ChannelRow.Active, (await UpAsync(centers)).State);
        Assert.AreEqual(3, await centers["51"].ScalarAsync<long>("SELECT COUNT(*) FROM audit_event WHERE action LIKE 'replication.%' AND result = 'done'"));
    }

    private static Task<ReplicationStatus> StatusAsync(ReplicatedCenters centers, string center) =>
        centers[center].RunAsync<ReplicationQueries, ReplicationStatus>(queries => queries.StatusAsync(None));

    private static async Task<ChannelStatus> UpAsync(ReplicatedCenters centers) =>
        (await StatusAsync(centers, "51")).Channels.Single(channel => channel.Channel == "51-00");

    private static Task SteerAsync(
        ReplicatedCenters centers, Func<SteerChannel, Func<Channel, Caller, CancellationToken, Task>> act) =>
        centers["51"].RunAsync<SteerChannel>(steer => act(steer)(Channel.Up("51"), Caller.Center(510_000, Tier.Province), None));
}
