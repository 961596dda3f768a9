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
    public Task<int> RetryAsync(CancellationToken cancel) => CommitAsync(
        "replication.retry_quarantine", null, (here, c) => retry.HandleAsync(here.CenterCode, time.GetUtcNow(), c), cancel);

    /// <summary>Throws away what an operator has looked at and does not want.</summary>
    /// <returns>How many entries there were.</returns>
    /// <exception cref="RefusalException">There is none with the key.</exception>
    public Task<int> DiscardAsync(long id, CancellationToken cancel) => CommitAsync(
        "replication.discard_quarantine",
        id,
        async (_, c) => await quarantine.DiscardAsync(id, c) is > 0 and var count ? count : throw Refused.NotFound("隔离的数据"),
        cancel);

    private async Task<int> CommitAsync(
        string action, long? id, Func<CenterIdentity, CancellationToken, Task<int>> act, CancellationToken cancel)
    {
        var here = await center.GetAsync(cancel);
        return await work.CommitAsync(
            Caller.Center(here.RootOrganizationId, here.Tier),
            action,
            async c =>
            {
                var count = await act(here, c);
                work.Audited(new AuditLine(Entity.Batch, id, Detail: new { count }));
                return count;
            },
            cancel);
    }
}
