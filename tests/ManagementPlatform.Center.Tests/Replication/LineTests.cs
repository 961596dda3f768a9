using System.IO.Compression;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Etl.Replication.Centers;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Center.Tests.Replication;

[TestClass]
public sealed class LineTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_a_province_pushes_is_at_the_nation_and_what_the_nation_has_is_pulled(Engine engine)
    {
        await using var centers = await JoinedCenters.StartAsync(engine);
        await centers.Province.FillAsync("511725", 120);

        Assert.IsGreaterThan(3, await centers.PushAsync());
        Assert.AreEqual(0, await centers.PushAsync(), "nothing waits any more");
        Assert.AreEqual(120, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student"));
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));

        Assert.IsGreaterThan(0, await centers.PullAsync());
        Assert.AreEqual(0, await centers.PullAsync());
        Assert.AreEqual("", centers.Nation.Errors.Take());
    }

    [TestMethod]
    public async Task The_same_batch_sent_twice_gets_the_same_answer_and_one_that_is_ahead_is_told_what_is_wanted()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.Province.FillAsync("511725", 30);
        var first = (await centers.NextAsync())!;
        var second = (await centers.Province.RunAsync((IOutbox outbox) => outbox.AfterAsync(JoinedCenters.Up, 1, None)))!;

        var ahead = await centers.SendAsync(second);
        Assert.AreEqual((ReceiptOutcome.Gap, 0L), (ahead.Outcome, ahead.Applied.Number));
        var applied = await centers.SendAsync(first);
        var again = await centers.SendAsync(first);

        Assert.AreEqual((ReceiptOutcome.Applied, ReceiptOutcome.Repeated), (applied.Outcome, again.Outcome));
        Assert.AreEqual((1L, first.Head.Hash), (again.Applied.Number, again.Applied.Hash));
    }

    [TestMethod]
    public async Task A_restored_province_is_given_back_what_it_once_sent()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.Province.FillAsync("511725", 30);
        await centers.PushAsync();
        var sent = (await centers.Province.RunAsync((IOutbox outbox) => outbox.HashAsync(JoinedCenters.Up, 2, None)))!;
        Directory.Delete(Path.Combine(centers.Province.Folder, "replication"), recursive: true);

        var back = await centers.Province.RunAsync((ICenterLine line) => line.FetchOwnAsync(JoinedCenters.Up, 2, None));
        var none = await centers.Province.RunAsync((ICenterLine line) => line.FetchOwnAsync(JoinedCenters.Up, 999, None));

        Assert.AreEqual(sent, back!.Head.Hash);
        Assert.IsNull(none);
    }

    [TestMethod]
    public async Task A_batch_that_comes_again_says_when_it_came_first()
    {
        await using var centers = await JoinedCenters.StartAsync();
        var nothing = new Receipt(JoinedCenters.Down, Position.Start, ReceiptOutcome.Repeated);
        Task<IBundle?> FetchAsync() => centers.Province.RunAsync((ICenterLine line) => line.FetchAsync(nothing, None));

        Assert.IsNull((await FetchAsync())!.FirstHad);
        await centers.PullAsync();
        var heard = await centers.Nation.RunAsync((BatchBooks books) => books.BatchAsync(JoinedCenters.Down, 1, None));
        Assert.IsNotNull(heard!.DoneAt);
        Assert.AreEqual(heard.DoneAt, (await FetchAsync())!.FirstHad);

        await centers.Province.FillAsync("511725", 30);
        var again = (BundleFile)(await centers.NextAsync())! with { FirstHad = heard.DoneAt };
        Assert.AreEqual(ReceiptOutcome.Applied, (await centers.SendAsync(again)).Outcome);
    }

    [TestMethod]
    public async Task A_bundle_that_is_cut_short_changed_or_signed_by_somebody_else_is_refused_whole()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.Province.FillAsync("511725", 30);
        var bundle = (BundleFile)(await centers.NextAsync())!;

        await AssertRefusedAsync(
            centers, bundle, "bundle_damaged", path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]));
        await AssertRefusedAsync(
            centers, bundle, "bundle_damaged", path => Rewrite(path, bundle.Manifest.Files[0].Name, text => text + "x"));
        await AssertRefusedAsync(
            centers, bundle, "bundle_forged",
            path => Rewrite(path, BundleManifest.FileName, text => text.Replace("\"rows\":", "\"rows\": ")));
        await AssertRefusedAsync(
            centers, bundle, "bundle_forged",
            path => Rewrite(path, BundleManifest.SignatureName, text => new string('0', 32) + text[32..]));

        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_batch"));
        Assert.AreEqual(ReceiptOutcome.Applied, (await centers.SendAsync(bundle)).Outcome, "the true one is taken afterwards");
    }

    [TestMethod]
    public async Task An_old_bundle_under_a_new_number_is_refused()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.Province.FillAsync("511725", 30);
        var first = (BundleFile)(await centers.NextAsync())!;
        await centers.SendAsync(first);

        var refused = await Assert.ThrowsExactlyAsync<CenterRefusedException>(() => centers.Province.RunAsync(
            (NationRequests nation) => nation.PutFileAsync("/channels/51-00/batches/2", first.Path, None)));

        Assert.AreEqual("wrong_batch", refused.Code);
    }

    [TestMethod]
    public async Task A_program_that_is_newer_than_the_nations_is_told_who_has_to_be_brought_up()
    {
        await using var centers = await JoinedCenters.StartAsync(
            province: services => services.Replace(ServiceDescriptor.Singleton(new CenterSchema(9_000))));
        await centers.Province.FillAsync("511725", 30);

        var refused = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(centers.PushAsync);

        Assert.AreEqual(ReceiptOutcome.NewerSchema, refused.Code);
        Assert.Contains("请先升级接收方", refused.Message);
    }

    [TestMethod]
    public async Task A_channel_of_another_province_is_closed()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await AssertClosedAsync("/channels/44-00", "foreign_channel");
        await AssertClosedAsync("/channels/00-44/next?number=0", "foreign_channel");
        await AssertClosedAsync("/channels/44-00/batches/1/file", "foreign_channel");
        await AssertClosedAsync("/channels/51-44", "bad_channel");

        async Task AssertClosedAsync(string path, string code)
        {
            var refused = await Assert.ThrowsExactlyAsync<CenterRefusedException>(
                () => centers.Province.RunAsync((NationRequests nation) => nation.GetAsync(path, None)));
            Assert.AreEqual(code, refused.Code, path);
        }
    }

    [TestMethod]
    public async Task A_nation_that_does_not_answer_is_a_line_that_is_down()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.Nation.App.StopAsync();

        await Assert.ThrowsExactlyAsync<LineDownException>(centers.PushAsync);
        await Assert.ThrowsExactlyAsync<LineDownException>(centers.PullAsync);
    }

    private static async Task AssertRefusedAsync(JoinedCenters centers, BundleFile bundle, string code, Action<string> spoil)
    {
        var path = bundle.Path + ".spoilt";
        File.Copy(bundle.Path, path, overwrite: true);
        spoil(path);
        var refused = await Assert.ThrowsExactlyAsync<ChannelBrokenException>(
            () => centers.SendAsync(bundle with { Path = path }));
        Assert.AreEqual(code, refused.Code);
    }

    private static void Rewrite(string path, string name, Func<string, string> change)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        var entry = zip.GetEntry(name)!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
            text = reader.ReadToEnd();
        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(change(text));
    }
}
