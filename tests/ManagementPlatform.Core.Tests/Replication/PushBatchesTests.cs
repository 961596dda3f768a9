using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Tests.Replication.Simulation;

namespace ManagementPlatform.Core.Tests.Replication;

[TestClass]
public sealed class PushBatchesTests
{
    private readonly TwoCenters _two = new();

    [TestMethod]
    public async Task Everything_that_waits_is_handed_over_once()
    {
        var schools = Enumerable.Range(0, 30).Select(_ => _two.Create()).ToList();

        var sent = await _two.PushAsync();

        Assert.IsTrue(schools.All(school => _two.Nation.Find(school.Key) == school));
        Assert.AreEqual(sent, _two.Nation.Disk.AppliedOn(TwoCenters.Up).Number);
        Assert.AreEqual(0, await _two.PushAsync());
    }

    [TestMethod]
    public async Task A_run_stops_after_as_many_batches_as_it_was_given()
    {
        for (var i = 0; i < 30; i++)
            _two.Create();

        Assert.AreEqual(2, await _two.PushAsync(most: 2));
        Assert.AreEqual(2, _two.Nation.Disk.AppliedOn(TwoCenters.Up).Number);
    }

    [TestMethod]
    public async Task A_batch_whose_receipt_was_lost_is_not_sent_again()
    {
        _two.Create();
        var bundle = await _two.NextAsync(_two.Province, TwoCenters.Up, Position.Start);
        await _two.ReceiveAsync(_two.Nation, bundle!);

        Assert.AreEqual(0, await _two.PushAsync());
        Assert.AreEqual(bundle!.Head.Position, _two.Province.Disk.Acknowledged[TwoCenters.Up]);
    }

    [TestMethod]
    public async Task A_bundle_that_was_made_stays_as_it_is_and_the_next_carries_what_came_later()
    {
        var school = _two.Create();
        var made = (SimBundle?)await _two.NextAsync(_two.Province, TwoCenters.Up, Position.Start);
        var edited = _two.Edit(school);

        Assert.AreEqual(2, await _two.PushAsync());
        var received = _two.Nation.Disk.ReceivedOn(TwoCenters.Up);
        Assert.AreEqual(made!.Head.Hash, received[1].Head.Hash);
        Assert.AreEqual(school, received[1].Content[0].Row);
        Assert.AreEqual(edited, received[2].Content[0].Row);
    }

    [TestMethod]
    public async Task A_receiver_that_was_restored_is_sent_the_same_bundles_again()
    {
        _two.Nation.BackUp();
        var school = _two.Create();
        await _two.PushAsync();
        var hash = _two.Nation.Disk.AppliedOn(TwoCenters.Up).Hash;
        _two.Nation.Restore();

        Assert.AreEqual(1, await _two.PushAsync());
        Assert.AreEqual(hash, _two.Nation.Disk.AppliedOn(TwoCenters.Up).Hash);
        Assert.AreEqual(school, _two.Nation.Find(school.Key));
    }

    [TestMethod]
    public async Task Two_who_ask_at_once_are_served_the_same_batch()
    {
        for (var i = 0; i < 30; i++)
            _two.Create();
        var (one, other) = (_two.OutboxOf(_two.Province), _two.OutboxOf(_two.Province));
        var asked = new Receipt(TwoCenters.Up, Position.Start, ReceiptOutcome.Repeated);

        var bundles = await _two.Finish(Task.WhenAll(one.NextAsync(asked, default), other.NextAsync(asked, default)));

        Assert.AreEqual(1, bundles[0]!.Head.Number);
        Assert.AreSame(bundles[0], bundles[1]);
    }

    [TestMethod]
    public async Task A_receiver_whose_next_bundle_is_gone_stops_the_channel()
    {
        _two.Create();
        await _two.PushAsync();
        _two.Province.Disk.SentOn(TwoCenters.Up).Clear();

        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => _two.PushAsync());
        Assert.AreEqual(TwoCenters.Up, broken.Channel);
    }
}
