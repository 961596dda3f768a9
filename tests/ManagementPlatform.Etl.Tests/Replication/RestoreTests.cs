using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>Centers that are restored from a backup after others have seen what came later.</summary>
[TestClass]
public sealed class RestoreTests
{
    private const string NameOf = "SELECT former_name FROM student WHERE student_id = @id";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_province_restored_from_an_old_backup_takes_back_what_it_had_sent_and_loses_nothing_that_it_wrote_since(
        Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        var pupils = await centers["51"].QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id");
        var (sent, both, after, lost) = (pupils[0], pupils[1], pupils[2], pupils[3]);
        if (await centers["51"].BackUpAsync() is not { } backup)
            return;
        await ChangeAsync(centers, sent, "甲");
        await centers.PushAsync("51");
        await ChangeAsync(centers, both, "乙");
        await ChangeAsync(centers, lost, "丁");
        await centers.PushAsync("51");
        var next = await centers["51"].ScalarAsync<long>("SELECT next_value FROM id_allocator WHERE name = 'row'");

        await centers.RestoreAsync("51", backup);
        await ChangeAsync(centers, both, "后来");
        await ChangeAsync(centers, after, "丙");

        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => centers.PushAsync("51"));
        Assert.AreEqual("sender_restored", broken.Code);
        Assert.AreEqual(new Recovery(2, StartedOver: false), await centers.RecoverAsync("51", broken.Channel, broken.Code));
        await centers.PushAsync("51");
        await centers.PullAsync("51");

        Assert.AreEqual("甲", await centers["51"].ScalarAsync<string>(NameOf, new { id = sent }));
        Assert.AreEqual("乙", await centers["51"].ScalarAsync<string>(NameOf, new { id = both }), "what was acknowledged stands");
        Assert.AreEqual("丁", await centers["51"].ScalarAsync<string>(NameOf, new { id = lost }));
        Assert.AreEqual(
            "丙", await centers.Nation.ScalarAsync<string>(NameOf, new { id = after }), "what was written since is sent");
        Assert.AreEqual("restored_conflict", await centers["51"].ScalarAsync<string>("SELECT reason FROM replication_quarantine WHERE entity_id = @both", new { both }));
        Assert.Contains("后来", (await centers["51"].ScalarAsync<string>("SELECT content FROM replication_quarantine"))!);
        Assert.IsGreaterThanOrEqualTo(
            next, await centers["51"].ScalarAsync<long>("SELECT next_value FROM id_allocator WHERE name = 'row'"));
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");

        await ChangeAsync(centers, both, "再改");
        await centers.PushAsync("51");
        Assert.AreEqual("再改", await centers.Nation.ScalarAsync<string>(NameOf, new { id = both }), "and it goes on");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_waited_when_the_backup_was_taken_and_was_sent_and_changed_again_in_the_lost_time_is_no_conflict(
        Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        var pupil = await centers["51"].ScalarAsync<long>("SELECT MIN(student_id) FROM student");
        await ChangeAsync(centers, pupil, "甲");
        if (await centers["51"].BackUpAsync() is not { } backup)
            return;
        await centers.PushAsync("51");
        await ChangeAsync(centers, pupil, "乙");
        await centers.PushAsync("51");

        await centers.RestoreAsync("51", backup);
        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => centers.PushAsync("51"));
        await centers.RecoverAsync("51", broken.Channel, broken.Code);
        await centers.PushAsync("51");

