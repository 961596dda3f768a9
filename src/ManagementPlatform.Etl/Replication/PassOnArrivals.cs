using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>At the nation: what has arrived goes on to the provinces that it concerns, in the transaction that applied it.</summary>
public sealed class PassOnArrivals(ChangeRoutes routes) : IAfterArrival
{
    public async Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel)
    {
        if (arrival.Here != Channel.Nation)
            return;
        string? origin = arrival.IsReplay ? null : arrival.From;

        // Of a union, rows may have been added though what is here was as new; the files of a pupil who is handed over come with his line alone.
        var passed =
            from entity in applied
            where entity.Entity.GoesDown
            from aggregate in entity.Entity.HasUnions ? entity.Applied.Concat(entity.Older)
                : entity.Applied.Concat(entity.Older.Where(a => a.Operation == ReplicatedOperation.HandOver))
            select new PassedOn(entity.Entity, aggregate.Id, aggregate.Version, aggregate.Operation, origin);
        await routes.RouteAsync([.. passed], cancel);
    }
}
