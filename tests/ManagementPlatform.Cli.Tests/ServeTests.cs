using System.Diagnostics;

namespace ManagementPlatform.Cli.Tests;

[TestClass]
public sealed class ServeTests
{
    [TestMethod]
    public async Task A_center_that_was_not_set_up_does_not_start()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("migrate");
        var run = await mp.RunAsync("serve", "--urls", "http://127.0.0.1:0");
        Assert.AreEqual(3, run.ExitCode, run.All);
        Assert.Contains("mp init", run.Error);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task It_answers_and_stops_cleanly_when_it_is_told_to()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");
        using var server = mp.Start(["serve", "--urls", "http://127.0.0.1:0"], []);
        var line = await server.StandardOutput.ReadLineAsync();
        var address = line!.Split('：')[1].Split('　')[0];
        using (var client = new HttpClient())
            Assert.Contains("ready", await client.GetStringAsync(new Uri(address + "/health/ready")));

        using var kill = Process.Start("kill", ["-TERM", server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await server.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        Assert.AreEqual(0, server.ExitCode);
    }
}
