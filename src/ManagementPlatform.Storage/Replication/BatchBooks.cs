using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// The books of channels and batches, of both ends. Each change is a transaction of its own, or part of the unit of work that
/// runs.
/// </summary>
public sealed class BatchBooks(DbSession session, ChangeClaims claims, AggregateReader reader, TimeProvider time) : IStartOver
{
    private const int CoveredAtOnce = 100_000;

    private static readonly Sql FindChannel = ReplicationTables.Channel.Select("WHERE channel = @channel");

    private static readonly Sql AllChannels = ReplicationTables.Channel.Select("ORDER BY channel");

    private static readonly Sql FindBatch = ReplicationTables.Batch.Select("WHERE channel = @channel AND batch_number = @number");

    private static readonly Sql LastNumber = Sql.Portable(
        "SELECT COALESCE(MAX(b.batch_number), 0) FROM dbo.replication_batch AS b WHERE b.channel = @channel");

    // Takes the row: of two that cut at once the second waits and then sees the first one's number.
    private static readonly Sql Hold = Sql.Portable(
        "UPDATE dbo.replication_channel SET failures = failures WHERE channel = @channel");

    private static readonly Sql Snapshot = Sql.Portable(
        "UPDATE dbo.replication_channel SET snapshot_entity = @entity, snapshot_after = @after WHERE channel = @channel");

    private static readonly Sql Built = Sql.Portable(
        """
        UPDATE dbo.replication_batch SET hash = @hash, previous_hash = @previous, aggregates = @aggregates, row_count = @rows, size_bytes = @bytes,
            file_kept = @yes
        WHERE channel = @channel AND batch_number = @number AND hash IS NULL
        """);

    private static readonly Sql Sent = Sql.Portable(
        "UPDATE dbo.replication_channel SET sent_number = @number, sent_hash = @hash WHERE channel = @channel AND sent_number < @number");

    private static readonly Sql Acknowledge = Sql.Portable(
        """
        UPDATE dbo.replication_channel SET acknowledged_number = @number, acknowledged_hash = @hash
        WHERE channel = @channel AND acknowledged_number < @number
        """);

    private static readonly Sql Done = Sql.Portable(
        "UPDATE dbo.replication_batch SET done_at = @now WHERE channel = @channel AND batch_number <= @number AND done_at IS NULL");

    private static readonly Sql Apply = Sql.Portable(
        "UPDATE dbo.replication_channel SET applied_number = @number, applied_hash = @hash WHERE channel = @channel AND applied_number = @number - 1");

    private static readonly Sql Forget = Sql.Portable(
        "DELETE FROM dbo.replication_batch WHERE channel = @channel AND batch_number > @number");

    private static readonly Sql GoBack = Sql.Portable(
        """
        UPDATE dbo.replication_channel SET sent_number = @number, sent_hash = @hash, acknowledged_number = @number, acknowledged_hash = @hash
        WHERE channel = @channel
        """);

    private static readonly Sql StartOver = Sql.Portable(
        """
        UPDATE dbo.replication_channel SET snapshot_entity = @entity, snapshot_after = @after, state = 'active', error = NULL WHERE channel = @channel
        """);

    private static readonly Sql SetHash = Sql.Portable(
        "UPDATE dbo.replication_batch SET hash = @hash WHERE channel = @channel AND batch_number = @number");

    private static readonly Sql NextKey = Sql.Portable("SELECT a.next_value FROM dbo.id_allocator AS a WHERE a.name = 'row'");

    private static readonly Sql AdvanceKeys = Sql.Portable(
        "UPDATE dbo.id_allocator SET next_value = @next WHERE name = 'row' AND next_value < @next");

    /// <summary>Where the allocator of keys stands.</summary>
    public Task<long> NextKeyAsync(CancellationToken cancel) => session.FirstOrDefaultAsync<long>(NextKey, null, cancel);

    /// <summary>Inside a unit of work: keys below were handed out in a time that this database has lost.</summary>
    public Task AdvanceKeysAsync(long next, CancellationToken cancel) => session.ExecuteAsync(AdvanceKeys, new { next }, cancel);

    private static readonly Sql ForgetReference = Sql.Portable(
        "UPDATE dbo.reference_version SET row_version = 0 WHERE part IN ('code_tables', 'regions', 'calendar')");

