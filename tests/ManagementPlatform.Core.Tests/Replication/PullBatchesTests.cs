using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Tests.Replication.Simulation;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Tests.Replication;

[TestClass]
public sealed class PullBatchesTests
{
    private readonly TwoCenters _two = new();

    [TestMethod]
    public async Task Everything_that_the_nation_has_for_the_province_is_fetched_once()
    {
        var tables = Publish(30);

        var applied = await _two.PullAsync();

        Assert.IsTrue(tables.All(table => _two.Province.Find(table.Key) == table));
        Assert.AreEqual(applied, _two.Province.Disk.AppliedOn(TwoCenters.Down).Number);
        Assert.AreEqual(0, await _two.PullAsync());
    }

    [TestMethod]
    public async Task A_run_stops_after_as_many_batches_as_it_was_given()
    {
        Publish(30);

        Assert.AreEqual(2, await _two.PullAsync(most: 2));
        Assert.AreEqual(2, _two.Province.Disk.AppliedOn(TwoCenters.Down).Number);
    }

    [TestMethod]
    public async Task Asking_for_the_next_tells_that_the_last_has_arrived()
    {
        Publish(1);
        await _two.PullAsync();

        Assert.AreEqual(1, _two.Nation.Disk.Acknowledged[TwoCenters.Down].Number);
    }

    [TestMethod]
    public async Task A_restored_nation_is_found_out_before_it_sends()
    {
        _two.Nation.BackUp();
        Publish(1);
        await _two.PullAsync();
        _two.Nation.Restore();
        Publish(1);

        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => _two.PullAsync());

        Assert.AreEqual("sender_restored", broken.Code);
        Assert.IsEmpty(_two.Nation.Disk.SentOn(TwoCenters.Down));
    }

    /// <summary>The nation writes code tables and routes them.</summary>
    private List<SimRow> Publish(int count)
    {
        var tables = Enumerable.Range(0, count).Select(_ => _two.Nation.NewRow(Entity.CodeTable)).ToList();
        tables.ForEach(_two.Nation.WriteNow);
        Router.Route(_two.Nation, int.MaxValue);
        return tables;
    }
}
