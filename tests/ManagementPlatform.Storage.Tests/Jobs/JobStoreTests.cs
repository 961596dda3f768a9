using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Jobs;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Tests.Jobs;

[TestClass]
public sealed class JobStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Nodes_that_ask_at_once_get_different_jobs(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        for (var i = 0; i < 3; i++)
            await StartAsync(test);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 6).Select(node => Task.Run(() => ClaimAsync(test, $"node{node}"))));

        var taken = claimed.OfType<Job>().ToList();
        CollectionAssert.AllItemsAreUnique(taken.Select(j => j.JobId).ToArray());
        Assert.IsGreaterThanOrEqualTo(1, taken.Count);
        Assert.IsTrue(taken.TrueForAll(j => j is { State: JobState.Running, Fence: 1 }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_job_whose_node_died_is_taken_up_again_and_the_dead_node_cannot_end_it(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        await StartAsync(test);
        var first = (await ClaimAsync(test, "dead"))!;
        Assert.IsNull(await ClaimAsync(test, "other"), "the lease still holds");

        test.Time.Advance(TimeSpan.FromMinutes(2));
        var second = (await ClaimAsync(test, "other"))!;

        Assert.AreEqual((first.JobId, 2L), (second.JobId, second.Fence));
        Assert.IsFalse(await FinishAsync(test, first with { State = JobState.Done }));
        Assert.IsFalse(await test.RunAsync<IJobStore, bool>(s => s.RenewAsync(first, test.Time.Now.AddMinutes(1), None)));
        Assert.IsTrue(
            await FinishAsync(test, second with { State = JobState.Done, PercentDone = 100, FinishedAt = test.Time.Now }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_cancelled_job_is_not_prolonged_and_a_waiting_one_ends_at_once(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var waiting = await StartAsync(test);
        await test.RunAsync<CancelJob>(cancel => cancel.HandleAsync(waiting.JobId, test.Center, None));
        Assert.IsNull(await ClaimAsync(test, "node"));

        await StartAsync(test);
        var running = (await ClaimAsync(test, "node"))!;
        await test.RunAsync<CancelJob>(cancel => cancel.HandleAsync(running.JobId, test.Center, None));

        Assert.IsFalse(await test.RunAsync<IJobStore, bool>(s => s.RenewAsync(running, test.Time.Now.AddMinutes(1), None)));
    }

    private static async Task<TestScope> CreateAsync(Engine engine)
    {
        var test = await TestScope.CreateAsync(engine, services => services.AddJobs().AddSingleton<IJobSignal, NoSignal>());
        await test.StartCenterAsync();
        return test;
    }

    private static Task<Job> StartAsync(TestScope test) =>
        test.RunAsync<StartJob, Job>(start => start.HandleAsync("probe", new { }, null, test.Center, None));

    private static Task<Job?> ClaimAsync(TestScope test, string node) =>
        test.RunAsync<IJobStore, Job?>(store => store.ClaimAsync(node, test.Time.Now, test.Time.Now.AddMinutes(1), None));

    private static Task<bool> FinishAsync(TestScope test, Job job) =>
        test.RunAsync<IJobStore, bool>(store => store.FinishAsync(job, None));

    private sealed class NoSignal : IJobSignal
    {
        public void Wake()
        {
        }

        public void Stop(long jobId)
        {
        }
    }
}
