using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>A batch whose bundle is no longer needed.</summary>
public sealed record OldBatch(Channel Channel, long Number);

/// <summary>
/// 清理: what of the change log and the books of batches has served. Lines go when their batch was acknowledged and the retention
/// is over; batches too, except the last of each channel, which the next one follows. A center without channels keeps no line for
/// longer than the retention: whoever joins it begins with a snapshot.
/// </summary>
public sealed class PurgeReplication(DbSession session, BatchBooks books)
{
    private const int AtOnce = 10_000;

    private static readonly Sql Last = Sql.Portable(
        """
        SELECT COALESCE(MAX(b.batch_number), 0) FROM dbo.replication_batch AS b
        WHERE b.channel = @channel AND b.batch_number < @settled AND b.done_at < @before
        """);

    private static readonly Sql Old = Sql.Portable(
        "SELECT b.batch_number FROM dbo.replication_batch AS b WHERE b.channel = @channel AND b.batch_number <= @upTo ORDER BY b.batch_number");

    private static readonly Sql ForgetBatches = Sql.Portable(
        "DELETE FROM dbo.replication_batch WHERE channel = @channel AND batch_number <= @upTo");

    private static readonly Sql ForgetLines = Sql.Portable(
        """
        DELETE FROM dbo.change_log WHERE change_id IN
            (SELECT c.change_id FROM dbo.change_log AS c WHERE c.batch_number <= @upTo AND c.destination = @receiver
             ORDER BY c.batch_number, c.change_id {limit @count})
        """);

    private static readonly Sql ForgetUnsent = Sql.Portable(
        """
        DELETE FROM dbo.change_log WHERE change_id IN
            (SELECT c.change_id FROM dbo.change_log AS c WHERE c.batch_number IS NULL AND c.logged_at < @before ORDER BY c.change_id {limit @count})
        """);

    /// <summary>Batches whose bundles can be deleted now, with the lines that went into them.</summary>
    public async Task<IReadOnlyList<OldBatch>> OldBatchesAsync(string here, DateTimeOffset before, CancellationToken cancel)
    {
        var old = new List<OldBatch>();
        foreach (var row in await books.ChannelsAsync(cancel))
        {
            if (!Channel.TryParse(row.Channel, out var channel))
                continue;
            var settled = channel.From == here ? row.AcknowledgedNumber : row.AppliedNumber;
            var name = Ansi.Code(row.Channel);
            var upTo = await session.FirstOrDefaultAsync<long>(Last, new { channel = name, settled, before }, cancel);
            old.AddRange((await session.QueryAsync<long>(Old, new { channel = name, upTo }, cancel)).Select(number => new OldBatch(channel, number)));
        }

        return old;
    }

    /// <summary>Forgets batches, whose bundles have been deleted, and their lines.</summary>
    /// <returns>How many lines of the change log went.</returns>
    public async Task<long> ForgetAsync(string here, IReadOnlyList<OldBatch> batches, CancellationToken cancel)
    {
        long lines = 0;
        foreach (var group in batches.GroupBy(batch => batch.Channel))
        {
            var values = new { channel = Ansi.Code(group.Key.ToString()), receiver = Ansi.Code(group.Key.To), upTo = group.Max(b => b.Number), count = AtOnce };
            if (group.Key.From == here)
                lines += await DeleteAsync(ForgetLines, values, cancel);
            await session.InTransactionAsync(() => session.ExecuteAsync(ForgetBatches, values, cancel), cancel);
        }

        return lines;
    }

    /// <summary>Where nobody is sent anything: lines that are older than the retention.</summary>
    /// <returns>How many went; none where there are channels.</returns>
    public async Task<long> ForgetUnsentAsync(DateTimeOffset before, CancellationToken cancel) =>
        (await books.ChannelsAsync(cancel)).Count > 0
            ? 0 : await DeleteAsync(ForgetUnsent, new { before, count = AtOnce }, cancel);

    private async Task<long> DeleteAsync(Sql sql, object values, CancellationToken cancel)
    {
        for (long total = 0; ;)
        {
            var deleted = await session.InTransactionAsync(() => session.ExecuteAsync(sql, values, cancel), cancel);
            total += deleted;
            if (deleted < AtOnce)
                return total;
        }
    }
}