    /// <summary>The channel as it is here; one that was never used is new.</summary>
    public async Task<ChannelRow> ChannelAsync(Channel channel, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<ChannelRow>(FindChannel, new { channel = Ansi.Code(channel.ToString()) }, cancel)
        ?? throw new ChannelBrokenException(channel, "unknown_channel", $"通道 {channel} 尚未开通。");

    public Task<IReadOnlyList<ChannelRow>> ChannelsAsync(CancellationToken cancel) =>
        session.QueryAsync<ChannelRow>(AllChannels, null, cancel);

    /// <summary>
    /// Opens a channel; a sender's begins with a snapshot of everything. What a province has loaded for itself of what the nation
    /// publishes gives way to whatever version comes from there.
    /// </summary>
    public async Task OpenAsync(Channel channel, bool withSnapshot, CancellationToken cancel)
    {
        await session.InsertAsync(
            ReplicationTables.Channel,
            new ChannelRow { Channel = channel.ToString(), SnapshotEntity = withSnapshot ? ReplicaCatalogue.All[0].Name : null, SnapshotAfter = ChannelRow.NeverSent },
            cancel);
        if (channel.From == Channel.Nation && !withSnapshot)
            await session.ExecuteAsync(ForgetReference, null, cancel);
    }

    public Task<BatchRow?> BatchAsync(Channel channel, long number, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<BatchRow>(FindBatch, new { channel = Ansi.Code(channel.ToString()), number }, cancel);

    /// <summary>
    /// The next batch of a sender: a range of its snapshot, or lines of the change log. Null when nothing waits.
    /// </summary>
    public async Task<BatchRow?> CutAsync(Channel channel, int most, int mostOfSnapshot, CancellationToken cancel)
    {
        while ((await ChannelAsync(channel, cancel)).IsNew
            && await session.InTransactionAsync(() => CoverAsync(channel, cancel), cancel))
            cancel.ThrowIfCancellationRequested();
        return await session.InTransactionAsync(() => CutOneAsync(channel, most, mostOfSnapshot, cancel), cancel);
    }

    // A province that joins has a line of everything it ever wrote. What stands in its tables before the snapshot reads them
    // comes with the snapshot and is not sent once more: those lines belong to batch 0. Not so when a channel starts over: by
    // then lines can tell of what no snapshot of this province carries, a pupil handed over, a decision in another's case.
    private async Task<bool> CoverAsync(Channel channel, CancellationToken cancel)
    {
        await session.ExecuteAsync(Hold, new { channel = Ansi.Code(channel.ToString()) }, cancel);
        return (await ChannelAsync(channel, cancel)).IsNew && await BatchAsync(channel, 1, cancel) is null
            && await claims.ClaimAsync(channel, 0, CoveredAtOnce, cancel) == CoveredAtOnce;
    }

    private async Task<BatchRow?> CutOneAsync(Channel channel, int most, int mostOfSnapshot, CancellationToken cancel)
    {
        var name = Ansi.Code(channel.ToString());
        await session.ExecuteAsync(Hold, new { channel = name }, cancel);
        var last = await session.FirstOrDefaultAsync<long>(LastNumber, new { channel = name }, cancel);
        if (last > 0 && await BatchAsync(channel, last, cancel) is { Hash: null } unmade)
            return unmade; // bundles are made in the order of their numbers
        var number = last + 1;
        var row = new BatchRow { Channel = channel.ToString(), BatchNumber = number, Kind = BatchKind.Changes, CutAt = time.GetUtcNow() };
        if (await CutSnapshotAsync(channel, row, mostOfSnapshot, cancel) is { } range)
            row = range;
        else if (await claims.ClaimAsync(channel, number, most, cancel) == 0)
            return null;
        await session.InsertAsync(ReplicationTables.Batch, row, cancel);
        return row;
    }

    /// <summary>The bundle of a batch is made: it is put in its place, unless somebody else has made it meanwhile.</summary>
    /// <returns>The batch as it stands in the books.</returns>
    public Task<BatchRow> BuiltAsync(BatchRow batch, Action put, CancellationToken cancel) => session.InTransactionAsync(
        async () =>
        {
            var values = new
            {
                channel = Ansi.Code(batch.Channel), number = batch.BatchNumber, hash = Ansi.Code(batch.Hash),
                previous = Ansi.Code(batch.PreviousHash), aggregates = batch.Aggregates,
                rows = batch.RowCount, bytes = batch.SizeBytes, yes = true,
            };
            if (await session.ExecuteAsync(Built, values, cancel) == 0)
                return await session.FirstOrDefaultAsync<BatchRow>(FindBatch, values, cancel) ?? throw Core.Refused.Stale();
            put();
            await session.ExecuteAsync(Sent, values, cancel);
            return batch;
        },
        cancel);

    public Task AcknowledgeAsync(Channel channel, Position applied, CancellationToken cancel) => session.InTransactionAsync(
        async () =>
        {
            var values = new
            {
                channel = Ansi.Code(channel.ToString()), number = applied.Number,
                hash = Ansi.Code(applied.Hash), now = time.GetUtcNow(),
            };
            if (await session.ExecuteAsync(Acknowledge, values, cancel) > 0)
                await session.ExecuteAsync(Done, values, cancel);
            return 0;
        },
        cancel);

    /// <summary>Moves the receiver's position, inside the unit of work that has applied the batch.</summary>
    /// <exception cref="Core.RefusalException">Somebody else has applied a batch meanwhile.</exception>
    public async Task AppliedAsync(BatchRow batch, CancellationToken cancel)
    {
        var values = new { channel = Ansi.Code(batch.Channel), number = batch.BatchNumber, hash = Ansi.Code(batch.Hash) };
        await session.ChangeOneAsync(Apply, values, cancel);
        await session.InsertAsync(ReplicationTables.Batch, batch, cancel);
    }

    /// <summary>Batches above the number never were: their lines wait again.</summary>
    public Task ForgetAfterAsync(Channel channel, Position position, CancellationToken cancel) => session.InTransactionAsync(
        async () =>
        {
            var values = new { channel = Ansi.Code(channel.ToString()), number = position.Number, hash = Ansi.Code(position.Hash) };
            await claims.ReleaseAsync(channel, position.Number, cancel);
            await session.ExecuteAsync(Forget, values, cancel);
            return await session.ExecuteAsync(GoBack, values, cancel);
        },
        cancel);

    /// <summary>Inside a unit of work: a batch of this sender that was taken back from its receiver.</summary>
    public async Task TakenBackAsync(BatchRow batch, CancellationToken cancel)
    {
        await session.InsertAsync(ReplicationTables.Batch, batch, cancel);
        await session.ExecuteAsync(
            GoBack, new { channel = Ansi.Code(batch.Channel), number = batch.BatchNumber, hash = Ansi.Code(batch.Hash) }, cancel);
    }

    /// <summary>
    /// The channel goes on from where its receiver is, whatever this center knew of it, with a snapshot of everything.
    /// </summary>
    public Task StartOverAsync(Channel channel, Position applied, CancellationToken cancel) => session.InTransactionAsync(
        async () =>
        {
            var values = new
            {
                channel = Ansi.Code(channel.ToString()), number = applied.Number, hash = Ansi.Code(applied.Hash),
                entity = Ansi.Code(ReplicaCatalogue.All[0].Name), after = ChannelRow.FromTheStart,
            };
            await claims.ReleaseAsync(channel, applied.Number, cancel);
            await session.ExecuteAsync(Forget, values, cancel);
            if (applied.Number > 0 && await session.ExecuteAsync(SetHash, values, cancel) == 0)
                await session.InsertAsync(ReplicationTables.Batch, Adopted(channel, applied), cancel);
            await session.ExecuteAsync(GoBack, values, cancel);
            return await session.ExecuteAsync(StartOver, values, cancel);
        },
        cancel);

    private BatchRow Adopted(Channel channel, Position position) => new()
    {
        Channel = channel.ToString(),
        BatchNumber = position.Number,
        Kind = BatchKind.Changes,
        Hash = position.Hash,
        CutAt = time.GetUtcNow(),
        DoneAt = time.GetUtcNow(),
    };

    private async Task<BatchRow?> CutSnapshotAsync(Channel channel, BatchRow row, int most, CancellationToken cancel)
    {
        var state = await ChannelAsync(channel, cancel);
        if (state.SnapshotEntity is not { } at)
            return null;
        var (name, after) = (at, state.SnapshotAfter);
        foreach (var entity in ReplicaCatalogue.All.SkipWhile(e => e.Name != name))
        {
            var keys = await KeysAsync(channel, entity, KeyRange.From(after), most, cancel);
            if (keys.Count > 0)
            {
                await MoveAsync(entity.Name, keys[^1]);
                return row with { Kind = BatchKind.Snapshot, SnapshotEntity = entity.Name, SnapshotAfter = after, SnapshotTo = keys[^1] };
            }

            after = ChannelRow.FromTheStart;
        }

        await MoveAsync(null, ChannelRow.FromTheStart);
        return null;

        Task MoveAsync(string? entity, long to) => session.ExecuteAsync(
            Snapshot, new { entity = Ansi.Code(entity), after = to, channel = Ansi.Code(channel.ToString()) }, cancel);
    }

    /// <summary>The keys that a range of a snapshot has.</summary>
    public Task<IReadOnlyList<long>> KeysAsync(
        Channel channel, ReplicatedEntity entity, KeyRange range, int most, CancellationToken cancel) =>
        channel.To == Channel.Nation
            ? reader.NextAsync(entity, channel.From, range, most, cancel)
            : reader.NextOfOthersAsync(entity, channel.To, range, most, cancel);
}
