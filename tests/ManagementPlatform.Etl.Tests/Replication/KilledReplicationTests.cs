using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>
/// Processes that are killed (SIGKILL) in the middle of a push or a pull: whoever starts again brings both ends to the same rows.
/// </summary>
[TestClass]
public sealed class KilledReplicationTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_push_that_is_killed_at_any_point_is_finished_by_the_next_one(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        var (province, nation) = (centers["51"], centers.Nation);
        var pupils = await province.QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id");
        foreach (var (point, i) in ((string[])["before cut", "cut", "sign", "built", "send", "apply", "applied"]).Select((point, i) => (point, i)))
        {
            await province.ChangeAsync("student", $"former_name = '{i}'", pupils[i]);
            await province.ChangeAsync("student", $"former_name = '{i}'", pupils[^1]);
            await KillAsync(engine, centers, "push", point);

            await centers.PushAsync("51");

            Assert.AreEqual(
                $"{i}",
                await nation.ScalarAsync<string>(
                    "SELECT former_name FROM student WHERE student_id = @id", new { id = pupils[i] }),
                point);
            Assert.AreEqual(
                0, await province.ScalarAsync<long>("SELECT COUNT(*) FROM change_log WHERE batch_number IS NULL"), point);
            Assert.AreEqual(0, await centers.PushAsync("51"), point);
        }

        await AssertInStepAsync(centers, Channel.Up("51"), province, nation);
        await TableComparison.AreSameAsync(province, nation, "51");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_pull_that_is_killed_at_any_point_is_finished_by_the_next_one(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 10);
        var (province, nation) = (centers["51"], centers.Nation);
        await centers.RouteAsync();
        await centers.PullAsync("51");
        var ministry = await nation.ScalarAsync<long>("SELECT MIN(organization_id) FROM organization WHERE home_center = '00'");
        foreach (var point in (string[])["sign", "fetched", "apply", "applied"])
        {
            await nation.ChangeAsync("organization", $"name = '{point}'", ministry);
            await centers.RouteAsync();
            await KillAsync(engine, centers, "pull", point);

            await centers.PullAsync("51");

            Assert.AreEqual(point, await province.ScalarAsync<string>("SELECT name FROM organization WHERE organization_id = @ministry", new { ministry }));
            Assert.AreEqual(0, await centers.PullAsync("51"), point);
        }

        await AssertInStepAsync(centers, Channel.Down("51"), nation, province);
    }

    private static async Task KillAsync(Engine engine, ReplicatedCenters centers, string direction, string point)
    {
        using var process = ReplicationProcess.Start(engine, centers, direction, point);
        var line = await process.StandardOutput.ReadLineAsync();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        Assert.AreEqual("at " + point, line, "it was killed where it should be");
    }

    // What the sender knows to be acknowledged is what the receiver has applied; nothing was set aside, no number left out, no
    // half of a file kept.
    private static async Task AssertInStepAsync(ReplicatedCenters centers, Channel channel, TestScope sender, TestScope receiver)
    {
        var name = new { channel = channel.ToString() };
        var applied = await receiver.ScalarAsync<long>(
            "SELECT applied_number FROM replication_channel WHERE channel = @channel", name);
        Assert.AreEqual(
            applied,
            await sender.ScalarAsync<long>("SELECT acknowledged_number FROM replication_channel WHERE channel = @channel", name));
        Assert.AreEqual(
            applied, await receiver.ScalarAsync<long>("SELECT COUNT(*) FROM replication_batch WHERE channel = @channel", name));
        Assert.AreEqual(0, await receiver.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
        Assert.AreEqual(
            await sender.ScalarAsync<string>("SELECT acknowledged_hash FROM replication_channel WHERE channel = @channel", name),
            await receiver.ScalarAsync<string>("SELECT applied_hash FROM replication_channel WHERE channel = @channel", name));
        Assert.IsTrue(Directory.Exists(Path.Combine(centers.Folder, channel.From)));
    }
}
