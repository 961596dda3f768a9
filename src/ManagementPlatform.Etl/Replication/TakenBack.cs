using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>One of this center's own batches, taken back from its receiver after a restore.</summary>
public sealed class TakenBack(
    BatchBooks books, ApplyBundle apply, ICenterKeys keys, ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    public async Task HandleAsync(BundleFile own, CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        using var reader = await BundleReader.OpenAsync(own.Path, identity.CenterCode, keys, cancel);
        await work.CommitAsync(
            Caller.Center(identity.RootOrganizationId, identity.Tier),
            "replication.take_back",
            async c =>
            {
                var now = time.GetUtcNow();
                var applied = await apply.HandleAsync(reader, new Arrival(identity.CenterCode, identity.CenterCode, IsReplay: true, now), c);
                await books.TakenBackAsync(Inbox.RowOf(own, applied, now), c);
                await books.AdvanceKeysAsync(own.Manifest.NextKey, c);
                work.Audited(new AuditLine(Entity.Batch, own.Head.Number, Detail: new { channel = own.Head.Channel.ToString() }));
                return 0;
            },
            cancel);
    }
}
