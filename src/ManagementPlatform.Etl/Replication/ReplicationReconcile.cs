using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>核对: the work of <see cref="Reconcile"/> by the clock, at night, in a province that has joined.</summary>
public sealed class ReplicationReconcile(Reconcile reconcile, ChannelDuty duty, WorkReport report) : IExclusiveWork
{
    public string Name => "replication_reconcile";

    public Task<bool> IsDueAsync(CancellationToken cancel) => duty.IsDueAsync(Channel.Up, cancel);

    public async Task RunAsync(CancellationToken cancel) => report.Did((await reconcile.HandleAsync(cancel)).Compared);
}
