using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>Pushing, pulling, routing and purging by the clock.</summary>
[TestClass]
public sealed class ReplicationWorkTests
{
    private const string Push = "replication_push", Pull = "replication_pull", Route = "replication_route", Purge = "replication_purge";
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_center_that_has_not_joined_does_nothing_and_writes_nothing(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51");

        foreach (var work in new[] { Push, Pull, Route })
            Assert.AreEqual(WorkOutcome.Idle, (await centers.RunAsync("51", work)).Outcome, work);

        Assert.AreEqual(0, centers.LineOf("51").Calls);
        Assert.AreEqual(0, await centers["51"].ScalarAsync<long>("SELECT COUNT(*) FROM work_lease"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task One_run_sends_everything_that_waits_and_tells_how_long_it_waited(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51", batch: 100);
        await centers.FillAsync("51", "511725", 300);
        await centers.JoinAsync("51");
        await centers.RunAsync("51", Push);
        await centers.FillAsync("51", "511702", 250);
        centers["51"].Time.Advance(TimeSpan.FromSeconds(40));

        var run = await centers.RunAsync("51", Push);

        Assert.AreEqual(WorkOutcome.Done, run.Outcome, run.Error);
        Assert.IsGreaterThan(500, run.RowCount);
        Assert.AreEqual(40, run.LagSeconds);
        Assert.AreEqual(WorkOutcome.Idle, (await centers.RunAsync("51", Push)).Outcome);
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_line_that_is_down_is_tried_less_and_less_often_and_heals_by_itself(Engine engine)
    {
        await using var centers = await JoinedAsync(engine);
        var (line, time) = (centers.LineOf("51"), centers["51"].Time);
        line.Cut();
        var tries = new List<TimeSpan>();
        for (var start = time.Now; time.Now - start < TimeSpan.FromHours(1); time.Advance(TimeSpan.FromSeconds(5)))
        {
            var before = line.Calls;
            await centers.RunAsync("51", Push);
            if (line.Calls > before)
                tries.Add(time.Now - start);
        }

        var channel = await ChannelAsync(centers, Channel.Up("51"));
        Assert.AreEqual((tries.Count, "线路不通", ChannelRow.Active), (channel.Failures, channel.Error, channel.State));
        Assert.IsInRange(8, 16, tries.Count);
        Assert.IsGreaterThan(TimeSpan.FromMinutes(10), tries[^1] - tries[^2]);

        line.Heal();
        time.Advance(TimeSpan.FromMinutes(20));
        Assert.AreEqual(WorkOutcome.Done, (await centers.RunAsync("51", Push)).Outcome);
        channel = await ChannelAsync(centers, Channel.Up("51"));
        Assert.AreEqual((0, null, time.Now), (channel.Failures, channel.Error, channel.LastContactAt));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_clock_that_was_ahead_when_the_line_failed_does_not_stop_it_for_ever(Engine engine)
    {
        await using var centers = await JoinedAsync(engine);
        centers["51"].Time.Advance(TimeSpan.FromDays(365));
        centers.LineOf("51").Cut();
        await centers.RunAsync("51", Push);
        centers.LineOf("51").Heal();

        centers["51"].Time.Advance(TimeSpan.FromDays(-365));

        Assert.AreEqual(WorkOutcome.Done, (await centers.RunAsync("51", Push)).Outcome);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_channel_whose_ends_do_not_fit_is_left_alone_until_an_operator_tries_again(Engine engine)
    {
        await using var centers = await JoinedAsync(engine);
        var line = centers.LineOf("51");
        line.Fault = () => new ChannelBrokenException(Channel.Up("51"), ReceiptOutcome.NewerSchema, "接收方须先升级。");

        Assert.AreEqual(WorkOutcome.Failed, (await centers.RunAsync("51", Push)).Outcome);
        centers["51"].Time.Advance(TimeSpan.FromDays(2));
        Assert.AreEqual(WorkOutcome.Idle, (await centers.RunAsync("51", Push)).Outcome);

        Assert.AreEqual(1, line.Calls);
        Assert.AreEqual(ChannelRow.Broken, (await ChannelAsync(centers, Channel.Up("51"))).State);
        line.Heal();
        Assert.IsTrue(await BooksAsync(centers, books => books.RetryAsync(Channel.Up("51"), None)));
        Assert.AreEqual(WorkOutcome.Done, (await centers.RunAsync("51", Push)).Outcome);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_province_restored_from_a_backup_is_brought_forward_by_its_next_run(Engine engine)
    {
        await using var centers = await JoinedAsync(engine);
        await centers.RunAsync("51", Push);
        if (await centers["51"].BackUpAsync() is not { } backup)
            return;
        await centers.FillAsync("51", "511702", 40);
        await centers.RunAsync("51", Push);
        await centers.RestoreAsync("51", backup);

        var run = await centers.RunAsync("51", Push);

        Assert.AreNotEqual(WorkOutcome.Failed, run.Outcome, run.Error);
        Assert.AreEqual(80, await centers["51"].ScalarAsync<long>("SELECT COUNT(*) FROM student"));
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_channel_that_is_paused_carries_nothing_until_it_is_resumed(Engine engine)
    {
        await using var centers = await JoinedAsync(engine);
        Assert.IsTrue(await BooksAsync(centers, books => books.PauseAsync(Channel.Up("51"), None)));
        Assert.IsFalse(await BooksAsync(centers, books => books.RetryAsync(Channel.Up("51"), None)));
        Assert.AreEqual(WorkOutcome.Idle, (await centers.RunAsync("51", Push)).Outcome);

        Assert.IsTrue(await BooksAsync(centers, books => books.ResumeAsync(Channel.Up("51"), None)));
        Assert.AreEqual(WorkOutcome.Done, (await centers.RunAsync("51", Push)).Outcome);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Purging_keeps_what_is_not_acknowledged_and_the_channel_goes_on(Engine engine)
    {
        await using var centers = await JoinedAsync(engine);
        await centers.RunAsync("51", Push);
        await centers.FillAsync("51", "511702", 40);
        await centers.RunAsync("51", Push);
        Assert.AreEqual(0, await LinesAsync(centers));
        await centers.FillAsync("51", "511723", 40);
        var waiting = await LinesAsync(centers);
        foreach (var center in new[] { "51", Channel.Nation })
            centers[center].Time.Advance(TimeSpan.FromDays(31));

        foreach (var center in new[] { "51", Channel.Nation })
        {
            Assert.AreEqual(WorkOutcome.Done, (await centers.RunAsync(center, Purge)).Outcome);
            Assert.AreEqual(
                1, await centers[center].ScalarAsync<long>("SELECT COUNT(*) FROM replication_batch WHERE channel = '51-00'"));
            Assert.HasCount(1, Directory.GetFiles(Path.Combine(centers.BundlesOf(center), "51-00"), "*.zip"));
        }

        Assert.AreEqual(waiting, await LinesAsync(centers));
        Assert.AreEqual(WorkOutcome.Done, (await centers.RunAsync("51", Push)).Outcome);
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
    }

    [TestMethod]
    public async Task What_a_killed_process_left_half_written_goes_after_a_day()
    {
        await using var centers = await JoinedAsync(Engine.Sqlite);
        await centers.RunAsync("51", Push);
        var (folder, now) = (Path.Combine(centers.BundlesOf("51"), "51-00"), centers["51"].Time.Now.UtcDateTime);
        foreach (var (name, age) in ((string, int)[])[("000000000007.zip.old.part", 25), ("000000000008.zip.new.part", 1), ("000000000001.zip", 25)])
        {
            await File.AppendAllTextAsync(Path.Combine(folder, name), "");
            File.SetLastWriteTimeUtc(Path.Combine(folder, name), now.AddHours(-age));
        }

        var run = await centers.RunAsync("51", Purge);

        Assert.AreEqual((WorkOutcome.Done, 1L), (run.Outcome, run.RowCount), run.Error);
        CollectionAssert.AreEqual(
            new[] { "000000000008.zip.new.part" }, Directory.GetFiles(folder, "*.part").Select(Path.GetFileName).ToArray());
        Assert.IsTrue(File.Exists(Path.Combine(folder, "000000000001.zip")));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_center_without_channels_forgets_changes_after_the_retention(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51");
        await centers.FillAsync("51", "511725", 40);
        centers["51"].Time.Advance(TimeSpan.FromDays(29));
        await centers.RunAsync("51", Purge);
        Assert.IsGreaterThan(0, await LinesAsync(centers));

        centers["51"].Time.Advance(TimeSpan.FromDays(2));
        await centers.RunAsync("51", Purge);

        Assert.AreEqual(0, await LinesAsync(centers));
    }

    private static async Task<ReplicatedCenters> JoinedAsync(Engine engine)
    {
        var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51");
        await centers.FillAsync("51", "511725", 40);
        await centers.JoinAsync("51");
        return centers;
    }

    // Lines that no batch has.
    private static Task<long> LinesAsync(ReplicatedCenters centers) =>
        centers["51"].ScalarAsync<long>("SELECT COUNT(*) FROM change_log WHERE batch_number IS NULL");

    private static Task<ChannelRow> ChannelAsync(ReplicatedCenters centers, Channel channel) =>
        centers["51"].RunAsync<BatchBooks, ChannelRow>(books => books.ChannelAsync(channel, None));

    private static Task<bool> BooksAsync(ReplicatedCenters centers, Func<ChannelBooks, Task<bool>> act) =>
        centers["51"].RunAsync<ChannelBooks, bool>(act);
}
