using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>How much a batch carries at most: what a receiver holds in memory at once.</summary>
/// <param name="Aggregates">Lines of the change log.</param>
/// <param name="Snapshot">
/// Keys of a snapshot: more, since what a transaction costs beside its rows weighs in a first load.
/// </param>
public sealed record BatchLimits(int Aggregates = 5_000, int Snapshot = 10_000);

/// <summary>
/// The sender's end of a channel: the books in the database, bundles in the data folder; see <see cref="IOutbox"/>.
/// </summary>
public sealed class Outbox(
    BatchBooks books, BundleMaker maker, BundleFolder folder, TakenBack takenBack, BatchLimits limits) : IOutbox
{
    public async Task<(Position Acknowledged, Position Last)> PositionsAsync(Channel channel, CancellationToken cancel)
    {
        var row = await books.ChannelAsync(channel, cancel);
        return (new Position(row.AcknowledgedNumber, row.AcknowledgedHash), new Position(row.SentNumber, row.SentHash));
    }

    public async Task<string?> HashAsync(Channel channel, long number, CancellationToken cancel) =>
        (await books.BatchAsync(channel, number, cancel))?.Hash;

    public async Task<SentBatch?> FindAsync(Channel channel, long number, CancellationToken cancel) =>
        await books.BatchAsync(channel, number, cancel) is { } row ? await OfAsync(channel, row, cancel) : null;

    public async Task<SentBatch?> CutAsync(Channel channel, CancellationToken cancel) =>
        await books.CutAsync(channel, limits.Aggregates, limits.Snapshot, cancel) is { } row
            ? new SentBatch(channel, row.BatchNumber, null) : null;

    public async Task<SentBatch> BuildAsync(SentBatch batch, CancellationToken cancel)
    {
        var row = await books.BatchAsync(batch.Channel, batch.Number, cancel)
            ?? throw new InvalidOperationException("The batch was never cut.");
        var (_, last) = await PositionsAsync(batch.Channel, cancel);
        var made = await maker.MakeAsync(batch.Channel, row, last, cancel);
        return await OfAsync(batch.Channel, made, cancel);
    }

    public async Task<IBundle?> OpenAsync(SentBatch batch, CancellationToken cancel)
    {
        var path = folder.PlaceOf(batch.Channel, batch.Number);
        if (!File.Exists(path))
            return null;
        try
        {
            var bundle = await BundleReader.PeekAsync(path, cancel);
            return bundle.Head.Hash == batch.Head?.Hash ? bundle with { FirstHad = batch.FirstHad } : null;
        }
        catch (BundleException)
        {
            // Spoilt where it lay: as good as gone.
            return null;
        }
    }

    public Task AcknowledgeAsync(Channel channel, Position applied, CancellationToken cancel) =>
        books.AcknowledgeAsync(channel, applied, cancel);

    public async Task ForgetAfterAsync(Channel channel, long number, CancellationToken cancel) =>
        await books.ForgetAfterAsync(
            channel, new Position(number, number == 0 ? null : await HashAsync(channel, number, cancel)), cancel);

    public Task TakeBackAsync(IBundle own, CancellationToken cancel) => takenBack.HandleAsync((BundleFile)own, cancel);

    private async Task<SentBatch> OfAsync(Channel channel, BatchRow row, CancellationToken cancel)
    {
        if (row.Hash is null)
            return new SentBatch(channel, row.BatchNumber, null);
        var head = new BatchHead(
            channel, row.BatchNumber, row.PreviousHash, row.Hash, maker.Schema, row.Kind, await books.NextKeyAsync(cancel));
        return new SentBatch(channel, row.BatchNumber, head, row.DoneAt);
    }
}
