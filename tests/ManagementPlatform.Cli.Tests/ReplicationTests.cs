using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

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

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_batch_that_asks_is_approved_by_its_number_and_a_restored_nation_waits_for_its_provinces(Engine engine)
    {
        await using var database = await TestDatabase.CreateBlankAsync(engine);
        using var mp = new MpProcess();
        var environment = new Dictionary<string, string?>
        {
            ["MP_ENGINE"] = engine.ToString().ToLowerInvariant(), ["MP_CONNECTION"] = database.ConnectionString,
        };
        var initialised = await MpAsync("init", "--nation");
        Assert.AreEqual(0, initialised.ExitCode, initialised.All);
        await using var connection = await database.Database.OpenAsync(CancellationToken.None);
        foreach (var (channel, state) in new[] { ("51-00", "asking"), ("00-51", "active") })
        {
            await Dapper.SqlMapper.ExecuteAsync(
                connection,
                """
                INSERT INTO replication_channel (channel, state, sent_number, acknowledged_number, applied_number, snapshot_after, failures, error)
                VALUES (@channel, @state, 0, 0, 6, -1, 0, '变更过多')
                """,
                new { channel, state });
        }

        var wrong = await MpAsync("replication", "approve", "51-00", "8");
        Assert.AreEqual(1, wrong.ExitCode, wrong.All);
        Assert.Contains("没有等待确认的第8批", wrong.Error);
        var approved = await MpAsync("replication", "approve", "51-00", "7");
        Assert.AreEqual(0, approved.ExitCode, approved.All);
        Assert.Contains("第7批已放行", approved.Output);
        Assert.AreEqual("active", await StateAsync("51-00"));
        Assert.IsGreaterThan(0, await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "SELECT COUNT(*) FROM replication_run WHERE channel = '51-00'"));
        Assert.AreEqual(
            2,
            await Dapper.SqlMapper.ExecuteScalarAsync<long>(
                connection, "SELECT COUNT(*) FROM audit_event WHERE action = 'replication.approve'"),
            "the refusal too");
        Assert.AreEqual(1, (await MpAsync("replication", "approve", "51-00", "7")).ExitCode, "once");

        var restored = await MpAsync("replication", "restored");
        Assert.AreEqual(0, restored.ExitCode, restored.All);
        Assert.AreEqual(("recovering", "active"), (await StateAsync("00-51"), await StateAsync("51-00")));
        Assert.Contains("恢复中", (await MpAsync("replication", "status")).Output);
        Assert.AreEqual(0, (await MpAsync("replication", "retry", "00-51")).ExitCode, "without waiting for this one");
        Assert.AreEqual("active", await StateAsync("00-51"));

        Task<MpResult> MpAsync(params string[] args) => mp.RunAsync(args, environment);

        Task<string?> StateAsync(string channel) => Dapper.SqlMapper.ExecuteScalarAsync<string>(
            connection, "SELECT state FROM replication_channel WHERE channel = @channel", new { channel });
    }
}
