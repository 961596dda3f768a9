using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>Reference data that has arrived is read anew; whoever edits rules finds that they have changed.</summary>
public sealed class RefreshReference(IReferenceStore store, IReferenceData data) : IAfterArrival
{
    public async Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel)
    {
        var arrived = applied.Where(e => e.Applied.Count > 0).Select(e => e.Entity.Entity).ToHashSet();
        if (arrived.Contains(Entity.ProvinceRule))
            await store.NextVersionAsync(ReferencePart.Rules, cancel);
        if (arrived.Overlaps([Entity.CodeTable, Entity.Region, Entity.Calendar, Entity.ProvinceRule]))
            data.Forget();
    }
}
