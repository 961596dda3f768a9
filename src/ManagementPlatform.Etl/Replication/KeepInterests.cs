using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>At the nation: who besides his home is sent a pupil, since cases and hand-overs have arrived.</summary>
public sealed class KeepInterests(Interests interests, ChangeRoutes routes) : IAfterArrival
{
    public async Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel)
    {
        if (arrival.Here != Channel.Nation || arrival.IsReplay)
            return;
        var pupils = applied.Where(e => e.Entity.Entity == Entity.Student).SelectMany(e => e.Applied);
        foreach (var handedOver in pupils.Where(a => a.Operation != ReplicatedOperation.Delete && a.Home != arrival.From))
            await interests.KeepAsync(handedOver.Id, arrival.From, Interests.HandedOver, arrival.At, cancel);

        List<long> files = [.. applied.Where(e => e.Entity.Entity == Entity.Case).SelectMany(e => e.Applied).Select(a => a.Id)];
        var student = ReplicaCatalogue.Of(Entity.Student);
        var sent = await interests.KeepPartiesAsync(files, arrival.At, cancel);
        await routes.RouteAsync([.. sent.Select(id => new PassedOn(student, id, 0, ReplicatedOperation.Upsert, null))], cancel);
    }
}
