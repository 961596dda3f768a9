namespace ManagementPlatform.Cli.Tests;

[TestClass]
public sealed class DemoTests
{
    private static readonly string[] Line = ["demo", "--no-wait", "--pupils", "2500", "--port", "0"];

    [TestMethod]
    public async Task The_whole_story_is_played_twice_in_a_row()
    {
        using var mp = new MpProcess();
        foreach (var run in (MpResult[])[await mp.RunAsync(Line), await mp.RunAsync(Line)])
        {
            Assert.AreEqual(0, run.ExitCode, run.All);
            foreach (var word in (string[])[
                "2,500 名学生", "读入 62 行：新建 25", "有误 37", "curl -s", "休学：县教育局核办通过，业务状态 approved", "复学：县教育局核办通过，业务状态 approved",
                "武侯区教育局", "2,526", "school.registrar", "/docs"])
                Assert.Contains(word, run.Output);
            Assert.DoesNotContain("\u001b", run.All);
        }
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
