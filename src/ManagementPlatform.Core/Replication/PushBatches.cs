namespace ManagementPlatform.Core.Replication;

/// <summary>
/// 上行推送: cuts batches and hands them over until nothing waits. Whatever it is stopped at, the next run goes on: every step looks
/// at the books again before it acts.
/// </summary>
/// <param name="ahead">
/// A second end of the same books, which makes the next batch while one is on its way; null makes them one after the other.
/// </param>
public sealed class PushBatches(IOutbox outbox, ICenterLine line, IOutbox? ahead = null)
{
    /// <param name="most">How many batches at most.</param>
    /// <returns>How many batches the receiver has more than before.</returns>
    /// <exception cref="LineDownException">The line is down.</exception>
    /// <exception cref="ChannelBrokenException">The two ends do not fit.</exception>
    public async Task<int> RunAsync(Channel channel, int most, CancellationToken cancel)
    {
        var receipt = await line.AskAsync(channel, cancel);
        for (var sent = 0; ; sent++)
        {
            var next = await outbox.NextAsync(receipt, cancel);
            if (next is null || sent == most)
                return sent;
            var making = ahead?.MakeAsync(channel, next.Head.Number + 1, cancel) ?? Task.CompletedTask;
            try
            {
                receipt = await line.SendAsync(next, cancel);
            }
            finally
            {
                await making;
            }

            if (receipt.IsRefusal && receipt.Outcome != ReceiptOutcome.Forked)
                throw new ChannelBrokenException(
                    channel, receipt.Outcome, $"对方拒收第{next.Head.Number}批：{ReceiptOutcome.Words(receipt.Outcome)}。");
        }
    }
}

/// <summary>
/// The one way from where a receiver is to the next bundle for it; pushing, serving a pull and writing to a disk all go it.
/// </summary>
public static class NextBundle
{
    /// <returns>Null when the receiver has everything.</returns>
    /// <exception cref="ChannelBrokenException">The two ends do not fit.</exception>
    public static async Task<IBundle?> NextAsync(this IOutbox outbox, Receipt receipt, CancellationToken cancel)
    {
        await outbox.CompareAsync(receipt, cancel);
        return await outbox.AfterAsync(receipt.Channel, receipt.Applied.Number, cancel);
    }

    /// <summary>The bundle after the one of this number, whether or not that one is known to have arrived.</summary>
    /// <returns>Null when nothing waits.</returns>
    /// <exception cref="ChannelBrokenException">It is gone.</exception>
    public static async Task<IBundle?> AfterAsync(this IOutbox outbox, Channel channel, long number, CancellationToken cancel)
    {
        if (await outbox.MakeAsync(channel, number + 1, cancel) is not { } batch)
            return null;
        return await outbox.OpenAsync(batch, cancel)
            ?? throw new ChannelBrokenException(channel, "bundles_gone", $"第{batch.Number}批的数据包已不在，须重新全量同步。");
    }

    /// <summary>Notes in the sender's books where the receiver is.</summary>
    /// <exception cref="ChannelBrokenException">The two ends do not fit.</exception>
    public static async Task CompareAsync(this IOutbox outbox, Receipt receipt, CancellationToken cancel)
    {
        var (channel, applied) = (receipt.Channel, receipt.Applied);
        var (acknowledged, last) = await outbox.PositionsAsync(channel, cancel);
        var own = applied.Number == 0 ? null : await outbox.HashAsync(channel, applied.Number, cancel);
        switch (SenderRules.Judge(acknowledged, last, applied, own))
        {
            case SenderView.SenderRestored:
                throw new ChannelBrokenException(
                    channel, "sender_restored", $"对方已有第{applied.Number}批，本中心只到第{last.Number}批或内容不同：本中心可能由旧备份恢复，须先取回。");
            case SenderView.Unknown:
                throw new ChannelBrokenException(channel, "bundles_gone", $"对方停在第{applied.Number}批，其后的数据包已清理，须重新全量同步。");
            case SenderView.InStep:
                await outbox.AcknowledgeAsync(channel, applied, cancel);
                break;
        }
    }

    /// <summary>The batch of this number with its bundle made; null when nothing waits.</summary>
    internal static async Task<SentBatch?> MakeAsync(this IOutbox outbox, Channel channel, long number, CancellationToken cancel)
    {
        var batch = await outbox.FindAsync(channel, number, cancel) ?? await outbox.CutAsync(channel, cancel);

        // Somebody else has cut the wanted one between the two.
        if (batch is not null && batch.Number != number)
            batch = await outbox.FindAsync(channel, number, cancel);
        return batch is { Head: null } ? await outbox.BuildAsync(batch, cancel) : batch;
    }
}
