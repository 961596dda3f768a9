using System.IO.Compression;
using System.Text.RegularExpressions;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>
/// Bundles that are not what they should be are refused whole, with a clear error, and nothing of them is stored.
/// </summary>
[TestClass]
public sealed class SpoiltBundleTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod]
    public async Task A_damaged_bundle_is_refused()
    {
        await using var centers = await ReadyAsync();
        var path = await BundleAsync(centers);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 3] ^= 0x55;
        await RefusedAsync(centers, path, bytes, "bundle_damaged");
    }

    [TestMethod]
    public async Task A_truncated_bundle_is_refused()
    {
        await using var centers = await ReadyAsync();
        var path = await BundleAsync(centers);
        var bytes = await File.ReadAllBytesAsync(path);
        await RefusedAsync(centers, path, bytes[..(bytes.Length / 2)], "bundle_damaged");
        await RefusedAsync(centers, path, [], "bundle_damaged");
    }

    [TestMethod]
    public async Task A_bundle_signed_by_another_center_is_refused()
    {
        await using var centers = await ReadyAsync();
        var path = await BundleAsync(centers);
        var forged = await HandMadeBundle.RemadeAsync(path, centers.KeysOf("44"));
        await RefusedAsync(centers, path, await File.ReadAllBytesAsync(forged), "bundle_forged");
    }

    [TestMethod]
    public async Task A_bundle_whose_rows_say_another_home_than_its_list_is_refused()
    {
        await using var centers = await ReadyAsync();
        var path = await BundleAsync(centers);
        var lying = await HandMadeBundle.RemadeAsync(
            path, centers.KeysOf("51"), (name, text) => name == "aggregates.csv" ? text.Replace(",51,", ",44,") : text);
        await RefusedAsync(centers, path, await File.ReadAllBytesAsync(lying), "bundle_damaged");
    }

    [TestMethod]
    public async Task A_bundle_without_the_rows_of_what_it_lists_is_refused_and_takes_nothing_away()
    {
        await using var centers = await ReadyAsync();
        var path = await BundleAsync(centers);
        var empty = await HandMadeBundle.RemadeAsync(
            path, centers.KeysOf("51"), (name, text) => name.StartsWith("student", StringComparison.Ordinal) ? null : text);
        await RefusedAsync(centers, path, await File.ReadAllBytesAsync(empty), "bundle_damaged");
        Assert.AreEqual(30, await centers.Nation.ScalarAsync<long>("SELECT COUNT(DISTINCT student_id) FROM enrollment"));
    }

    [TestMethod]
    public async Task Another_provinces_bundle_and_a_bundle_that_is_not_the_next_are_not_applied()
    {
        await using var centers = await ReadyAsync();
        var bundle = await OpenAsync(centers, await BundleAsync(centers));
        await centers.Nation.RunAsync<BatchBooks>(books => books.OpenAsync(Channel.Up("44"), withSnapshot: false, None));

        Assert.AreEqual(ReceiptOutcome.WrongChannel, (await ReceiveAsync(centers, bundle, Channel.Up("44"))).Outcome);
        Assert.AreEqual(ReceiptOutcome.Applied, (await ReceiveAsync(centers, bundle, Channel.Up("51"))).Outcome);
        var lines = await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM enrollment");
        Assert.AreEqual(ReceiptOutcome.Repeated, (await ReceiveAsync(centers, bundle, Channel.Up("51"))).Outcome);
        Assert.AreEqual(
            lines, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM enrollment"),
            "a bundle that is replayed changes nothing");
    }

    [TestMethod]
    public async Task A_newer_sender_is_refused_and_one_version_older_is_understood_with_the_defaults_of_the_new_columns()
    {
        await using var centers = await ReadyAsync();
        var path = await BundleAsync(centers);
        var schema = (await OpenAsync(centers, path)).Head.Schema;
        Assert.AreEqual(ReceiptOutcome.NewerSchema, await ReceivedAsync(schema + 1));
        Assert.AreEqual(ReceiptOutcome.OlderSchema, await ReceivedAsync(schema - 2));

        centers.Additions = new SchemaAdditions([new AddedColumn(schema, "student", "former_name", "新列默认值")]);
        await centers.ReopenAsync(Channel.Nation);
        Assert.AreEqual(ReceiptOutcome.Applied, await ReceivedAsync(schema - 1, "former_name"));
        Assert.AreEqual("新列默认值", await centers.Nation.ScalarAsync<string>("SELECT MAX(former_name) FROM student"));

        async Task<string> ReceivedAsync(int sender, string? without = null)
        {
            var made = await HandMadeBundle.RemadeAsync(
                path,
                centers.KeysOf("51"),
                (name, text) =>
                    name == "student/student.csv" && without is not null ? HandMadeBundle.Without(text, without) : text,
                manifest => manifest with { Schema = sender });
            return (await ReceiveAsync(centers, await OpenAsync(centers, made), Channel.Up("51"))).Outcome;
        }
    }

    [TestMethod]
    public async Task A_column_that_is_missing_without_a_reason_is_damage()
    {
        await using var centers = await ReadyAsync();
        var path = await BundleAsync(centers);
        var lacking = await HandMadeBundle.RemadeAsync(
            path, centers.KeysOf("51"),
            (name, text) => name == "student/student.csv" ? HandMadeBundle.Without(text, "former_name") : text);
        await RefusedAsync(centers, path, await File.ReadAllBytesAsync(lacking), "bundle_damaged");
    }

    [TestMethod]
    [DataRow("stray quote"), DataRow("semicolons"), DataRow("one cell more"), DataRow("empty line"), DataRow("broken character")]
    [DataRow("row without key"), DataRow("list without key"), DataRow("list without version"), DataRow("number that is none")]
    public async Task A_table_that_is_not_written_exactly_as_agreed_is_damage_and_nothing_is_guessed(string how)
    {
        await using var centers = await ReadyAsync();
        var path = await BundleAsync(centers);
        var loose = await HandMadeBundle.RemadeAsync(path, centers.KeysOf("51"), (name, text) => (name, how) switch
        {
            ("student/student.csv", "stray quote") => text.Replace("13800000000", "1380\"0000000"),
            ("student/student.csv", "semicolons") => text.Replace(',', ';'),
            ("student/student.csv", "one cell more") => text.TrimEnd() + ",x\r\n",
            ("student/student.csv", "empty line") => text + "\r\n",
            ("student/student.csv", "broken character") => text.Replace("13800000000", HandMadeBundle.Broken),
            ("student/enrollment.csv", "row without key") => Changed(text, @"^\d{15},", ","),
            ("aggregates.csv", "list without key") => Changed(text, @"^student,\d+", "student,"),
            ("aggregates.csv", "list without version") => Changed(text, @"^(student,\d+),\d+", "$1,"),
            ("student/enrollment.csv", "number that is none") => Changed(text, @"^\d{15},", "5x,"),
            _ => text,
        });
        Assert.AreNotEqual(await ContentAsync(path), await ContentAsync(loose), "nothing was spoilt");
        await RefusedAsync(centers, path, await File.ReadAllBytesAsync(loose), "bundle_damaged");
    }

    private static string Changed(string text, string pattern, string by) =>
        Regex.Replace(text, pattern, by, RegexOptions.Multiline, TimeSpan.FromSeconds(1));

    private static async Task<string> ContentAsync(string path)
    {
        await using var zip = await ZipFile.OpenReadAsync(path);
        return string.Join('\n', zip.Entries.Where(e => e.FullName.EndsWith(".csv", StringComparison.Ordinal)).Select(e => $"{e.FullName} {e.Crc32}"));
    }

    // A province of which the nation has all, and one changed pupil that waits.
    private static async Task<ReplicatedCenters> ReadyAsync()
    {
        var centers = await ReplicatedCenters.FilledAsync(Engine.Sqlite, 30);
        await centers["51"].ChangeAsync(
            "student", "phone = '13800000000'", await centers["51"].ScalarAsync<long>("SELECT MIN(student_id) FROM student"));
        return centers;
    }

    private static async Task<string> BundleAsync(ReplicatedCenters centers)
    {
        var receipt = await centers.Nation.RunAsync<ReceiveBatch, Receipt>(receive => receive.WhereAsync(Channel.Up("51"), None));
        return ((BundleFile)(await centers["51"].RunAsync<IOutbox, IBundle?>(outbox => outbox.NextAsync(receipt, None)))!).Path;
    }

    private static async Task<BundleFile> OpenAsync(ReplicatedCenters centers, string path)
    {
        using var reader = await BundleReader.OpenAsync(path, "51", centers.KeysOf("00"), None);
        return reader.Bundle;
    }

    private static Task<Receipt> ReceiveAsync(ReplicatedCenters centers, IBundle bundle, Channel channel) =>
        centers.Nation.RunAsync<ReceiveBatch, Receipt>(receive => receive.HandleAsync(bundle, channel, None));

    private static async Task RefusedAsync(ReplicatedCenters centers, string path, byte[] bytes, string code)
    {
        var head = await OpenAsync(centers, path);
        var spoilt = path + ".spoilt";
        await File.WriteAllBytesAsync(spoilt, bytes);
        var before = await centers.Nation.QueryAsync<string>("SELECT COALESCE(phone, '') FROM student ORDER BY student_id");

        var refusal = await Assert.ThrowsExactlyAsync<BundleException>(
            () => ReceiveAsync(centers, head with { Path = spoilt }, Channel.Up("51")));

        Assert.AreEqual(code, refusal.Code);
        CollectionAssert.AreEqual(
            before.ToList(),
            (await centers.Nation.QueryAsync<string>("SELECT COALESCE(phone, '') FROM student ORDER BY student_id")).ToList());
        Assert.AreEqual(
            head.Head.Number - 1,
            await centers.Nation.ScalarAsync<long>("SELECT applied_number FROM replication_channel WHERE channel = '51-00'"));
    }
}
