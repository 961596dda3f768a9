using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Replication;

/// <summary>核对修复: puts aggregates on a channel again though nothing has changed here, by lines of the change log.</summary>
public sealed class ResendLines(
    DbSession session, Identifiers identifiers, IUnitOfWork work, ICurrentCenter center, TimeProvider time)
{
    public async Task HandleAsync(DigestScope scope, IReadOnlyList<RepairOrder> orders, CancellationToken cancel)
    {
        if (orders.Count == 0)
            return;
        var here = await center.GetAsync(cancel);
        await work.CommitAsync(
            Caller.Center(here.RootOrganizationId, here.Tier),
            "replication.repair",
            async c =>
            {
                var (key, now) = (await identifiers.ReserveAsync(orders.Count, session, c), time.GetUtcNow());
                var lines = orders.Select((order, i) => new ChangeLogRow
                {
                    ChangeId = key + i,
                    Entity = scope.Entity,
                    EntityId = order.Id,
                    EntityVersion = order.Version,
                    Operation = ReplicatedOperation.Repair,
                    LoggedAt = now,
                    Destination = scope.Up ? null : scope.Province,
                });
                await session.BulkInsertAsync(WritingTables.ChangeLog, lines, c);
                work.Audited(new AuditLine(Entity.Batch, null, Detail: new { scope.Entity, scope.Province, scope.Up, orders = orders.Count }));
                return 0;
            },
            cancel);
    }
}
