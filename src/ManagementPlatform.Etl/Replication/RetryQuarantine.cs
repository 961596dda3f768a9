using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// Tries again what waits in quarantine, of all channels, since what it waits for can have come from any center. Inside a unit of
/// work; parents before children.
/// </summary>
public sealed class RetryQuarantine(CarefulWriter careful, QuarantineBooks quarantine, IEnumerable<IAfterArrival> after)
{
    private const int AtOnce = 500;

    // A batch does not become long because much waits: the next one goes on.
    private const int Rounds = 10;

    /// <returns>How many aggregates wait no longer.</returns>
    public async Task<int> HandleAsync(string here, DateTimeOffset now, CancellationToken cancel)
    {
        var tried = new HashSet<(string, string, long)>();
        var total = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var waiting = await quarantine.RetryableAsync(AtOnce, cancel);
            var settled = await TryAsync(
                [.. waiting.Where(row => tried.Add((row.Channel, row.Entity, row.EntityId)))], here, now, cancel);
            total += settled;
            if (settled == 0)
                break;
        }

        return total;
    }

    private async Task<int> TryAsync(List<QuarantineRow> waiting, string here, DateTimeOffset now, CancellationToken cancel)
    {
        var settled = 0;
        foreach (var rows in waiting.GroupBy(row => row.Channel))
        {
            _ = Channel.TryParse(rows.Key, out var channel);
            var arrival = new Arrival(here, channel.From, channel.From == here, now, now);
            var applied = new List<AppliedEntity>();
            foreach (var entity in ReplicaCatalogue.All)
            {
                if (rows.Where(row => row.Entity == entity.Name).ToList() is not { Count: > 0 } of)
                    continue;
                var arrived = QuarantineContent.Read(entity, of);
                applied.Add(await KeepAsync(arrived, await careful.ApplyAsync(arrived, arrival, cancel), channel, now, cancel));
            }

            settled += applied.Sum(entity => entity.Applied.Count + entity.Older.Count);
            foreach (var handler in after)
                await handler.HandleAsync(applied, arrival, cancel);
        }

        return settled;
    }

    private async Task<AppliedEntity> KeepAsync(
        ArrivedEntity arrived, AppliedEntity applied, Channel channel, DateTimeOffset now, CancellationToken cancel)
    {
        List<long> settled = [.. applied.Applied.Concat(applied.Older).Select(a => a.Id)];
        if (settled.Count > 0)
            await quarantine.RemoveAsync(channel, arrived.Entity, settled, cancel);
        foreach (var aside in applied.SetAside)
            await quarantine.TriedAsync(channel, arrived.Entity, aside, now, cancel);
        return applied;
    }
}
