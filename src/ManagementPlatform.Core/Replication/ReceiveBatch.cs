namespace ManagementPlatform.Core.Replication;

/// <summary>接收: what a center does with a bundle, whichever way it came.</summary>
public sealed class ReceiveBatch(IInbox inbox)
{
    /// <param name="channel">The channel that it came by.</param>
    public async Task<Receipt> HandleAsync(IBundle bundle, Channel channel, CancellationToken cancel)
    {
        var head = bundle.Head;
        var applied = await inbox.AppliedAsync(channel, cancel);
        var known = head.Number < applied.Number ? await inbox.HashAsync(channel, head.Number, cancel) : null;
        var outcome = ReceiverRules.Judge(head, channel, applied, known, inbox.Schema);
        if (outcome != ReceiptOutcome.Applied)
            return new Receipt(channel, applied, outcome);
        try
        {
            await inbox.ApplyAsync(bundle, cancel);
            return new Receipt(channel, head.Position, outcome);
        }
        catch (MassChangeException)
        {
            return new Receipt(channel, applied, ReceiptOutcome.Asking);
        }
    }

    public async Task<Receipt> WhereAsync(Channel channel, CancellationToken cancel) =>
        new(channel, await inbox.AppliedAsync(channel, cancel), ReceiptOutcome.Repeated);
}

/// <summary>
/// 下行拉取: fetches and applies what the nation has for this province until nothing is left. First it looks whether the other
/// direction is in step: a center that was restored from a backup takes back what it had sent before it lets newer rows in, or
/// what it has written since could not be told from what it had sent.
/// </summary>
public sealed class PullBatches(ReceiveBatch receive, IOutbox outbox, ICenterLine line)
{
    /// <returns>How many batches were applied.</returns>
    /// <exception cref="LineDownException">The line is down.</exception>
    /// <exception cref="ChannelBrokenException">The two ends do not fit.</exception>
    public async Task<int> RunAsync(Channel channel, int most, CancellationToken cancel)
    {
        await outbox.CompareAsync(await line.AskAsync(channel.Back, cancel), cancel);
        var receipt = await receive.WhereAsync(channel, cancel);
        for (var applied = 0; applied < most; applied++)
        {
            if (await line.FetchAsync(receipt, cancel) is not { } bundle)
                return applied;
            receipt = await receive.HandleAsync(bundle, channel, cancel);
            if (receipt.IsRefusal)
                throw new ChannelBrokenException(
                    channel, receipt.Outcome, $"第{bundle.Head.Number}批不能接收：{ReceiptOutcome.Words(receipt.Outcome)}。");
        }

        return most;
    }
}
