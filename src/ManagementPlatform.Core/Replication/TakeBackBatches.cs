namespace ManagementPlatform.Core.Replication;

/// <summary>
/// 恢复取回: a sender that was restored from an old backup takes back what its receiver has of it, before it sends again. Batches
/// that the backup knows with the same hash are only acknowledged; from the first that differs on, its own never were.
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
        var taken = 0;
        for (var number = acknowledged.Number + 1; number <= applied.Number; number++)
        {
            var own = await line.FetchOwnAsync(channel, number, cancel)
                ?? throw new ChannelBrokenException(channel, "bundles_gone", $"对方已清理第{number}批，须以核对方式取回。");
            if (taken == 0 && await outbox.HashAsync(channel, number, cancel) == own.Head.Hash)
            {
                await outbox.AcknowledgeAsync(channel, own.Head.Position, cancel);
                continue;
            }

            if (taken++ == 0)
                await outbox.ForgetAfterAsync(channel, number - 1, cancel);
            await outbox.TakeBackAsync(own, cancel);
        }

        return taken;
    }
}
