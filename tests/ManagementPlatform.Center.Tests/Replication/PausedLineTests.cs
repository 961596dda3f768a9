using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Replication;

/// <summary>A channel that an operator of the nation has stopped.</summary>
[TestClass]
public sealed class PausedLineTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_the_nation_has_paused_waits_at_the_province_without_failing_and_goes_on_by_itself(Engine engine)
    {
        await using var centers = await JoinedCenters.StartAsync(engine);
        await centers.SettleAsync();
        await centers.Province.FillAsync("511725", 30);
        await SteerAsync(centers, steer => steer.PauseAsync(JoinedCenters.Up, Operator, None));

        Assert.AreEqual(WorkOutcome.Idle, (await RunAsync(centers, "replication_push")).Outcome);

        var waiting = await ChannelAsync(centers, JoinedCenters.Up);
        Assert.AreEqual(
            (ChannelRow.Active, 0, centers.Province.Time.Now), (waiting.State, waiting.Failures, waiting.LastContactAt));
        Assert.Contains("已由国家中心的运维人员暂停", waiting.Error!);
        Assert.AreEqual(BackOff.WhilePaused, waiting.NextTryAt - centers.Province.Time.Now);
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student"));
        Assert.AreEqual(WorkOutcome.Idle, (await RunAsync(centers, "replication_pull")).Outcome, "the other direction is open");
        Assert.IsNull((await ChannelAsync(centers, JoinedCenters.Down)).Error);

        await SteerAsync(centers, steer => steer.ResumeAsync(JoinedCenters.Up, Operator, None));
        await RunAsync(centers, "replication_push");
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student"), "it waits until it is due");
        centers.Province.Time.Advance(BackOff.WhilePaused);
        var run = await RunAsync(centers, "replication_push");
        Assert.AreEqual(WorkOutcome.Done, run.Outcome, run.Error);
        Assert.AreEqual(30, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student"));
        Assert.IsNull((await ChannelAsync(centers, JoinedCenters.Up)).Error);
    }

    [TestMethod]
    public async Task Nothing_is_handed_out_on_a_channel_from_the_nation_that_it_has_paused()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await SteerAsync(centers, steer => steer.PauseAsync(JoinedCenters.Down, Operator, None));

        Assert.AreEqual(WorkOutcome.Idle, (await RunAsync(centers, "replication_pull")).Outcome);

        var waiting = await ChannelAsync(centers, JoinedCenters.Down);
        Assert.AreEqual((0, 0L), (waiting.Failures, waiting.AppliedNumber));
        Assert.Contains("暂停", waiting.Error!);
    }

    private static Caller Operator => Caller.Center(0, Tier.Province);

    private static Task<bool> SteerAsync(JoinedCenters centers, Func<SteerChannel, Task> act) => centers.Nation.RunAsync(async (SteerChannel steer) =>
    {
        await act(steer);
        return true;
    });

    private static Task<WorkRun> RunAsync(JoinedCenters centers, string work) =>
        centers.Province.RunAsync((RunWork run) => run.HandleAsync(work, None));

    private static async Task<ChannelRow> ChannelAsync(JoinedCenters centers, Channel channel) =>
        (await centers.Province.RunAsync((ChannelBooks books) => books.FindAsync(channel, None)))!;
}
