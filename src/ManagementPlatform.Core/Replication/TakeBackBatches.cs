namespace ManagementPlatform.Core.Replication;

/// <summary>
/// 恢复取回: a sender that was restored from an old backup takes back what its receiver has of it, before it sends again. Where the two last
/// agreed is the batch that the backup knew to be acknowledged.
/// </summary>
public sealed class TakeBackBatches(IOutbox outbox, ICenterLine line)
{
    /// <returns>How many batches were taken back.</returns>
    /// <exception cref="LineDownException">The line is down; the next run goes on.</exception>
    /// <exception cref="ChannelBrokenException">The receiver does not keep them any more.</exception>
    public async Task<int> RunAsync(Channel channel, CancellationToken cancel)
    {
        var applied = (await line.AskAsync(channel, cancel)).Applied;
        var (acknowledged, _) = await outbox.PositionsAsync(channel, cancel);
        await outbox.ForgetAfterAsync(channel, acknowledged.Number, cancel);
        for (var number = acknowledged.Number + 1; number <= applied.Number; number++)
        {
            var own = await line.FetchOwnAsync(channel, number, cancel)
                ?? throw new ChannelBrokenException(channel, "bundles_gone", $"对方已清理第{number}批，须以核对方式取回。");
            await outbox.TakeBackAsync(own, cancel);
        }

        return (int)(applied.Number - acknowledged.Number);
    }
}
