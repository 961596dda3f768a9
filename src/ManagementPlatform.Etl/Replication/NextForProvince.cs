using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// The nation's answer to a province that pulls. What the province says that it has tells whether the nation was restored from a
/// backup; then nothing is issued until every province has been heard of (<see cref="ChannelRow.Recovering"/>).
/// </summary>
public sealed class NextForProvince(IOutbox outbox, ChannelBooks books)
{
    /// <param name="soFar">What the province has.</param>
    /// <returns>Null when it has everything.</returns>
    /// <exception cref="ChannelBrokenException">The two ends do not fit, or an operator has stopped the channel.</exception>
    public async Task<IBundle?> HandleAsync(Receipt soFar, CancellationToken cancel)
    {
        var channel = await books.DemandRunningAsync(soFar.Channel, cancel);
        try
        {
            await outbox.CompareAsync(soFar, cancel);
        }
        catch (ChannelBrokenException broken) when (broken.Code == RecoverChannel.SenderRestored)
        {
            await books.RestoredAsync(cancel);
            throw;
        }

        if (channel is { State: ChannelRow.Recovering })
            await books.InStepAsync(soFar.Channel, cancel);
        return await outbox.AfterAsync(soFar.Channel, soFar.Applied.Number, cancel);
    }
}
