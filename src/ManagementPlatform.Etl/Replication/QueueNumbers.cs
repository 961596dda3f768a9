using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.National;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// Whose number somebody has to look at now: at the nation pupils who have arrived, in a province those whom a verdict has come
/// for.
/// </summary>
public sealed class QueueNumbers(NumberWork work) : IAfterArrival
{
    public async Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel)
    {
        var isNation = arrival.Here == Channel.Nation;
        var wanted = isNation ? Entity.Student : Entity.NumberVerdict;
        List<long> ids = [.. applied.Where(e => e.Entity.Entity == wanted).SelectMany(e => e.Applied).Select(a => a.Id)];
        if (ids.Count == 0)
            return;
        await (isNation ? work.AddConcernedAsync(ids, cancel) : work.AddAsync(ids, cancel));
    }
}
