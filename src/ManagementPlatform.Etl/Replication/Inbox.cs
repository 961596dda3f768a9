using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>The receiver's end of a channel; see <see cref="IInbox"/>.</summary>
public sealed class Inbox(
    BatchBooks books, CommitBundle commit, MassChangeGuard guard, BundleFolder folder,
    ICenterKeys keys, CenterSchema schema) : IInbox
{
    public int Schema => schema.Number;

    public async Task<Position> AppliedAsync(Channel channel, CancellationToken cancel)
    {
        var row = await books.ChannelAsync(channel, cancel);
        return new Position(row.AppliedNumber, row.AppliedHash);
    }

    public async Task<string?> HashAsync(Channel channel, long number, CancellationToken cancel) =>
        (await books.BatchAsync(channel, number, cancel))?.Hash;

    public async Task ApplyAsync(IBundle bundle, CancellationToken cancel)
    {
        var (channel, number) = (bundle.Head.Channel, bundle.Head.Number);
        if (await books.ChannelAsync(channel, cancel) is { State: ChannelRow.Asking } asking)
            throw new MassChangeException(channel, number, asking.Error ?? "");
        var file = folder.Keep((BundleFile)bundle);
        using var reader = await BundleReader.OpenAsync(file.Path, channel.From, keys, cancel);
        try
        {
            await commit.HandleAsync(reader, "replication.apply", isReplay: false, bundle.FirstHad, books.AppliedAsync, cancel);
        }
        catch (MassChangeException change)
        {
            await guard.AskAsync(change, cancel);
            throw;
        }
    }
}
