namespace ManagementPlatform.Cli.Tests;

[TestClass]
public sealed class DoctorTests
{
    [TestMethod]
    public async Task A_center_that_was_set_up_is_well()
    {
        using var mp = new MpProcess();
        await mp.RunAsync("init", "--province", "51");
        var run = await mp.RunAsync("doctor", "--json");
        Assert.AreEqual(0, run.ExitCode, run.All);
        Assert.IsTrue(run.Json.GetProperty("ok").GetBoolean());
        CollectionAssert.AreEquivalent(
            (string[])["engine", "folder", "disk", "clock", "database", "center", "reference", "keys", "pending_numbers"],
            run.Json.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("name").GetString()).ToList());
    }

    [TestMethod]
    public async Task Without_a_database_it_says_what_to_do_and_makes_none()
    {
        using var mp = new MpProcess();
        var run = await mp.RunAsync("doctor");
        Assert.AreEqual(3, run.ExitCode, run.All);
        Assert.Contains("mp init", run.Output);
        Assert.IsFalse(File.Exists(Path.Combine(mp.Data, "center.db")));
    }

    [TestMethod]
    public async Task A_server_that_does_not_answer_is_unavailable()
    {
        using var mp = new MpProcess();
        var run = await mp.RunAsync(
            "doctor", "--engine", "postgresql", "--connection", "Host=127.0.0.1;Port=1;Username=nobody;Timeout=2");
        Assert.AreEqual(3, run.ExitCode, run.All);
        Assert.Contains("[ 异常 ] 数据库", run.Output);
    }

    [TestMethod]
    public async Task A_file_that_is_no_database_is_unavailable_not_a_fault()
    {
        using var mp = new MpProcess();
        Directory.CreateDirectory(mp.Data);
        await File.WriteAllTextAsync(Path.Combine(mp.Data, "center.db"), new string('x', 5000));
        var run = await mp.RunAsync("serve", "--urls", "http://127.0.0.1:0");
        Assert.AreEqual(3, run.ExitCode, run.All);
        Assert.Contains("数据库不可用", run.Error);
    }
}
