namespace ManagementPlatform.Cli.Tests;

[TestClass]
public sealed class InitTests
{
    [TestMethod]
    public async Task Init_makes_a_center_and_a_second_one_changes_nothing()
    {
        using var mp = new MpProcess();
        var first = await mp.RunAsync("init", "--province", "51");
        Assert.AreEqual(0, first.ExitCode, first.All);
        Assert.Contains("四川省学籍数据中心（510000）", first.Output);

        var second = await mp.RunAsync("init", "--province", "510000", "--json");
        Assert.AreEqual(0, second.ExitCode, second.All);
        Assert.AreEqual(0, second.Json.GetProperty("referenceRows").GetInt32());
        Assert.AreEqual(0, second.Json.GetProperty("bureaus").GetInt32());
    }

    [TestMethod]
    [DataRow("99")]
    [DataRow("5101")]
    [DataRow("四川")]
    public async Task A_province_that_is_none_is_refused_and_leaves_no_database(string code)
    {
        using var mp = new MpProcess();
        var run = await mp.RunAsync("init", "--province", code);
        Assert.AreEqual(1, run.ExitCode, run.All);
        Assert.Contains("不设数据中心", run.Error);
        Assert.IsFalse(File.Exists(Path.Combine(mp.Data, "center.db")));
    }

    [TestMethod]
    public async Task A_center_does_not_become_another_provinces()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");
        var other = await mp.RunAsync("init", "--province", "50", "--json");
        Assert.AreEqual(1, other.ExitCode, other.All);
        Assert.AreEqual("center_exists", other.Json.GetProperty("code").GetString());
    }

    [TestMethod]
    public async Task Migrate_twice_says_so()
    {
        using var mp = new MpProcess();
        var first = await mp.RunAsync("migrate");
        Assert.Contains("已应用迁移", first.Output);
        var second = await mp.RunAsync("migrate");
        Assert.AreEqual(0, second.ExitCode, second.All);
        Assert.Contains("数据库结构已是当前版本", second.Output);
    }
}
