using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>At the nation after a restore: bundles of its own that a province hands back.</summary>
public sealed class ReturnedBundles(TakeInReturned takeIn, ICenterKeys keys, BundleFolder folder)
{
    /// <exception cref="BundleException">It is damaged, or was never this center's.</exception>
    /// <exception cref="ChannelBrokenException">It does not follow what is here.</exception>
    public async Task HandleAsync(Stream bytes, Channel own, long number, CancellationToken cancel)
    {
        var part = folder.PartOf(own, number);
        try
        {
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
                await bytes.CopyToAsync(file, cancel);
            BundleFile bundle;
            using (var reader = await BundleReader.OpenAsync(part, own.From, keys, cancel))
                bundle = reader.Bundle;
            if (bundle.Head.Channel != own || bundle.Head.Number != number)
                throw new ChannelBrokenException(
                    own, "wrong_batch", $"交还的是通道 {bundle.Head.Channel} 第{bundle.Head.Number}批，不是 {own} 第{number}批。");
            await takeIn.HandleAsync(bundle, cancel);
            File.Move(part, folder.PlaceOf(own, number), overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
