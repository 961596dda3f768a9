namespace ManagementPlatform.Core.Replication;

/// <summary>What a recovery has done.</summary>
/// <param name="Batches">Batches that were taken back, or handed back.</param>
/// <param name="StartedOver">Bundles were gone: everything is sent again, and a reconciliation has to follow.</param>
public sealed record Recovery(int Batches, bool StartedOver);

/// <summary>
/// 通道恢复: brings the two ends of a channel in step after one of them was restored from a backup. Runs at the province, for both
/// directions; when it is stopped in between, the next run goes on.
/// </summary>
public sealed class RecoverChannel(IOutbox outbox, IStartOver books, IInbox inbox, ICenterLine line, IRecoveryLine recovery)
{
    public const string SenderRestored = "sender_restored", BundlesGone = "bundles_gone";

    /// <param name="channel">One of this province's two.</param>
    /// <param name="code">
    /// Of the <see cref="ChannelBrokenException"/>: <see cref="SenderRestored"/> or <see cref="BundlesGone"/>.
    /// </param>
    /// <exception cref="LineDownException">The line is down; the next run goes on.</exception>
    /// <exception cref="ChannelBrokenException">Another kind of break: somebody has to look.</exception>
    public async Task<Recovery> HandleAsync(Channel channel, string code, CancellationToken cancel)
    {
        if (code is not (SenderRestored or BundlesGone))
            throw new ChannelBrokenException(channel, code, $"通道 {channel} 的问题（{code}）不能自动恢复。");
        var isUp = channel.To == Channel.Nation;
        try
        {
            if (code == SenderRestored)
                return new Recovery(
                    isUp ? await TakeBackAsync(channel, cancel) : await GiveBackAsync(channel, cancel), StartedOver: false);
        }
        catch (ChannelBrokenException broken) when (broken.Code == BundlesGone)
        {
            // What is not kept anywhere is found by comparison after everything was sent again.
        }

        if (isUp)
            await books.StartOverAsync(channel, (await line.AskAsync(channel, cancel)).Applied, cancel);
        else
            await recovery.StartOverAsync(channel, await inbox.AppliedAsync(channel, cancel), cancel);
        return new Recovery(0, StartedOver: true);
    }

    private Task<int> TakeBackAsync(Channel up, CancellationToken cancel) =>
        new TakeBackBatches(outbox, line).RunAsync(up, cancel);

    private async Task<int> GiveBackAsync(Channel down, CancellationToken cancel)
    {
        var applied = await inbox.AppliedAsync(down, cancel);
        var known = await recovery.AcknowledgedAsync(down, cancel);
        for (var number = known.Number + 1; number <= applied.Number; number++)
        {
            var kept = await outbox.KeptAsync(down, number, cancel)
                ?? throw new ChannelBrokenException(down, BundlesGone, $"本中心已清理第{number}批，无法交还国家中心。");
            await recovery.GiveBackAsync(kept, cancel);
        }

        return (int)Math.Max(0, applied.Number - known.Number);
    }
}

/// <summary>At the nation: a batch of its own that a province hands back.</summary>
public sealed class TakeInReturned(IOutbox outbox)
{
    /// <exception cref="ChannelBrokenException">It does not follow what is here.</exception>
    public async Task HandleAsync(IBundle own, CancellationToken cancel)
    {
        var (channel, number) = (own.Head.Channel, own.Head.Number);
        if (await outbox.HashAsync(channel, number, cancel) == own.Head.Hash)
        {
            await outbox.AcknowledgeAsync(channel, own.Head.Position, cancel);
            return;
        }

        var before = number == 1 ? null : await outbox.HashAsync(channel, number - 1, cancel);
        if (before != own.Head.Previous)
            throw new ChannelBrokenException(channel, ReceiptOutcome.Gap, $"交还的第{number}批与本中心已有的批次不衔接。");
        await outbox.ForgetAfterAsync(channel, number - 1, cancel);
        await outbox.TakeBackAsync(own, cancel);
    }
}

/// <summary>Bundles that lie at an end of a channel, whether it sent them or received them.</summary>
public static class KeptBundle
{
    /// <returns>Null when it is gone.</returns>
    public static async Task<IBundle?> KeptAsync(this IOutbox outbox, Channel channel, long number, CancellationToken cancel) =>
        await outbox.FindAsync(channel, number, cancel) is { Head: not null } batch
            ? await outbox.OpenAsync(batch, cancel) : null;
}
