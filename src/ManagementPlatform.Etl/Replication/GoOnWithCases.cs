using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// Cases of which rows have arrived go on, and in a province those that waited for a pupil: he was handed over to it and is taken
/// in, or was merged into one of its own. What is taken back after a restore went on in the time that was lost: of that only the
/// inbox, the deadlines and who is frozen follow.
/// </summary>
public sealed class GoOnWithCases(ArrivedCases cases, ReplayedCases replayedCases, ReplayedChanges replayedChanges) : IAfterArrival
{
    public async Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel)
    {
        List<long> files = [.. applied.Where(e => e.Entity.Entity == Entity.Case).SelectMany(e => e.Applied.Concat(e.Older)).Select(a => a.Id)];
        List<long> pupils = arrival.Here == Channel.Nation && !arrival.IsReplay ? []
            : [.. applied.Where(e => e.Entity.Entity == Entity.Student).SelectMany(e => e.Applied).Select(a => a.Id)];
        if (arrival.IsReplay)
            await PutBackAsync(files, pupils, arrival, cancel);
        else if (files.Count + pupils.Count > 0)
            await cases.TakeAsync(files, pupils, arrival.FirstAt, cancel);
    }

    private async Task PutBackAsync(List<long> files, List<long> pupils, Arrival arrival, CancellationToken cancel)
    {
        if (pupils.Count > 0)
            await replayedChanges.PutAsync(pupils, cancel);
        if (files.Count + pupils.Count > 0)
            await replayedCases.PutAsync(files, pupils, arrival.Here == Channel.Nation ? arrival.FirstAt : null, cancel);
    }
}
