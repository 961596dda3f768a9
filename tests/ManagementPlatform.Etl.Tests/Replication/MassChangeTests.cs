using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>Known way to fail 9: a rule or a region that is re-coded by mistake.</summary>
[TestClass]
public sealed class MassChangeTests
{
    private const int Pupils = 40;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Known_way_9_a_mass_change_stops_the_channel_and_asks_and_goes_through_once_it_is_approved(Engine engine)
    {
        await using var centers = await FilledAsync(engine);
        var (province, nation) = (centers["51"], centers.Nation);
        await ChangeAllAsync(province);

        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => centers.PushAsync("51"));

        Assert.AreEqual("asking", broken.Code);
        Assert.AreEqual(
            "asking", await nation.ScalarAsync<string>("SELECT state FROM replication_channel WHERE channel = '51-00'"));
        Assert.Contains(
            "须运维人员确认", (await nation.ScalarAsync<string>("SELECT error FROM replication_channel WHERE channel = '51-00'"))!);
        var changed = await nation.ScalarAsync<long>("SELECT COUNT(*) FROM student WHERE former_name = '错'");
        Assert.IsLessThanOrEqualTo(Pupils / 4, changed, "not more than the share has gone through");
        await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => centers.PushAsync("51"));

        var waiting = await nation.ScalarAsync<long>(
            "SELECT applied_number FROM replication_channel WHERE channel = '51-00'") + 1;
        await Assert.ThrowsExactlyAsync<Core.RefusalException>(() => ApproveAsync(nation, waiting + 1));
        await ApproveAsync(nation, waiting);
        Assert.IsGreaterThan(1, await centers.PushAsync("51"), "the rest of the backlog is not asked about again");

        await TableComparison.AreSameAsync(province, nation, "51");
        Assert.AreEqual(
            "active", await nation.ScalarAsync<string>("SELECT state FROM replication_channel WHERE channel = '51-00'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Everyday_changes_of_as_many_pupils_in_batches_that_are_not_full_do_not_ask(Engine engine)
    {
        await using var centers = await FilledAsync(engine);
        foreach (var chunk in (await centers["51"].QueryAsync<long>("SELECT student_id FROM student")).Chunk(4))
        {
            foreach (var pupil in chunk)
                await centers["51"].ChangeAsync("student", "former_name = '改'", pupil);
            Assert.AreEqual(1, await centers.PushAsync("51"));
        }

        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
    }

    [TestMethod]
    [DataRow(1_000, 2_000, false, DisplayName = "no more than never asks")]
    [DataRow(1_001, 2_000, true, DisplayName = "half of the table")]
    [DataRow(100_000, 1_000_000, false, DisplayName = "a tenth of the table")]
    [DataRow(200_001, 1_000_000, true, DisplayName = "more than a fifth")]
    public void A_share_and_a_number_have_to_be_passed_both(long touched, long owned, bool passed) =>
        Assert.AreEqual(passed, new MassChangeLimit().IsPassed(touched, owned));

    [TestMethod]
    public void Who_owns_enough_is_not_counted_further()
    {
        var limit = new MassChangeLimit();
        Assert.AreEqual(6_000, limit.Enough(1_200));
        Assert.IsFalse(limit.IsPassed(1_200, limit.Enough(1_200)));
        Assert.IsTrue(limit.IsPassed(1_200, limit.Enough(1_200) - 1));
    }

    private static Task ApproveAsync(TestScope nation, long number) =>
        nation.RunAsync<MassChangeGuard>(
            guard => guard.ApproveAsync(Channel.Up("51"), number, nation.Center, CancellationToken.None));

    private static async Task ChangeAllAsync(TestScope province)
    {
        foreach (var pupil in await province.QueryAsync<long>("SELECT student_id FROM student"))
            await province.ChangeAsync("student", "former_name = '错'", pupil);
    }

    private static Task<ReplicatedCenters> FilledAsync(Engine engine) =>
        ReplicatedCenters.FilledAsync(engine, Pupils, batch: 5, new MassChangeLimit(Share: 0.25, Aggregates: 6));
}
