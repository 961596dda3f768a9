namespace ManagementPlatform.Cli.Tests;

[TestClass]
public sealed class ReplicationTests
{
    [TestMethod]
    public async Task A_center_that_has_not_joined_says_so_and_its_work_can_be_run_by_hand()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");

        var status = await mp.RunAsync("replication", "status");
        Assert.AreEqual(0, status.ExitCode, status.All);
        Assert.Contains("尚未接入", status.Output);
        Assert.AreEqual("51", (await mp.RunAsync("replication", "status", "--json")).Json.GetProperty("center").GetString());

        var idle = await mp.RunAsync("replication", "run", "purge_idempotency");
        Assert.AreEqual(0, idle.ExitCode, idle.All);
        Assert.Contains("没有需要处理的内容", idle.Output);
        var unknown = await mp.RunAsync("replication", "run", "nonsense");
        Assert.AreEqual(1, unknown.ExitCode, unknown.All);
        Assert.Contains("作业“nonsense”", unknown.Error);
    }

    [TestMethod]
    public async Task A_channel_that_is_not_there_is_refused()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");

        foreach (var (channel, told) in new[] { ("51-44", "不是通道"), ("51-00", "通道") })
        {
            var run = await mp.RunAsync("replication", "pause", channel);
            Assert.AreEqual(1, run.ExitCode, run.All);
            Assert.Contains(told, run.Error);
        }
    }
}
