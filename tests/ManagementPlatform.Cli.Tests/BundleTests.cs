namespace ManagementPlatform.Cli.Tests;

[TestClass]
public sealed class BundleTests
{
    [TestMethod]
    public async Task A_province_without_a_line_sends_its_data_on_a_disk_and_gets_receipts_back()
    {
        using var nation = new MpProcess();
        using var province = new MpProcess();
        await JoinAsync(nation, province);
        await DoneAsync(province, "generate", "--province", "51", "--county", "511725", "--pupils", "60", "--load");
        var disk = Path.Combine(province.Folder, "disk");

        Assert.Contains("--first", (await RefusedAsync(province, "bundle", "export", "--channel", "51-00", "--to", disk)).Error);
        Assert.IsFalse(Directory.Exists(disk));
        var exported = await DoneAsync(province, "bundle", "export", "--channel", "51-00", "--to", disk, "--first", "--json");
        var files = exported.Json.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("path").GetString()!).ToArray();
        Assert.IsGreaterThan(3, files.Length, "several before any receipt comes back");
        var again = await DoneAsync(province, "bundle", "export", "--channel", "51-00", "--to", disk);
        Assert.Contains($"新写出 0 个数据包，目录中已有 {files.Length} 个", again.Output);

        var ahead = await nation.RunAsync("bundle", "import", files[1]);
        Assert.AreEqual(1, ahead.ExitCode);
        Assert.Contains("须先接收第1批", ahead.Error);
        var imported = await DoneAsync(nation, ["bundle", "import", .. files.Reverse()]);
        Assert.Contains($"第{files.Length}批已接收", imported.Output);
        Assert.Contains("此前已接收", (await DoneAsync(nation, "bundle", "import", files[^1])).Output);

        var receipts = Directory.GetFiles(disk, "*.receipt.json");
        await DoneAsync(province, ["bundle", "receipt", .. receipts]);
        var rest = await DoneAsync(
            province, "bundle", "export", "--channel", "51-00", "--to", Path.Combine(province.Folder, "new"));
        Assert.Contains("没有需要写出的数据包", rest.Output);
        await AssertForgeriesAreRefusedAsync(nation, province, files[^1], receipts[0]);
    }

    [TestMethod]
    public async Task Who_may_not_join_is_told_why()
    {
        using var mp = new MpProcess();
        await DoneAsync(mp, "init", "--province", "51");

        Assert.Contains("只有国家级数据中心", (await RefusedAsync(mp, "replication", "invite", "44")).Error);
        Assert.Contains("还没有签名密钥", (await RefusedAsync(mp, "replication", "rotate-key")).Error);
        Assert.Contains(
            "令牌不完整", (await RefusedAsync(mp, "replication", "join", "--nation", "https://nation.example", "--token", "x")).Error);
        Assert.Contains("尚未开通", (await RefusedAsync(mp, "bundle", "export", "--channel", "51-00", "--to", mp.Folder)).Error);
        var token = new string('a', 43) + "." + new string('b', 32);
        var down = await mp.RunAsync("replication", "join", "--nation", "http://127.0.0.1:9", "--token", token);
        Assert.AreEqual(3, down.ExitCode, down.All);
    }

    private static async Task AssertForgeriesAreRefusedAsync(MpProcess nation, MpProcess province, string bundle, string receipt)
    {
        await File.WriteAllTextAsync(
            receipt, (await File.ReadAllTextAsync(receipt)).Replace("\"number\": 1", "\"number\": 2", StringComparison.Ordinal));
        Assert.Contains("回执签名无效", (await RefusedAsync(province, "bundle", "receipt", receipt)).Error);
        await File.WriteAllBytesAsync(bundle, (await File.ReadAllBytesAsync(bundle))[..^100]);
        Assert.Contains("已损坏", (await RefusedAsync(nation, "bundle", "import", bundle)).Error);
    }

    private static async Task JoinAsync(MpProcess nation, MpProcess province)
    {
        await DoneAsync(nation, "init", "--nation");
        await DoneAsync(province, "init", "--province", "51");
        var token = (await DoneAsync(nation, "replication", "invite", "51", "--json")).Json.GetProperty("token").GetString()!;
        using var server = nation.Start(["serve", "--urls", "http://127.0.0.1:0"], []);
        try
        {
            var address = (await server.StandardOutput.ReadLineAsync())!.Split('：')[1].Split('　')[0];
            var joined = await DoneAsync(province, "replication", "join", "--nation", address, "--token", token);
            Assert.Contains("双向通道已开通", joined.Output);
            Assert.Contains("已启用", (await DoneAsync(province, "replication", "rotate-key")).Output);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static async Task<MpResult> DoneAsync(MpProcess mp, params string[] args)
    {
        var result = await mp.RunAsync(args);
        Assert.AreEqual(0, result.ExitCode, string.Join(' ', args) + "\n" + result.All);
        return result;
    }

    private static async Task<MpResult> RefusedAsync(MpProcess mp, params string[] args)
    {
        var result = await mp.RunAsync(args);
        Assert.AreEqual(1, result.ExitCode, string.Join(' ', args) + "\n" + result.All);
        return result;
    }
}
