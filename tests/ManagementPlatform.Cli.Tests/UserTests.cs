namespace ManagementPlatform.Cli.Tests;

[TestClass]
public sealed class UserTests
{
    [TestMethod]
    public async Task Accounts_are_added_listed_changed_and_disabled()
    {
        using var mp = new MpProcess();
        var init = await mp.RunAsync("init", "--province", "51");
        Assert.Contains("系统管理员账号：admin，初始密码：", init.Output);

        var added = await mp.RunAsync("user", "add", "wangmin", "--organization", "510107", "--role", "registrar", "--json");
        Assert.AreEqual("武侯区教育局", added.Json.GetProperty("organizationName").GetString());
        Assert.AreEqual(
            1, (await mp.RunAsync("user", "add", "WangMin", "--organization", "510107", "--role", "leader")).ExitCode, "taken");
        await mp.RunAsync("user", "role", "wangmin", "--role", "leader");
        Assert.AreEqual(0, (await mp.RunAsync("user", "disable", "wangmin")).ExitCode);

        var list = await mp.RunAsync("user", "list", "--json");
        var user = list.Json.EnumerateArray().Single(u => u.GetProperty("userName").GetString() == "wangmin");
        Assert.IsFalse(user.GetProperty("isEnabled").GetBoolean());
        Assert.AreEqual("leader", user.GetProperty("roles")[0].GetString());
    }

    [TestMethod]
    public async Task What_is_not_there_is_refused_in_words()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");

        Assert.AreEqual(1, (await mp.RunAsync("user", "disable", "nobody")).ExitCode);
        Assert.AreEqual(1, (await mp.RunAsync("user", "add", "x1y", "--organization", "999999", "--role", "leader")).ExitCode);
        Assert.AreEqual(1, (await mp.RunAsync("import", "students", "nowhere.csv")).ExitCode);
        Assert.AreEqual(2, (await mp.RunAsync("user", "add", "x1y", "--organization", "510107", "--role", "king")).ExitCode);
    }

    [TestMethod]
    public async Task The_audit_trail_of_a_new_center_is_whole_and_there_is_nothing_to_promote()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");

        var audit = await mp.RunAsync("audit", "verify");
        Assert.AreEqual(0, audit.ExitCode, audit.All);
        Assert.Contains("审计记录完整", audit.Output);
        Assert.AreEqual(0, (await mp.RunAsync("promote", "--json")).Json.GetProperty("schools").GetInt32());
    }
}
