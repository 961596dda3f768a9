using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>接收数据包: a bundle that has come to this center by whatever way, over the line or on a disk.</summary>
public sealed class TakeInBundle(ReceiveBatch receive, ICenterKeys keys, IInbox inbox, BundleFolder folder, ICurrentCenter center)
{
    /// <summary>Takes a bundle whose bytes are still coming.</summary>
    /// <param name="channel">The channel that the sender uses; it is his.</param>
    /// <param name="firstHad"><see cref="IBundle.FirstHad"/>.</param>
    /// <inheritdoc cref="HandleAsync(string, Channel, long?, CancellationToken)"/>
    public async Task<Receipt> HandleAsync(
        Stream bytes, Channel channel, long number, DateTimeOffset? firstHad, CancellationToken cancel)
    {
        var part = folder.PartOf(channel, number);
        try
        {
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
                await bytes.CopyToAsync(file, cancel);
            return await HandleAsync(part, channel, number, firstHad, cancel);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <returns>Where this center is on the channel now.</returns>
    /// <exception cref="BundleException">It is damaged or forged.</exception>
    /// <exception cref="ChannelBrokenException">It is not for this center, or of a program that does not fit.</exception>
    public Task<Receipt> HandleAsync(string path, Channel channel, long? number, CancellationToken cancel) =>
        HandleAsync(path, channel, number, firstHad: null, cancel);

    private async Task<Receipt> HandleAsync(
        string path, Channel channel, long? number, DateTimeOffset? firstHad, CancellationToken cancel)
    {
        BundleFile bundle;
        using (var reader = await BundleReader.OpenAsync(path, channel.From, keys, cancel))
            bundle = reader.Bundle with { FirstHad = firstHad };
        if (channel.To != (await center.GetAsync(cancel)).CenterCode)
            throw new ChannelBrokenException(channel, ReceiptOutcome.WrongChannel, $"数据包的接收方是 {channel.To}，不是本中心。");
        if (number is { } wanted && bundle.Head.Number != wanted)
            throw new ChannelBrokenException(channel, "wrong_batch", $"数据包是第{bundle.Head.Number}批，不是第{wanted}批。");
        var receipt = await receive.HandleAsync(bundle, channel, cancel);
        return receipt.Outcome is ReceiptOutcome.WrongChannel or ReceiptOutcome.NewerSchema or ReceiptOutcome.OlderSchema
            ? throw new ChannelBrokenException(channel, receipt.Outcome, ReceiptText.Of(receipt, bundle.Head, inbox.Schema))
            : receipt;
    }

    /// <summary>The channel that a bundle says it belongs to, which proves nothing yet.</summary>
    /// <exception cref="BundleException">It is no bundle.</exception>
    public static async Task<(Channel Channel, long Number)> ClaimedAsync(string path, CancellationToken cancel)
    {
        var claimed = (await BundleReader.PeekAsync(path, cancel)).Head;
        return (claimed.Channel, claimed.Number);
    }
}
