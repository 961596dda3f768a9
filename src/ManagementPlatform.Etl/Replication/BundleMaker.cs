using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>Makes the bundle of a batch from the rows as they stand at one moment.</summary>
public sealed class BundleMaker(
    BatchBooks books, ChangeClaims claims, AggregateReader reader, ICenterKeys keys, BundleFolder folder,
    CarriedFiles files, CenterSchema schema, BatchLimits limits)
{
    public int Schema => schema.Number;

    /// <returns>The batch with its hash and figures; of two that make it at once, the one that came first.</returns>
    public async Task<BatchRow> MakeAsync(Channel channel, BatchRow batch, Position previous, CancellationToken cancel)
    {
        var place = folder.PlaceOf(channel, batch.BatchNumber);
        var part = folder.PartOf(channel, batch.BatchNumber);
        try
        {
            BatchRow made;
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
                made = await reader.AtOneMomentAsync(() => WriteAsync(file, channel, batch, previous, cancel), cancel);
            made = made with { SizeBytes = new FileInfo(part).Length, FileKept = true };
            return await books.BuiltAsync(made, () => File.Move(part, place, overwrite: true), cancel);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<BatchRow> WriteAsync(
        FileStream file, Channel channel, BatchRow batch, Position previous, CancellationToken cancel)
    {
        using var writer = new BundleWriter(file);
        var wanted = await WantedAsync(channel, batch, cancel);
        var found = new List<(string, ArrivedAggregate)>();
        foreach (var entity in ReplicaCatalogue.All.Where(wanted.ContainsKey))
        {
            var present = await StatesAsync(entity, wanted[entity], channel.From, cancel);
            found.AddRange(present.Select(aggregate => (entity.Name, aggregate)));
            HashSet<long> ids = [.. present.Where(a => a.Operation != ReplicatedOperation.Delete).Select(a => a.Id)];
            foreach (var table in entity.Tables)
            {
                var rows = batch.Kind == BatchKind.Snapshot
                    ? reader.RowsAsync(table, ids, new KeyRange(batch.SnapshotAfter, batch.SnapshotTo), cancel)
                    : reader.RowsAsync(table, ids, cancel);
                await writer.WriteAsync(BundleReader.FileOf(entity, table), table.Columns.Select(c => c.Name), rows, cancel);
            }
        }

        await writer.WriteAsync(found, cancel);
        await files.WriteAsync(writer, found, cancel);
        var isFull = batch.Kind == BatchKind.Changes
            && await claims.CountAsync(channel, batch.BatchNumber, cancel) >= limits.Aggregates;
        var manifest = new BundleManifest(
            channel.From, channel.To, batch.BatchNumber, previous.Hash, batch.Kind, schema.Number,
            await books.NextKeyAsync(cancel), batch.CutAt, writer.Files, isFull);
        var bytes = manifest.ToBytes();
        await writer.SealAsync(bytes, await keys.SignAsync(bytes, cancel), cancel);
        return batch with { PreviousHash = previous.Hash, Hash = BundleManifest.HashOf(bytes), Aggregates = found.Count, RowCount = writer.Rows };
    }

    // What a pupil refers to and the province may not have goes along.
    private async Task<Dictionary<ReplicatedEntity, Dictionary<long, ChangedAggregate?>>> WantedAsync(
        Channel channel, BatchRow batch, CancellationToken cancel)
    {
        var wanted = new Dictionary<ReplicatedEntity, Dictionary<long, ChangedAggregate?>>();
        if (batch.Kind == BatchKind.Snapshot)
        {
            var entity = ReplicaCatalogue.Find(batch.SnapshotEntity!)!;
            var range = new KeyRange(batch.SnapshotAfter, batch.SnapshotTo);
            wanted[entity] = (await books.KeysAsync(channel, entity, range, int.MaxValue, cancel))
                .ToDictionary(id => id, _ => (ChangedAggregate?)null);
            return wanted;
        }

        foreach (var changes in (await claims.ClaimedAsync(channel, batch.BatchNumber, cancel)).GroupBy(line => line.Entity))
        {
            // Whole tables are the nation's: what a province changed in them before it joined stays there.
            if (ReplicaCatalogue.Find(changes.Key) is { } entity && !(entity.IsWhole && channel.To == Channel.Nation))
                wanted[entity] = changes.ToDictionary(line => line.EntityId, line => (ChangedAggregate?)line);
        }

        if (channel.From == Channel.Nation)
        {
            foreach (var (entity, ids) in wanted.ToList())
                await AddNeedsAsync(wanted, entity, ids.Keys, cancel);
        }

        return wanted;
    }

    private async Task AddNeedsAsync(
        Dictionary<ReplicatedEntity, Dictionary<long, ChangedAggregate?>> wanted, ReplicatedEntity entity,
        IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        foreach (var (parent, keys) in await reader.NeedsAsync(entity, ids, cancel))
        {
            var of = wanted.TryGetValue(parent, out var there) ? there : wanted[parent] = [];
            foreach (var key in keys)
                of.TryAdd(key, null);
        }
    }

    // The line that says so may be in a later batch than this one, which has the row as it stands.
    private static bool HasLeft(ReplicatedEntity entity, AggregateState state, string from) =>
        !entity.KeysTellHome && from != Channel.Nation && state.Home != from;

    private async Task<List<ArrivedAggregate>> StatesAsync(
        ReplicatedEntity entity, Dictionary<long, ChangedAggregate?> changes, string from, CancellationToken cancel)
    {
        var states = await reader.StatesAsync(entity, changes.Keys, cancel);
        var aggregates = new List<ArrivedAggregate>();
        foreach (var (id, change) in changes.OrderBy(c => c.Key))
        {
            if (states.TryGetValue(id, out var state))
            {
                var operation = HasLeft(entity, state, from) ? ReplicatedOperation.HandOver
                    : change?.Operation is ReplicatedOperation.HandOver or ReplicatedOperation.Repair ? change.Operation
                    : ReplicatedOperation.Upsert;
                aggregates.Add(new ArrivedAggregate(id, state.Version, state.Home, operation));
            }
            else if (change is not null)
            {
                aggregates.Add(new ArrivedAggregate(id, change.Version, from, ReplicatedOperation.Delete));
            }
        }

        return aggregates;
    }
}

/// <summary>The number of the last schema script that this program carries.</summary>
public sealed record CenterSchema(int Number);
