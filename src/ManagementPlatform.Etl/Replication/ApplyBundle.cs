using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>What follows from aggregates that have arrived, inside the same unit of work: open cases, routes, caches.</summary>
public interface IAfterArrival
{
    Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel);
}

/// <summary>
/// Applies the contents of a bundle, inside a unit of work: entity by entity, parents first; then what waits in quarantine.
/// </summary>
public sealed class ApplyBundle(
    AggregateWriter writer, CarefulWriter careful, QuarantineBooks quarantine, RetryQuarantine retry,
    MassChangeGuard guard, SchemaAdditions additions, CarriedFiles files, IEnumerable<IAfterArrival> after)
{
    /// <param name="isCareful">Something in it was refused by the schema before: find it, and apply the rest.</param>
    internal async Task<IReadOnlyList<AppliedEntity>> HandleAsync(
        BundleReader reader, Arrival arrival, bool isCareful, CancellationToken cancel)
    {
        var (channel, number) = (reader.Bundle.Head.Channel, reader.Bundle.Head.Number);
        await files.KeepAsync(reader, cancel);
        var applied = new List<AppliedEntity>();
        foreach (var (entity, aggregates) in reader.Aggregates())
        {
            var read = entity.Tables.Select(
                table => Task.Run(() => (table, Rows: reader.Rows(entity, table, additions)), cancel));
            var rows = (await Task.WhenAll(read)).ToDictionary(part => part.table, part => part.Rows);
            var arrived = new ArrivedEntity(entity, aggregates, rows);
            BundleContents.Check(arrived);
            var done = isCareful
                ? await careful.ApplyAsync(arrived, arrival, cancel) : await writer.ApplyAsync(arrived, arrival, cancel);
            await KeepAsync(arrived, done, channel, number, arrival, cancel);
            applied.Add(done);
        }

        if (reader.Bundle.Head.Kind == BatchKind.Changes && !arrival.IsReplay)
            await guard.CheckAsync(channel, number, reader.Bundle.Manifest.IsFull, applied, cancel);
        foreach (var handler in after)
            await handler.HandleAsync(applied, arrival, cancel);
        await retry.HandleAsync(arrival.Here, arrival.At, cancel);
        return applied;
    }

    private async Task KeepAsync(
        ArrivedEntity arrived, AppliedEntity applied, Channel channel, long number, Arrival arrival, CancellationToken cancel)
    {
        List<long> settled = [.. applied.Applied.Concat(applied.Older).Select(a => a.Id)];
        if (settled.Count > 0)
            await quarantine.RemoveAsync(channel, arrived.Entity, settled, cancel);
        foreach (var row in QuarantineContent.Rows(arrived, applied.SetAside, channel, number, arrival.At))
            await quarantine.KeepAsync(row, cancel);
        if (applied.Displaced is not { } displaced)
            return;
        var kept = displaced.Aggregates.Select(
            a => new SetAside(a, QuarantineRow.RestoredConflict, $"恢复备份后在本中心写入的第{a.Version}版，与对方已确认的内容不同。"));
        foreach (var row in QuarantineContent.Rows(displaced, [.. kept], channel, number, arrival.At))
            await quarantine.KeepAsync(row, cancel);
    }
}
