using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// At the nation: what has arrived goes on to the provinces that it concerns, in the transaction that applied it.
/// </summary>
public sealed class PassOnArrivals(ChangeRoutes routes, AggregateReader reader) : IAfterArrival
{
    public async Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel)
    {
        if (arrival.Here != Channel.Nation)
            return;

        // Of a union, rows may have been added though what is here was as new; the files of a pupil who is handed over come with
        // his line alone.
        var passed =
            from entity in applied
            where entity.Entity.GoesDown
            from aggregate in entity.Entity.HasUnions ? entity.Applied.Concat(entity.Older)
                : entity.Applied.Concat(entity.Older.Where(a => a.Operation == ReplicatedOperation.HandOver))
            select new PassedOn(entity.Entity, aggregate.Id, aggregate.Version, aggregate.Operation, arrival.From);
        await routes.RouteAsync([.. passed, .. await AlongAsync(applied, cancel)], cancel);
    }

    // What was said of a pupil to his old home, the new one has to know.
    private async Task<List<PassedOn>> AlongAsync(IReadOnlyList<AppliedEntity> applied, CancellationToken cancel)
    {
        var along = new List<PassedOn>();
        List<long> handedOver = [.. applied.Where(e => e.Entity.Entity == Entity.Student).SelectMany(e => e.Applied)
            .Where(a => a.Operation == ReplicatedOperation.HandOver).Select(a => a.Id)];
        foreach (var entity in ReplicaCatalogue.All.Where(e => handedOver.Count > 0 && Destinations.GoesAlong(e.Entity)))
        {
            along.AddRange((await reader.StatesAsync(entity, handedOver, cancel))
                .Select(state => new PassedOn(entity, state.Key, state.Value.Version, ReplicatedOperation.Upsert, Channel.Nation)));
        }

        return along;
    }
}
