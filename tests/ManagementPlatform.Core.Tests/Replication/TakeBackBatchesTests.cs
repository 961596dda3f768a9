using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Tests.Replication.Simulation;

namespace ManagementPlatform.Core.Tests.Replication;

/// <summary>A province that is restored from a backup.</summary>
[TestClass]
public sealed class TakeBackBatchesTests
{
    private readonly TwoCenters _two = new();

    [TestMethod]
    public async Task It_sends_nothing_and_lets_nothing_in_before_it_has_taken_back()
    {
        var school = await LoseAnEditAsync();
        _two.Edit(school);

        foreach (var job in new Func<Task>[] { () => _two.PushAsync(), () => _two.PullAsync() })
        {
            var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(job);
            Assert.AreEqual("sender_restored", broken.Code);
            Assert.AreEqual(TwoCenters.Up, broken.Channel);
        }
    }

    [TestMethod]
    public async Task What_it_had_sent_comes_back_and_what_it_wrote_since_is_set_aside()
    {
        var school = await LoseAnEditAsync();
        var since = _two.Edit(school);

        Assert.AreEqual(1, await _two.TakeBackAsync());

        Assert.AreEqual(_two.Nation.Find(school.Key), _two.Province.Find(school.Key));
        CollectionAssert.AreEqual(new[] { since }, _two.Province.Disk.SetAside);
    }

    [TestMethod]
    public async Task It_goes_on_where_it_was_and_gives_no_key_out_twice()
    {
        _two.Province.BackUp();
        var lost = _two.Create();
        await _two.PushAsync();
        _two.Province.Restore();

        await _two.TakeBackAsync();
        var next = _two.Create();

        Assert.AreNotEqual(lost.Key, next.Key);
        Assert.AreEqual(1, await _two.PushAsync());
        Assert.AreEqual(lost, _two.Nation.Find(lost.Key));
        Assert.AreEqual(next, _two.Nation.Find(next.Key));
    }

    [TestMethod]
    public async Task A_batch_that_the_backup_knows_is_acknowledged_and_what_was_written_since_stays()
    {
        var school = _two.Create();
        var bundle = await _two.NextAsync(_two.Province, TwoCenters.Up, Position.Start);
        _two.Province.BackUp();
        await _two.ReceiveAsync(_two.Nation, bundle!);
        _two.Province.Restore();
        var since = _two.Edit(school);

        Assert.AreEqual(0, await _two.TakeBackAsync());

        Assert.AreEqual(bundle!.Head.Position, _two.Province.Disk.Acknowledged[TwoCenters.Up]);
        Assert.AreEqual(since, _two.Province.Find(school.Key));
        Assert.AreEqual(1, await _two.PushAsync());
    }

    [TestMethod]
    public async Task A_batch_that_it_made_meanwhile_under_a_number_that_was_taken_never_was()
    {
        var school = await LoseAnEditAsync();
        var other = _two.Create();
        await _two.NextAsync(_two.Province, TwoCenters.Up, _two.Province.Disk.Acknowledged[TwoCenters.Up]);

        await _two.TakeBackAsync();
        await _two.PushAsync();

        Assert.AreEqual(2, _two.Nation.Find(school.Key)!.Version);
        Assert.AreEqual(other, _two.Nation.Find(other.Key));
    }

    [TestMethod]
    public async Task When_the_nation_has_cleared_the_bundles_it_says_so()
    {
        await LoseAnEditAsync();
        _two.Nation.Disk.ReceivedOn(TwoCenters.Up).Remove(2);

        var broken = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(() => _two.TakeBackAsync());
        Assert.AreEqual("bundles_gone", broken.Code);
    }

    /// <summary>A school is sent, the province backed up, the school changed and sent again, and the backup restored.</summary>
    private async Task<SimRow> LoseAnEditAsync()
    {
        var school = _two.Create();
        await _two.PushAsync();
        _two.Province.BackUp();
        _two.Edit(school);
        await _two.PushAsync();
        _two.Province.Restore();
        return school;
    }
}
