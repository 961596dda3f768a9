using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>What follows from aggregates that have arrived, inside the same unit of work: open cases, routes, caches.</summary>
public interface IAfterArrival
{
    Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel);
}

/// <summary>Applies the contents of a bundle, inside a unit of work: entity by entity, parents first.</summary>
public sealed class ApplyBundle(
    AggregateWriter writer, QuarantineBooks quarantine, IEnumerable<IAfterArrival> after)
{
    internal async Task<IReadOnlyList<AppliedEntity>> HandleAsync(BundleReader reader, Arrival arrival, CancellationToken cancel)
    {
        var (channel, number) = (reader.Bundle.Head.Channel, reader.Bundle.Head.Number);
        var applied = new List<AppliedEntity>();
        foreach (var (entity, aggregates) in reader.Aggregates())
        {
            var rows = entity.Tables.ToDictionary(table => table, table => reader.Rows(entity, table));
            var arrived = new ArrivedEntity(entity, aggregates, rows);
            applied.Add(await KeepAsync(arrived, await writer.ApplyAsync(arrived, arrival, cancel), channel, number, arrival, cancel));
        }

        applied.AddRange(await RetryAsync(channel, arrival, cancel));
        foreach (var handler in after)
            await handler.HandleAsync(applied, arrival, cancel);
        return applied;
    }

    // What has waited for a parent is tried again; children in the same order as ever.
    private async Task<List<AppliedEntity>> RetryAsync(Channel channel, Arrival arrival, CancellationToken cancel)
    {
        var applied = new List<AppliedEntity>();
        var waiting = (await quarantine.RetryableAsync(channel, cancel)).ToLookup(row => row.Entity);
        foreach (var entity in ReplicaCatalogue.All.Where(e => waiting.Contains(e.Name)))
        {
            var arrived = QuarantineContent.Read(entity, waiting[entity.Name]);
            applied.Add(await KeepAsync(arrived, await writer.ApplyAsync(arrived, arrival, cancel), channel, 0, arrival, cancel));
        }

        return applied;
    }

    private async Task<AppliedEntity> KeepAsync(
        ArrivedEntity arrived, AppliedEntity applied, Channel channel, long number, Arrival arrival, CancellationToken cancel)
    {
        List<long> settled = [.. applied.Applied.Concat(applied.Older).Select(a => a.Id)];
        if (settled.Count > 0)
            await quarantine.RemoveAsync(channel, arrived.Entity, settled, cancel);
        foreach (var aside in applied.SetAside)
            await quarantine.KeepAsync(QuarantineContent.Row(arrived, aside, channel, number, arrival.At), cancel);
        return applied;
    }
}

/// <summary>The receiver's end of a channel; see <see cref="IInbox"/>.</summary>
public sealed class Inbox(
    BatchBooks books, ApplyBundle apply, BundleFolder folder, ICenterKeys keys, ICurrentCenter center, IUnitOfWork work, CenterSchema schema, TimeProvider time)
    : IInbox
{
    public int Schema => schema.Number;

    public async Task<Position> AppliedAsync(Channel channel, CancellationToken cancel)
    {
        var row = await books.ChannelAsync(channel, cancel);
        return new Position(row.AppliedNumber, row.AppliedHash);
    }

    public async Task<string?> HashAsync(Channel channel, long number, CancellationToken cancel) =>
        (await books.BatchAsync(channel, number, cancel))?.Hash;

    public async Task ApplyAsync(IBundle bundle, CancellationToken cancel)
    {
        var file = (BundleFile)bundle;
        var channel = file.Head.Channel;
        var identity = await center.GetAsync(cancel);
        Keep(file, folder.PlaceOf(channel, file.Head.Number));
        using var reader = await BundleReader.OpenAsync(folder.PlaceOf(channel, file.Head.Number), channel.From, keys, cancel);
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier);
        await work.CommitAsync(
            caller,
            "replication.apply",
            async c =>
            {
                var now = time.GetUtcNow();
                var applied = await apply.HandleAsync(reader, new Arrival(identity.CenterCode, channel.From, IsReplay: false, now), c);
                await books.AppliedAsync(RowOf(reader.Bundle, applied, now), c);
                work.Audited(new AuditLine(Entity.Batch, file.Head.Number, Detail: new
                {
                    channel = channel.ToString(),
                    applied = applied.Sum(e => e.Applied.Count),
                    older = applied.Sum(e => e.Older.Count),
                    setAside = applied.Sum(e => e.SetAside.Count),
                }));
                return 0;
            },
            cancel);
    }

    internal static BatchRow RowOf(BundleFile bundle, IReadOnlyList<AppliedEntity> applied, DateTimeOffset now) => new()
    {
        Channel = bundle.Head.Channel.ToString(),
        BatchNumber = bundle.Head.Number,
        Kind = bundle.Head.Kind,
        PreviousHash = bundle.Head.Previous,
        Hash = bundle.Head.Hash,
        Aggregates = applied.Sum(e => e.Applied.Count + e.Older.Count),
        RowCount = bundle.Manifest.Files.Sum(f => f.Rows),
        SizeBytes = new FileInfo(bundle.Path).Length,
        Quarantined = applied.Sum(e => e.SetAside.Count),
        CutAt = bundle.Manifest.CutAt,
        DoneAt = now,
        FileKept = true,
    };

    // Kept for a sender that may have to be given back what it sent.
    private void Keep(BundleFile file, string place)
    {
        if (Path.GetFullPath(file.Path) == Path.GetFullPath(place))
            return;
        var part = folder.PartOf(file.Head.Channel, file.Head.Number);
        File.Copy(file.Path, part);
        File.Move(part, place, overwrite: true);
    }
}
