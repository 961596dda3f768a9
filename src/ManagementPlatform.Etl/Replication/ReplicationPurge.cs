using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Jobs;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>How long is kept what replication has dealt with.</summary>
/// <param name="Days">Bundles, and lines of the change log that were acknowledged: a center that is restored from a backup not
/// older than this gets back what it had sent.</param>
/// <param name="RunDays">The history of runs.</param>
public sealed record ReplicationRetention(int Days = 30, int RunDays = 90);

/// <summary>清理: bundles, batches and lines of the change log after their retention, and old runs.</summary>
public sealed class ReplicationPurge(
    PurgeReplication purge, WorkRuns runs, BundleFolder folder, ReplicationRetention retention,
    ICurrentCenter center, WorkReport report, TimeProvider time)
    : IExclusiveWork
{
    // Whatever is written for longer was left by a process that was killed.
    private static readonly TimeSpan LongestTransfer = TimeSpan.FromDays(1);

    public string Name => "replication_purge";

    public Task<bool> IsDueAsync(CancellationToken cancel) => Task.FromResult(true);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var here = (await center.GetAsync(cancel)).CenterCode;
        var before = now.AddDays(-retention.Days);
        var old = await purge.OldBatchesAsync(here, before, cancel);

        // Bundles first: a file that nobody knows of any more would lie there for ever.
        foreach (var batch in old)
            folder.Delete(batch.Channel, batch.Number);
        var parts = folder.DeleteParts(now - LongestTransfer);
        var lines = await purge.ForgetAsync(here, old, cancel) + await purge.ForgetUnsentAsync(before, cancel);
        report.Did(old.Count + parts + lines + await runs.PurgeAsync(now.AddDays(-retention.RunDays), cancel));
    }
}

/// <summary>路由 at the nation: the work of <see cref="RouteChanges"/> by the clock.</summary>
public sealed class ReplicationRoute(RouteChanges route, WorkReport report) : IExclusiveWork
{
    public string Name => "replication_route";

    public Task<bool> IsDueAsync(CancellationToken cancel) => route.IsWaitingAsync(cancel);

    public async Task RunAsync(CancellationToken cancel) => report.Did(await route.RunAsync(cancel));
}
