using System.Net;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Etl.Replication;

/// <summary>The line from a province to the nation: HTTPS, every request signed; see <see cref="ICenterLine"/>.</summary>
public sealed class HttpCenterLine(NationRequests nation, BundleFolder folder, ICenterKeys keys) : ICenterLine
{
    public Task<Receipt> SendAsync(IBundle bundle, CancellationToken cancel) => OnAsync(bundle.Head.Channel, async () =>
    {
        var place = $"/channels/{bundle.Head.Channel}/batches/{bundle.Head.Number}";
        using var answer = await nation.PutFileAsync(
            place + FirstHadText.Query(bundle), ((BundleFile)bundle).Path, cancel);
        return await ReceiptAsync(answer, cancel);
    });

    public Task<Receipt> AskAsync(Channel channel, CancellationToken cancel) => OnAsync(channel, async () =>
    {
        using var answer = await nation.GetAsync($"/channels/{channel}", cancel);
        return await ReceiptAsync(answer, cancel);
    });

    public Task<IBundle?> FetchAsync(Receipt soFar, CancellationToken cancel) => OnAsync<IBundle?>(soFar.Channel, async () =>
    {
        var (number, hash) = soFar.Applied;
        using var answer = await nation.GetAsync(
            $"/channels/{soFar.Channel}/next?number={number}" + (hash is null ? "" : "&hash=" + hash), cancel);
        return answer.StatusCode == HttpStatusCode.NoContent ? null
            : await KeepAsync(answer, soFar.Channel, number + 1, cancel) with { FirstHad = FirstHadText.Read(answer) };
    });

    public Task<IBundle?> FetchOwnAsync(Channel channel, long number, CancellationToken cancel) => OnAsync(channel, async () =>
    {
        try
        {
            using var answer = await nation.GetAsync($"/channels/{channel}/batches/{number}/file", cancel);
            return (IBundle?)await KeepAsync(answer, channel, number, cancel);
        }
        catch (CenterRefusedException refused) when (refused.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    // In its place once it is known to be the one that was asked for.
    private async Task<BundleFile> KeepAsync(HttpResponseMessage answer, Channel channel, long number, CancellationToken cancel)
    {
        var part = folder.PartOf(channel, number);
        try
        {
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
                await CenterHttp.CopyAsync(answer, file, cancel);
            var bundle = await VerifiedAsync(part, channel, cancel);
            if (bundle.Head.Channel != channel || bundle.Head.Number != number)
                throw new ChannelBrokenException(
                    channel, "wrong_batch", $"要的是通道 {channel} 第{number}批，得到的是 {bundle.Head.Channel} 第{bundle.Head.Number}批。");
            var place = folder.PlaceOf(channel, number);
            File.Move(part, place, overwrite: true);
            return bundle with { Path = place };
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<BundleFile> VerifiedAsync(string part, Channel channel, CancellationToken cancel)
    {
        try
        {
            return await ReadAsync();
        }
        catch (BundleException exception) when (exception.Code == "bundle_forged" && channel.From == Channel.Nation)
        {
            if (!await nation.LearnNationKeysAsync(cancel))
                throw;
            return await ReadAsync();
        }

        async Task<BundleFile> ReadAsync()
        {
            using var reader = await BundleReader.OpenAsync(part, channel.From, keys, cancel);
            return reader.Bundle;
        }
    }

    private static async Task<Receipt> ReceiptAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            return (await CenterHttp.ReadAsync<ReceiptMessage>(answer, cancel)).ToReceipt();
        }
        catch (FormatException exception)
        {
            throw new LineDownException("对方的答复无法识别。", exception);
        }
    }

    private static async Task<T> OnAsync<T>(Channel channel, Func<Task<T>> act)
    {
        try
        {
            return await CenterRefusedException.OnAsync(channel, act);
        }
        catch (BundleException damaged)
        {
            throw new ChannelBrokenException(channel, damaged.Code, damaged.Message);
        }
    }
}
