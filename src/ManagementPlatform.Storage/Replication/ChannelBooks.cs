using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>What a channel has carried.</summary>
public sealed record CarriedBatches
{
    public long RowCount { get; init; }
    public long SizeBytes { get; init; }

    /// <summary>The first of them was cut then; null when there are none.</summary>
    public DateTimeOffset? CutAt { get; init; }
}

/// <summary>How the channels of this center fare: whether they run, what failed, when they are tried again.</summary>
public sealed class ChannelBooks(DbSession session, TimeProvider time)
{
    private static readonly TimeSpan ContactPrecision = TimeSpan.FromSeconds(30);

    private static readonly Sql Find = ReplicationTables.Channel.Select("WHERE channel = @channel");

    private static readonly Sql Contacted = Sql.Portable(
        "UPDATE dbo.replication_channel SET failures = 0, next_try_at = NULL, error = NULL, last_contact_at = @now WHERE channel = @channel");

    private static readonly Sql Failed = Sql.Portable(
        "UPDATE dbo.replication_channel SET failures = @failures, next_try_at = @next, error = @error WHERE channel = @channel");

    private static readonly Sql Broken = Sql.Portable(
        "UPDATE dbo.replication_channel SET state = 'broken', failures = failures + 1, next_try_at = NULL, error = @error WHERE channel = @channel");

    private static readonly Sql Pause = Sql.Portable(
        "UPDATE dbo.replication_channel SET state = 'paused' WHERE channel = @channel AND state = 'active'");

    private static readonly Sql Resume = Sql.Portable(
        "UPDATE dbo.replication_channel SET state = 'active' WHERE channel = @channel AND state = 'paused'");

    private static readonly Sql Retry = Sql.Portable(
        "UPDATE dbo.replication_channel SET state = 'active', failures = 0, next_try_at = NULL WHERE channel = @channel AND state <> 'paused'");

    private static readonly Sql Held = Sql.Portable(
        "UPDATE dbo.replication_channel SET failures = 0, next_try_at = @next, error = @error, last_contact_at = @now WHERE channel = @channel");

    private static readonly Sql Restored = Sql.Portable(
        "UPDATE dbo.replication_channel SET state = 'recovering' WHERE state = 'active' AND channel LIKE '00-%'");

    private static readonly Sql InStep = Sql.Portable(
        "UPDATE dbo.replication_channel SET state = 'active' WHERE channel = @channel AND state = 'recovering'");

    private static readonly Sql Carried = Sql.Portable(
        """
        SELECT COALESCE(SUM(b.row_count), 0) AS row_count, COALESCE(SUM(b.size_bytes), 0) AS size_bytes, MIN(b.cut_at) AS cut_at FROM dbo.replication_batch AS b
        WHERE b.channel = @channel AND b.batch_number > @after AND b.batch_number <= @to
        """);

    // A province's own lines; the nation's were routed from others that are gone.
    private static readonly Sql Oldest = Sql.Portable(
        """
        SELECT MIN(c.logged_at) AS cut_at FROM dbo.change_log AS c WHERE c.batch_number > @after AND c.batch_number <= @to AND c.destination = @receiver
        """);

    /// <returns>Null when this center has no such channel.</returns>
    public Task<ChannelRow?> FindAsync(Channel channel, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<ChannelRow>(Find, Of(channel), cancel);

    /// <summary>The other center has answered. Written when it is news: after failures, or every half minute.</summary>
    public Task ContactedAsync(ChannelRow before, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var isNews = before.Failures > 0 || before.Error is not null || before.LastContactAt is not { } last
            || (now - last).Duration() > ContactPrecision;
        return isNews ? WriteAsync(Contacted, new { channel = Ansi.Code(before.Channel), now }, cancel) : Task.CompletedTask;
    }

    public Task FailedAsync(Channel channel, int failures, DateTimeOffset next, string error, CancellationToken cancel) =>
        WriteAsync(Failed, new { channel = Ansi.Code(channel.ToString()), failures, next, error = Cut(error) }, cancel);

    /// <summary>It is left alone until an operator has looked.</summary>
    public Task BrokenAsync(Channel channel, string error, CancellationToken cancel) =>
        WriteAsync(Broken, new { channel = Ansi.Code(channel.ToString()), error = Cut(error) }, cancel);

    /// <summary>The other center has answered that its operator has stopped the channel.</summary>
    public Task HeldAsync(Channel channel, DateTimeOffset next, string error, CancellationToken cancel) =>
        WriteAsync(
            Held, new { channel = Ansi.Code(channel.ToString()), next, error = Cut(error), now = time.GetUtcNow() }, cancel);

    /// <exception cref="ChannelBrokenException">An operator of this center has stopped it.</exception>
    public async Task<ChannelRow?> DemandRunningAsync(Channel channel, CancellationToken cancel)
    {
        var row = await FindAsync(channel, cancel);
        return row is { State: ChannelRow.Paused }
            ? throw new ChannelBrokenException(
                channel, ReceiptOutcome.Paused, $"通道 {channel} {ReceiptOutcome.Words(ReceiptOutcome.Paused)}。")
            : row;
    }

    /// <summary>
    /// This center, the nation, was restored from a backup: of no province is it known any more what it has had.
    /// </summary>
    /// <returns>How many channels have to be heard of.</returns>
    public Task<int> RestoredAsync(CancellationToken cancel) => WriteAsync(Restored, new { }, cancel);

    /// <summary>The province has been heard of: it has had nothing that is not known here.</summary>
    public Task InStepAsync(Channel channel, CancellationToken cancel) => WriteAsync(InStep, Of(channel), cancel);

    /// <returns>False when it does not run, or there is no such channel.</returns>
    public async Task<bool> PauseAsync(Channel channel, CancellationToken cancel) =>
        await WriteAsync(Pause, Of(channel), cancel) > 0;

    /// <returns>False when it was not paused, or there is no such channel.</returns>
    public async Task<bool> ResumeAsync(Channel channel, CancellationToken cancel) =>
        await WriteAsync(Resume, Of(channel), cancel) > 0;

    /// <summary>Tries at the next time whatever was wrong, a broken channel too.</summary>
    /// <returns>False when it is paused, or there is no such channel.</returns>
    public async Task<bool> RetryAsync(Channel channel, CancellationToken cancel) =>
        await WriteAsync(Retry, Of(channel), cancel) > 0;

    /// <summary>What the batches after one up to another carried.</summary>
    public async Task<CarriedBatches> CarriedAsync(Channel channel, long after, long to, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<CarriedBatches>(Carried, new { channel = Ansi.Code(channel.ToString()), after, to }, cancel) ?? new CarriedBatches();

    /// <summary>When the oldest change of those batches was written; null when they came from a snapshot.</summary>
    public async Task<DateTimeOffset?> OldestChangeAsync(Channel channel, long after, long to, CancellationToken cancel) =>
        (await session.FirstOrDefaultAsync<CarriedBatches>(Oldest, new { receiver = Ansi.Code(channel.To), after, to }, cancel))?.CutAt;

    // A transaction of its own, or part of the unit of work that runs.
    private Task<int> WriteAsync(Sql sql, object values, CancellationToken cancel) => session.InTransaction
        ? session.ExecuteAsync(sql, values, cancel)
        : session.InTransactionAsync(() => session.ExecuteAsync(sql, values, cancel), cancel);

    private static object Of(Channel channel) => new { channel = Ansi.Code(channel.ToString()) };

    private static string Cut(string error) => error.Length > 400 ? error[..400] : error;
}
