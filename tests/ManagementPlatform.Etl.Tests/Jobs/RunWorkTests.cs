using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Jobs;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ManagementPlatform.Etl.Tests.Jobs;

/// <summary>Runs of scheduled work: their leases and their history.</summary>
[TestClass]
public sealed class RunWorkTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Script _script = new();

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_two_nodes_that_start_the_same_work_at_once_one_does_it(Engine engine)
    {
        await using var center = await StartAsync(engine);
        using var bothAsked = new SemaphoreSlim(0);
        _script.Act = (_, _, cancel) => bothAsked.WaitAsync(cancel);

        var runs = new[] { "a", "b" }.Select(node => Task.Run(() => Node(center, node).HandleAsync("exclusive", None))).ToList();
        var first = await await Task.WhenAny(runs);
        bothAsked.Release(2);

        Assert.AreEqual(WorkOutcome.Busy, first.Outcome);
        await Task.WhenAll(runs);
        Assert.AreEqual(1, _script.Runs);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_node_that_wakes_up_after_its_lease_was_taken_over_books_nothing(Engine engine)
    {
        await using var center = await StartAsync(engine);
        var asleep = new TaskCompletionSource();
        var awake = new TaskCompletionSource();
        _script.Act = async (report, work, cancel) =>
        {
            asleep.SetResult();
            await awake.Task;
            await BookAsync(center, work, "sleeper", cancel);
        };
        var sleeper = Node(center, "a").HandleAsync("exclusive", None);
        await asleep.Task;

        center.Time.Advance(RunWork.Lease + TimeSpan.FromSeconds(1));
        _script.Act = (report, work, cancel) =>
        {
            report.Did(1);
            return BookAsync(center, work, "successor", cancel);
        };
        var successor = await Node(center, "b").HandleAsync("exclusive", None);
        awake.SetResult();

        Assert.AreEqual(WorkOutcome.Done, successor.Outcome);
        Assert.AreEqual(WorkOutcome.Superseded, (await sleeper).Outcome);
        Assert.AreEqual(1, await center.ScalarAsync<long>("SELECT COUNT(*) FROM audit_event WHERE action = 'test.successor'"));
        Assert.AreEqual(0, await center.ScalarAsync<long>("SELECT COUNT(*) FROM audit_event WHERE action = 'test.sleeper'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_clock_that_was_ahead_does_not_hold_a_lease_for_ever(Engine engine)
    {
        await using var center = await StartAsync(engine);
        await center.RunAsync<WorkLeases>(
            async leases => Assert.IsNotNull(await leases.TakeAsync("exclusive", "dead", RunWork.Lease, None)));
        center.Time.Advance(TimeSpan.FromDays(-400));

        Assert.AreEqual(WorkOutcome.Idle, (await Node(center, "a").HandleAsync("exclusive", None)).Outcome);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_history_has_what_did_something_or_failed_and_a_failure_that_repeats_once(Engine engine)
    {
        await using var center = await StartAsync(engine);
        var node = Node(center, "a");
        await node.HandleAsync("simple", None);
        _script.Act = (report, _, _) =>
        {
            report.Did(300, 4_000, TimeSpan.FromSeconds(7));
            return Task.CompletedTask;
        };
        await node.HandleAsync("simple", None);
        _script.Act = (_, _, _) => throw new LineDownException("线路不通");
        for (var i = 0; i < 3; i++)
        {
            center.Time.Advance(TimeSpan.FromMinutes(1));
            await node.HandleAsync("simple", None);
        }

        var runs = await center.RunAsync<WorkRuns, IReadOnlyList<WorkRun>>(
            history => history.ListAsync("simple", long.MaxValue, 10, None));

        Assert.HasCount(2, runs);
        Assert.AreEqual(
            (WorkOutcome.Done, 300L, 4_000L, (int?)7),
            (runs[1].Outcome, runs[1].RowCount, runs[1].SizeBytes, runs[1].LagSeconds));
        Assert.AreEqual((WorkOutcome.Failed, "线路不通"), (runs[0].Outcome, runs[0].Error));
        Assert.AreEqual(TimeSpan.FromMinutes(2), runs[0].FinishedAt - runs[0].StartedAt);
        await center.RunAsync<WorkRuns>(
            async history => Assert.AreEqual(2, await history.PurgeAsync(center.Time.Now.AddDays(1), None)));
    }

    private async Task<TestScope> StartAsync(Engine engine)
    {
        var center = await TestScope.CreateAsync(engine, services => services
            .AddScoped<WorkLeases>().AddScoped<WorkRuns>()
            .AddSingleton(_script)
            .AddScoped<IScheduledWork, ExclusiveWork>().AddScoped<IScheduledWork, SimpleWork>());
        await center.StartCenterAsync();
        return center;
    }

    private static RunWork Node(TestScope center, string name) => new(
        center.Services.GetRequiredService<IServiceScopeFactory>(), new WorkNode(name),
        center.Time, NullLogger<RunWork>.Instance);

    private static Task<bool> BookAsync(TestScope center, IUnitOfWork work, string who, CancellationToken cancel) => work.CommitAsync(
        center.Center,
        "test." + who,
        _ =>
        {
            work.Audited(new AuditLine(Entity.Batch, 1));
            return Task.FromResult(true);
        },
        cancel);
}
