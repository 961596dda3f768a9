using ManagementPlatform.Core;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Disk;

/// <summary>
/// 导出数据包: what pushing does where there is no line. Everything that the receiver is not known to have goes into the folder:
/// batches that were made before, and new ones until nothing waits. What lies there already stays, so that a disk can be filled
/// in several goes.
/// </summary>
public sealed class ExportBundles(IOutbox outbox, BatchBooks books)
{
    /// <param name="most">How many new files at most.</param>
    /// <param name="isFirst">
    /// The operator says that nothing was ever sent on the channel. Over the line the nation is asked; a province that was
    /// restored to before its first batch would take what it has written for others in the lost time and since for covered by a
    /// first snapshot.
    /// </param>
    /// <returns>The files, whether they were written now or lay there.</returns>
    /// <exception cref="ChannelBrokenException">
    /// A bundle that the receiver has not is gone, or the channel is not open.
    /// </exception>
    /// <exception cref="RefusalException">
    /// Nothing was sent so far as this center knows, and nobody says that it is so.
    /// </exception>
    public async Task<IReadOnlyList<ExportedBundle>> HandleAsync(
        Channel channel, string folder, int most, bool isFirst, CancellationToken cancel)
    {
        var row = await books.ChannelAsync(channel, cancel);
        if (row.State == ChannelRow.Paused)
            throw new ChannelBrokenException(channel, "paused", $"通道 {channel} 已暂停，请先恢复。");
        if (row.IsNew && !isFirst)
            throw Refused.Conflict("never_sent", $"通道 {channel} 还没有发送过数据。如确属首次发送，请加 --first；如本中心由备份恢复，须先接通线路取回。");
        Directory.CreateDirectory(folder);
        var exported = new List<ExportedBundle>();
        var number = row.AcknowledgedNumber;
        while (exported.Count(file => file.IsNew) < most && await outbox.AfterAsync(channel, number, cancel) is BundleFile bundle)
        {
            exported.Add(Copy(bundle, folder));
            number = bundle.Head.Number;
        }

        return exported;
    }

    private static ExportedBundle Copy(BundleFile bundle, string folder)
    {
        var place = Path.Combine(folder, $"{bundle.Head.Channel}-{bundle.Head.Number:D12}.zip");
        var size = new FileInfo(bundle.Path).Length;
        if (File.Exists(place) && new FileInfo(place).Length == size)
            return new ExportedBundle(place, bundle.Head.Number, size, IsNew: false);
        var part = place + ".part";
        File.Copy(bundle.Path, part, overwrite: true);
        File.Move(part, place, overwrite: true);
        return new ExportedBundle(place, bundle.Head.Number, size, IsNew: true);
    }
}

/// <summary>A bundle in a folder.</summary>
/// <param name="IsNew">It was written now.</param>
public sealed record ExportedBundle(string Path, long Number, long Bytes, bool IsNew);
