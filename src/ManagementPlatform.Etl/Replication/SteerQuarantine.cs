using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>What an operator does about the quarantine (隔离区).</summary>
public sealed class SteerQuarantine(
    RetryQuarantine retry, QuarantineBooks quarantine, ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    /// <returns>How many wait no longer.</returns>
    public Task<int> RetryAsync(Caller caller, CancellationToken cancel) => CommitAsync(
        "replication.retry_quarantine",
        null,
        async c => await retry.HandleAsync((await center.GetAsync(c)).CenterCode, time.GetUtcNow(), c),
        caller,
        cancel);

    /// <summary>Throws away what an operator has looked at and does not want.</summary>
    /// <returns>How many entries there were.</returns>
    /// <exception cref="RefusalException">There is none with the key.</exception>
    public Task<int> DiscardAsync(long id, Caller caller, CancellationToken cancel) => CommitAsync(
        "replication.discard_quarantine",
        id,
        async c => await quarantine.DiscardAsync(id, c) is > 0 and var count ? count : throw Refused.NotFound("隔离的数据"),
        caller,
        cancel);

    private Task<int> CommitAsync(
        string action, long? id, Func<CancellationToken, Task<int>> act, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.SteerReplication);
        return work.CommitAsync(
            caller,
            action,
            async c =>
            {
                var count = await act(c);
                work.Audited(new AuditLine(Entity.Batch, id, Detail: new { count }));
                return count;
            },
            cancel);
    }
}
