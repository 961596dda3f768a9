using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Jobs;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace ManagementPlatform.Etl.Tests.Jobs;

/// <summary>The persisted, clustered schedule of the server engines.</summary>
[TestClass]
public sealed class KeepSchedulesTests
{
    private static readonly Schedule EverySecond = new("simple", "", TimeSpan.FromSeconds(1));
    private static readonly Schedule Nightly = new("exclusive", "", Cron: "0 40 2 * * ?");

    private readonly Script _script = new();

    public static IEnumerable<object[]> Servers => TestEngines.All.Where(e => (Engine)e[0] != Engine.Sqlite);

    [TestMethod, DynamicData(nameof(Servers))]
    public async Task The_schedule_survives_a_restart_and_follows_its_files(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using (var first = await StartAsync(database, Nightly, EverySecond with { Every = TimeSpan.FromHours(1) }))
        {
        }

        var before = await TriggersAsync(database);
        Assert.HasCount(2, before);

        await using (var second = await StartAsync(database, Nightly, EverySecond with { Every = TimeSpan.FromHours(2) }))
        {
        }

        var after = await TriggersAsync(database);
        Assert.AreEqual(before["exclusive"], after["exclusive"], "A schedule that did not change keeps its next time.");
        Assert.AreEqual(7_200_000, after["simple"].Interval);

        await using (var third = await StartAsync(database, Nightly))
        {
        }

        CollectionAssert.AreEqual(new[] { "exclusive" }, (await TriggersAsync(database)).Keys.ToList());
    }

    [TestMethod, DynamicData(nameof(Servers))]
    public async Task Two_nodes_on_one_database_fire_once(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using (var one = await StartAsync(database, EverySecond))
        await using (var other = await StartAsync(database, EverySecond))
            await Task.Delay(TimeSpan.FromSeconds(6));

        Assert.IsGreaterThan(2, _script.Runs);
        Assert.IsLessThanOrEqualTo((int)watch.Elapsed.TotalSeconds + 1, _script.Runs);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_trigger_that_a_wrong_clock_sent_far_ahead_comes_back(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var time = new MovableTime(TimeProvider.System.GetUtcNow().AddDays(300));
        await using var services = Services(database, time, Nightly, EverySecond with { Every = TimeSpan.FromHours(1) });
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var keep = services.GetServices<IHostedService>().OfType<KeepSchedules>().Single();
        await keep.SyncAsync(scheduler, CancellationToken.None);

        time.Advance(TimeSpan.FromDays(-300));
        await keep.RepairAsync(scheduler, (_, _) => true, CancellationToken.None);

        foreach (var name in new[] { "simple", "exclusive" })
        {
            var trigger = await scheduler.GetTrigger(new TriggerKey(name));
            Assert.IsLessThan(time.Now.AddDays(2), trigger!.NextFireTimeUtc!.Value);
        }

        await scheduler.Shutdown(waitForJobsToComplete: false);
    }

    private async Task<Running> StartAsync(TestDatabase database, params Schedule[] schedules)
    {
        var services = Services(database, TimeProvider.System, schedules);
        var keep = services.GetServices<IHostedService>().OfType<KeepSchedules>().Single();
        await keep.StartAsync(CancellationToken.None);
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        for (var i = 0; i < 100 && scheduler.Status != SchedulerStatus.Running; i++)
            await Task.Delay(100);
        return new Running(services, keep);
    }

    private ServiceProvider Services(TestDatabase database, TimeProvider time, params Schedule[] schedules)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(time).AddStorage(database.Database);
        services.AddScoped<WorkLeases>().AddScoped<WorkRuns>().AddSingleton(_script);
        services.AddScoped<IScheduledWork, ExclusiveWork>().AddScoped<IScheduledWork, SimpleWork>();
        services.AddScheduler(new Schedules(schedules), database.Database.Engine, database.ConnectionString);
        return services.BuildServiceProvider();
    }

    private static async Task<Dictionary<string, (long Next, long? Interval)>> TriggersAsync(TestDatabase database)
    {
        await using var connection = await database.Database.OpenAsync(CancellationToken.None);
        var rows = await Dapper.SqlMapper.QueryAsync<(string Name, long Next, long? Interval)>(
            connection,
            """
            SELECT t.trigger_name, t.next_fire_time, s.repeat_interval FROM qrtz_triggers AS t
            LEFT JOIN qrtz_simple_triggers AS s ON s.trigger_name = t.trigger_name ORDER BY t.trigger_name
            """);
        return rows.ToDictionary(row => row.Name, row => (row.Next, row.Interval));
    }

    private sealed record Running(ServiceProvider Services, KeepSchedules Keep) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Keep.StopAsync(CancellationToken.None);
            await Services.DisposeAsync();
        }
    }
}
