using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Jobs;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Replication;

[TestClass]
public sealed class ReplicationStatusApiTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Operators_see_channels_and_runs(Engine engine)
    {
        await using var center = await CenterUnderTest.StartAsync(engine, services: Clockwork.Stop);
        await using (var scope = center.App.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<BatchBooks>().OpenAsync(Channel.Up("51"), withSnapshot: true, None);
            var runs = scope.ServiceProvider.GetRequiredService<WorkRuns>();
            foreach (var rows in new[] { 10, 20, 30 })
                await runs.AddAsync(Run(center.Scope.Time.Now, rows), None);
        }

        using var client = await center.ClientAsync(Role.SystemAdministrator);
        var status = await (await client.GetAsync("/api/v1/replication/status")).JsonAsync();
        var channel = status.GetProperty("channels")[0];
        Assert.AreEqual(
            ("51-00", "active"), (channel.GetProperty("channel").GetString(), channel.GetProperty("state").GetString()));
        Assert.AreEqual(1, channel.GetProperty("snapshot").GetProperty("step").GetInt32());

        var page = await (await client.GetAsync("/api/v1/replication/runs?work=probe&limit=2")).JsonAsync();
        CollectionAssert.AreEqual(
            new long[] { 30, 20 },
            page.GetProperty("items").EnumerateArray().Select(run => run.GetProperty("rowCount").GetInt64()).ToList());
        var rest = await (await client.GetAsync($"/api/v1/replication/runs?work=probe&limit=2&cursor={page.GetProperty("next").GetString()}")).JsonAsync();
        Assert.AreEqual(10, rest.GetProperty("items")[0].GetProperty("rowCount").GetInt64());
    }

    private static WorkRun Run(DateTimeOffset at, long rows) => new()
    {
        Work = "probe", Node = "test", StartedAt = at, FinishedAt = at, Outcome = WorkOutcome.Done, RowCount = rows,
    };
}
