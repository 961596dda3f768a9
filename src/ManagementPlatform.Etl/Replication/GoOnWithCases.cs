using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// Cases of which rows have arrived go on, and pupils who were handed over to this center are taken in. What is taken back after a restore went on in
/// the time that was lost: of that only the inbox, the deadlines and who is frozen follow.
/// </summary>
public sealed class GoOnWithCases(ArrivedCases cases, ReplayedCases replayedCases, ReplayedChanges replayedChanges) : IAfterArrival
{
    public async Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel)
    {
        List<long> files = [.. applied.Where(e => e.Entity.Entity == Entity.Case).SelectMany(e => e.Applied.Concat(e.Older)).Select(a => a.Id)];
        var pupils = applied.Where(e => e.Entity.Entity == Entity.Student).SelectMany(e => e.Applied).ToList();
        List<long> atHome = arrival.Here == Channel.Nation ? [] : [.. pupils.Where(a => a.Home == arrival.Here).Select(a => a.Id)];
        if (arrival.IsReplay)
            await PutBackAsync(files, [.. pupils.Select(a => a.Id)], cancel);
        else if (files.Count + atHome.Count > 0)
            await cases.TakeAsync(files, atHome, cancel);
    }

    private async Task PutBackAsync(List<long> files, List<long> pupils, CancellationToken cancel)
    {
        if (pupils.Count > 0)
            await replayedChanges.PutAsync(pupils, cancel);
        if (files.Count + pupils.Count > 0)
            await replayedCases.PutAsync(files, pupils, cancel);
    }
}
