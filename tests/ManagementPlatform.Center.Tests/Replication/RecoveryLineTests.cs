using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Center.Tests.Replication;

/// <summary>Comparison and recovery with a network between the two.</summary>
[TestClass]
public sealed class RecoveryLineTests
{
    private const string LastSent = "SELECT sent_number FROM replication_channel WHERE channel = '00-51'";

    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod]
    public async Task What_differs_is_found_over_the_line_and_sent_again_in_both_directions()
    {
        await using var centers = await SettledAsync();
        var pupil = await centers.Nation.ScalarAsync<long>("SELECT MIN(student_id) FROM student");
        var ministry = await centers.Nation.ScalarAsync<long>(
            "SELECT MIN(organization_id) FROM organization WHERE home_center = '00'");
        await centers.Nation.ScalarAsync<int>("UPDATE student SET former_name = '改动' WHERE student_id = @pupil", new { pupil });
        await centers.Province.ScalarAsync<int>(
            "UPDATE organization SET name = '改动' WHERE organization_id = @ministry", new { ministry });

        var report = await centers.Province.RunAsync((Reconcile reconcile) => reconcile.HandleAsync(None));

        Assert.AreEqual((2L, 2L), (report.Differing, report.Resent), report.ToText());
        Assert.AreEqual((1, 1), (await centers.PushAsync(), await centers.PullAsync()));
        Assert.IsNull(
            await centers.Nation.ScalarAsync<string>("SELECT former_name FROM student WHERE student_id = @pupil", new { pupil }));
        Assert.AreNotEqual("改动", await centers.Province.ScalarAsync<string>("SELECT name FROM organization WHERE organization_id = @ministry", new { ministry }));
    }

    [TestMethod]
    public async Task A_nation_that_has_lost_batches_is_handed_them_back()
    {
        await using var centers = await SettledAsync();
        var sent = await centers.Nation.ScalarAsync<long>(LastSent);
        await ForgetAsync(centers, sent - 2);

        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(centers.PullAsync);
        Assert.AreEqual(RecoverChannel.SenderRestored, broken.Code);
        var recovery = await RecoverAsync(centers, broken.Code);

        Assert.AreEqual(new Recovery(2, StartedOver: false), recovery);
        Assert.AreEqual(sent, await centers.Nation.ScalarAsync<long>(LastSent));
        await centers.PullAsync();
        Assert.AreEqual("", centers.Nation.Errors.Take());
    }

    [TestMethod]
    public async Task A_nation_whose_batches_are_gone_everywhere_sends_everything_again()
    {
        await using var centers = await SettledAsync();
        var sent = await centers.Nation.ScalarAsync<long>(LastSent);
        await ForgetAsync(centers, 0);
        Directory.Delete(Path.Combine(centers.Province.Folder, "replication"), recursive: true);

        Assert.IsTrue((await RecoverAsync(centers, RecoverChannel.SenderRestored)).StartedOver);

        Assert.IsGreaterThan(0, await centers.PullAsync());
        Assert.IsGreaterThan(sent, await centers.Nation.ScalarAsync<long>(LastSent), "the numbers go on");
    }

    [TestMethod]
    public async Task A_province_compares_and_asks_for_itself_only()
    {
        await using var centers = await JoinedCenters.StartAsync();
        var question = new DigestQuestion(new DigestScope("student", "44", Up: true), 1);

        var refused = await Assert.ThrowsExactlyAsync<CenterRefusedException>(
            () => centers.Province.RunAsync((NationRequests nation) => nation.PostAsync("/digests/buckets", question, None)));

        Assert.AreEqual("foreign_channel", refused.Code);
    }

    private static async Task<JoinedCenters> SettledAsync()
    {
        var centers = await JoinedCenters.StartAsync();
        await centers.Province.FillAsync("511725", 30);
        await centers.SettleAsync();
        await centers.SettleAsync();
        return centers;
    }

    // As if the database of the nation had been put back to an earlier day.
    private static Task<int> ForgetAsync(JoinedCenters centers, long after) => centers.Nation.RunAsync<IOutbox, int>(async outbox =>
    {
        await outbox.ForgetAfterAsync(JoinedCenters.Down, after, None);
        return 0;
    });

    private static Task<Recovery> RecoverAsync(JoinedCenters centers, string code) =>
        centers.Province.RunAsync((RecoverChannel recover) => recover.HandleAsync(JoinedCenters.Down, code, None));
}
