using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Tests.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Cli.Tests.Replication;

/// <summary>
/// The nation and a province as their operators run them, <c>mp serve</c> and <c>mp replication run</c>, with HTTP between:
/// whichever of the two is killed (SIGKILL) while a batch is on its way, the next run brings both to the same rows, and nothing
/// is applied twice.
/// </summary>
[TestClass]
public sealed class KilledOverTheLineTests
{
    private const string Nation = "nation", Province = "province";

    private static readonly Kill[] Pushes =
    [
        new(Nation, "before IInbox.ApplyAsync", Province, "handed over, no answer yet"),
        new(Nation, "before IAfterArrival.HandleAsync", Nation, "the receiver in the middle of applying"),
        new(Nation, "after IInbox.ApplyAsync", Nation, "applied, the answer is lost"),
        new(Province, "after ICenterLine.SendAsync", Province, "applied and answered, not yet in the sender's books"),
    ];

    private static readonly Kill[] Pulls =
    [
        new(Nation, "after IOutbox.OpenAsync", Nation, "asked for, nothing handed out yet"),
        new(Province, "after ICenterLine.FetchAsync", Province, "fetched, not applied"),
        new(Province, "before IAfterArrival.HandleAsync", Province, "the receiver in the middle of applying"),
        new(Province, "after IInbox.ApplyAsync", Province, "applied, the sender does not know"),
    ];

    /// <param name="At">Who comes to the point.</param>
    /// <param name="Dies">Who is killed when it is reached.</param>
    private sealed record Kill(string At, string Point, string Dies, string Meaning);

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Whoever_is_killed_while_a_batch_is_on_its_way_each_change_arrives_once(Engine engine)
    {
        await using var nation = await LinedCenter.InitAsync(engine, "--nation");
        await using var province = await LinedCenter.InitAsync(engine, "--province", "51");
        await JoinAsync(nation, province);
        var pupils = await province.Rows.QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id");
        var ministry = await nation.Rows.ScalarAsync<long>(
            "SELECT MIN(organization_id) FROM organization WHERE home_center = '00'");

        for (var i = 0; i < Pushes.Length; i++)
        {
            await province.Rows.ChangeAsync("student", $"former_name = '{i}'", pupils[i]);
            await province.Rows.ChangeAsync("student", $"former_name = '{i}'", pupils[^1]);
            await KilledAndRunAgainAsync(nation, province, "push", Pushes[i]);
            foreach (var id in (long[])[pupils[i], pupils[^1]])
                Assert.AreEqual(
                    $"{i}",
                    await nation.Rows.ScalarAsync<string>("SELECT former_name FROM student WHERE student_id = @id", new { id }),
                    Pushes[i].Meaning);
        }

        foreach (var kill in Pulls)
        {
            await nation.Rows.ChangeAsync("organization", $"name = '{kill.Meaning}'", ministry);
            await nation.Rows.RunAsync<RouteChanges, int>(route => route.RunAsync(CancellationToken.None));
            await KilledAndRunAgainAsync(nation, province, "pull", kill);
            Assert.AreEqual(kill.Meaning, await province.Rows.ScalarAsync<string>("SELECT name FROM organization WHERE organization_id = @ministry", new { ministry }));
        }

        await province.DoneAsync("replication", "run", "push");
        await AssertOnceAsync(Channel.Up("51"), province.Rows, nation.Rows, atLeast: Pushes.Length);
        await AssertOnceAsync(Channel.Down("51"), nation.Rows, province.Rows, atLeast: Pulls.Length);
        await TableComparison.AreSameAsync(province.Rows, nation.Rows, "51");
        await TableComparison.AreSameAsync(nation.Rows, province.Rows, "00");
    }

    private static async Task JoinAsync(LinedCenter nation, LinedCenter province)
    {
        await province.DoneAsync("generate", "--province", "51", "--county", "511725", "--pupils", "30", "--load");
        var token = (await nation.DoneAsync("replication", "invite", "51", "--json")).Json.GetProperty("token").GetString()!;
        await nation.ServeAsync();
        await province.DoneAsync("replication", "join", "--nation", nation.Address, "--token", token);
        await province.DoneAsync("replication", "run", "push");
        await province.DoneAsync("replication", "run", "pull");
    }

    private static async Task KilledAndRunAgainAsync(LinedCenter nation, LinedCenter province, string work, Kill kill)
    {
        var halting = kill.At == Nation ? nation : province;
        await halting.HaltAtAsync(kill.Point);
        using (var run = province.Start("replication", "run", work))
        {
            await halting.HaltedAsync(kill.Point);
            if (kill.Dies == Province)
                await LinedCenter.KillAsync(run);
            else
                await AssertFailsWithoutNationAsync(nation, run);
        }

        if (kill.Dies == Nation)
            await nation.ServeAsync();
        await province.WaitAsync();
        await province.DoneAsync("replication", "run", work);
    }

    private static async Task AssertFailsWithoutNationAsync(LinedCenter nation, System.Diagnostics.Process run)
    {
        await nation.KillServerAsync();
        await run.WaitForExitAsync();
        Assert.AreEqual(1, run.ExitCode, "the run says that the line is down");
    }

    // What the sender knows to be acknowledged is what the receiver has; every number was applied once, and nothing was set
    // aside.
    private static async Task AssertOnceAsync(Channel channel, TestScope sender, TestScope receiver, int atLeast)
    {
        var name = new { channel = channel.ToString() };
        var applied = await receiver.ScalarAsync<long>(
            "SELECT applied_number FROM replication_channel WHERE channel = @channel", name);
        Assert.IsGreaterThan(atLeast, applied, "each change had a batch of its own, after the first load");
        Assert.AreEqual(
            applied,
            await sender.ScalarAsync<long>("SELECT acknowledged_number FROM replication_channel WHERE channel = @channel", name));
        Assert.AreEqual(
            await sender.ScalarAsync<string>("SELECT acknowledged_hash FROM replication_channel WHERE channel = @channel", name),
            await receiver.ScalarAsync<string>("SELECT applied_hash FROM replication_channel WHERE channel = @channel", name));
        Assert.AreEqual(
            applied, await receiver.ScalarAsync<long>("SELECT COUNT(*) FROM replication_batch WHERE channel = @channel", name));
        Assert.AreEqual(
            applied, await receiver.ScalarAsync<long>("SELECT COUNT(*) FROM audit_event WHERE action = 'replication.apply'"));
        Assert.AreEqual(0, await sender.ScalarAsync<long>("SELECT COUNT(*) FROM change_log WHERE batch_number IS NULL"));
        Assert.AreEqual(0, await receiver.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
    }
}
