using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Cli.Tests;

[TestClass]
public sealed class DemoTests
{
    private static readonly string[] Line = ["demo", "--no-wait", "--one-center", "--pupils", "1500", "--port", "0"];

    // With its own folder it starts from nothing every time. The whole story on every engine is held by WholeStoryTests.
    [TestMethod]
    public async Task It_may_be_played_again()
    {
        using var mp = new MpProcess();
        foreach (var run in (MpResult[])[await mp.RunAsync(Line), await mp.RunAsync(Line)])
        {
            Assert.AreEqual(0, run.ExitCode, run.All);
            Assert.Contains("1,526", run.Output);
            Assert.Contains("curl -s", run.Output);
            Assert.DoesNotContain("\u001b", run.All);
        }
    }

    [TestMethod]
    public async Task A_nation_and_two_provinces_are_three_processes_and_a_pupil_moves_between_them()
    {
        using var mp = new MpProcess();
        var run = await mp.RunAsync("demo", "--no-wait", "--pupils", "1500", "--port", "0");
        Assert.AreEqual(0, run.ExitCode, run.All);
        foreach (var words in (string[])["Connection refused", "待全国核重", "档案已接收，学籍在深圳市", "四川原学校已看不到", "核对报告：中心51", "两端一致", "演示完成"])
            Assert.Contains(words, run.Output);
    }

    [TestMethod]
    public async Task On_a_server_it_goes_on_with_what_is_there()
    {
        await using var database = await TestDatabase.CreateBlankAsync(Engine.PostgreSql);
        using var mp = new MpProcess();
        string[] line = [.. Line, "--engine", "postgresql", "--connection", database.ConnectionString];
        await mp.RunAsync(line);
        var again = await mp.RunAsync(line);
        Assert.AreEqual(0, again.ExitCode, again.All);
        Assert.Contains("已有上次演示的 1,526 名学生", again.Output);
        Assert.Contains("1,527", again.Output);
    }

    [TestMethod]
    [DataRow("2000"), DataRow("10")]
    public async Task Too_few_pupils_for_the_story_are_refused_in_words(string pupils)
    {
        using var mp = new MpProcess();
        var run = await mp.RunAsync("demo", "--no-wait", "--one-center", "--port", "0", "--pupils", pupils);
        Assert.AreEqual(1, run.ExitCode, run.All);
        Assert.Contains("请把 --pupils 改大", run.Error);
        Assert.DoesNotContain("已生成", run.Output);
    }

    [TestMethod]
    public async Task Somebodys_own_center_is_left_alone()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");
        var before = new FileInfo(Path.Combine(mp.Data, "center.db")).LastWriteTimeUtc;
        var run = await mp.RunAsync(Line);
        Assert.AreEqual(1, run.ExitCode, run.All);
        Assert.Contains("演示不会动它", run.Error);
        Assert.AreEqual(before, new FileInfo(Path.Combine(mp.Data, "center.db")).LastWriteTimeUtc);
    }
}