        Assert.AreEqual("乙", await centers["51"].ScalarAsync<string>(NameOf, new { id = pupil }));
        Assert.AreEqual(0, await centers["51"].ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_restored_nation_keeps_what_is_newer_than_what_a_province_hands_back_that_has_heard_less(Engine engine)
    {
        await using var centers = await TwoProvincesAsync(engine);
        if (await centers.Nation.BackUpAsync() is not { } backup)
            return;
        await RenameAsync(centers, "教育部（一）", "51", "44");
        await RenameAsync(centers, "教育部（二）", "51");

        await centers.RestoreAsync(Channel.Nation, backup);
        await HandBackAsync(centers, "51");
        await HandBackAsync(centers, "44");

        await AssertNamedAsync(centers, "教育部（二）");
    }

    [TestMethod]
    [DataRow(false, DisplayName = "once"), DataRow(true, DisplayName = "and changed again")]
    public async Task What_waited_at_the_nation_for_two_provinces_is_still_sent_to_the_one_when_the_other_has_handed_it_back(
        bool isChangedAgain)
    {
        await using var centers = await TwoProvincesAsync(Engine.Sqlite);
        await RenameAsync(centers, "教育部（一）");
        var backup = await centers.Nation.BackUpAsync();
        await centers.PullAsync("51");
        if (isChangedAgain)
            await RenameAsync(centers, "教育部（二）", "51");

        await centers.RestoreAsync(Channel.Nation, backup!);
        await HandBackAsync(centers, "51");

        await AssertNamedAsync(centers, isChangedAgain ? "教育部（二）" : "教育部（一）");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Keys_that_a_lost_time_has_handed_out_are_not_handed_out_again(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        if (await centers["51"].BackUpAsync() is not { } backup)
            return;
        await centers.FillAsync("51", "511724", 30);
        await centers.PushAsync("51");

        await centers.RestoreAsync("51", backup);
        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => centers.PushAsync("51"));
        await centers.RecoverAsync("51", broken.Channel, broken.Code);
        await centers.FillAsync("51", "511722", 30);
        await centers.PushAsync("51");

        Assert.AreEqual(90, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student"));
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_nation_restored_from_an_old_backup_is_sent_again_what_it_had_and_is_handed_its_own_batches_back(
        Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        await centers.RouteAsync();
        await centers.PullAsync("51");
        var pupil = await centers["51"].ScalarAsync<long>("SELECT MIN(student_id) FROM student");
        if (await centers.Nation.BackUpAsync() is not { } backup)
            return;
        await ChangeAsync(centers, pupil, "甲");
        await centers.PushAsync("51");
        var ministry = await centers.Nation.ScalarAsync<long>(
            "SELECT organization_id FROM organization WHERE home_center = '00' AND kind <> 'school' ORDER BY organization_id");
        await centers.Nation.ChangeAsync("organization", "name = '教育部（新）'", ministry);
        await centers.RouteAsync();
        Assert.AreEqual(1, await centers.PullAsync("51"));

        await centers.RestoreAsync(Channel.Nation, backup);
        Assert.AreEqual(1, await centers.PushAsync("51"), "from the bundle that is kept");
        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => centers.PullAsync("51"));
        Assert.AreEqual(new Recovery(1, StartedOver: false), await centers.RecoverAsync("51", broken.Channel, broken.Code));
        await centers.PullAsync("51"); // what came back goes out once more
        Assert.AreEqual(0, await centers.PullAsync("51"));

        Assert.AreEqual("甲", await centers.Nation.ScalarAsync<string>(NameOf, new { id = pupil }));
        Assert.AreEqual("教育部（新）", await centers.Nation.ScalarAsync<string>("SELECT name FROM organization WHERE organization_id = @ministry", new { ministry }));
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_restored_nation_issues_nothing_before_it_has_heard_of_every_province_and_no_number_twice(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", "511725"), ("44", "440305"));
        if (await centers.Nation.BackUpAsync() is not { } backup)
            return;
        var lost = await centers.RegisterAsync("51", id => TestPupils.WithoutDocument(id));
        await centers.ExchangeAsync("51");
        Assert.AreEqual("confirmed J", await centers["51"].StateAsync(lost));

        await centers.RestoreAsync(Channel.Nation, backup);
        Assert.AreEqual(2, await centers.Nation.RunAsync<SteerChannel, int>(steer => steer.RestoredAsync(Caller.Center(0, Tier.Province), default)));
        var waiting = await centers.RegisterAsync("44", id => TestPupils.WithoutDocument(id, 5, name: "别人"));
        await centers.PushAsync("44");
        Assert.AreEqual((0, 0), await centers.IssueAsync(), "nobody has been in contact");
        await centers.PullAsync("44");
        Assert.AreEqual((0, 0), await centers.IssueAsync(), "51 has not");
        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => centers.PullAsync("51"));
        Assert.AreEqual((0, 0), await centers.IssueAsync(), "51 has more than the nation knows");
        Assert.AreEqual("recovering", await StateOfAsync("00-44"), "44 may have as well, whatever it said before");
        await centers.RecoverAsync("51", broken.Channel, broken.Code);
        await centers.PushAsync("51");
        await centers.PullAsync("51");
        await centers.PullAsync("44");

        await centers.ExchangeAsync("51", "44");
        Assert.AreEqual(("active", "active"), (await StateOfAsync("00-51"), await StateOfAsync("00-44")));
        Assert.AreEqual(
            ("confirmed J", "confirmed J"), (await centers["51"].StateAsync(lost), await centers["44"].StateAsync(waiting)));
        Assert.AreEqual(
            0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) - COUNT(DISTINCT student_number) FROM student"));

        Task<string?> StateOfAsync(string channel) =>
            centers.Nation.ScalarAsync<string>("SELECT state FROM replication_channel WHERE channel = @channel", new { channel });
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Where_the_bundles_are_gone_everything_is_sent_again_from_where_the_receiver_is(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        var pupil = await centers["51"].ScalarAsync<long>("SELECT MIN(student_id) FROM student");
        if (await centers.Nation.BackUpAsync() is not { } backup)
            return;
        await ChangeAsync(centers, pupil, "甲");
        await centers.PushAsync("51");

        await centers.RestoreAsync(Channel.Nation, backup);
        centers.FolderOf("51").Delete(recursive: true);
        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => centers.PushAsync("51"));
        Assert.AreEqual("bundles_gone", broken.Code);
        Assert.IsTrue((await centers.RecoverAsync("51", broken.Channel, broken.Code)).StartedOver);
        Assert.IsGreaterThan(1, await centers.PushAsync("51"));

        Assert.AreEqual("甲", await centers.Nation.ScalarAsync<string>(NameOf, new { id = pupil }));
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
    }

    private static async Task<ReplicatedCenters> TwoProvincesAsync(Engine engine)
    {
        var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", "511725"), ("44", "440305"));
        return centers;
    }

    private static Task<long> MinistryAsync(ReplicatedCenters centers) =>
        centers.Nation.ScalarAsync<long>(
            "SELECT MIN(organization_id) FROM organization WHERE home_center = '00' AND kind <> 'school'");

    // The nation changes what goes to everybody, and these hear of it.
    private static async Task RenameAsync(ReplicatedCenters centers, string name, params string[] heard)
    {
        await centers.Nation.ChangeAsync("organization", $"name = '{name}'", await MinistryAsync(centers));
        await centers.RouteAsync();
        foreach (var province in heard)
            await centers.PullAsync(province);
    }

    private static async Task HandBackAsync(ReplicatedCenters centers, string province)
    {
        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => centers.PullAsync(province));
        await centers.RecoverAsync(province, broken.Channel, broken.Code);
    }

    private static async Task AssertNamedAsync(ReplicatedCenters centers, string name)
    {
        var ministry = await MinistryAsync(centers);
        foreach (var province in new[] { "51", "44" })
            await centers.PullAsync(province);
        foreach (var center in new[] { Channel.Nation, "51", "44" })
            Assert.AreEqual(
                name,
                await centers[center].ScalarAsync<string>(
                    "SELECT name FROM organization WHERE organization_id = @ministry", new { ministry }),
                center);
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
    }

    private static Task ChangeAsync(ReplicatedCenters centers, long pupil, string name) =>
        centers["51"].ChangeAsync("student", $"former_name = '{name}'", pupil);
}
