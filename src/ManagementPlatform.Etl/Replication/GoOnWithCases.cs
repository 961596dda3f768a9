using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>Cases of which rows have arrived go on, and pupils who were handed over to this center are taken in.</summary>
public sealed class GoOnWithCases(ArrivedCases cases) : IAfterArrival
{
    public async Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel)
    {
        // What is taken back after a restore was seen to already, in the time that was lost.
        if (arrival.IsReplay)
            return;
        List<long> files = [.. applied.Where(e => e.Entity.Entity == Entity.Case).SelectMany(e => e.Applied.Concat(e.Older)).Select(a => a.Id)];
        List<long> pupils = arrival.Here == Channel.Nation ? []
            : [.. applied.Where(e => e.Entity.Entity == Entity.Student).SelectMany(e => e.Applied).Where(a => a.Home == arrival.Here).Select(a => a.Id)];
        if (files.Count + pupils.Count > 0)
            await cases.TakeAsync(files, pupils, cancel);
    }
}
