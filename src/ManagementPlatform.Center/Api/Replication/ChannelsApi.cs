using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Etl.Replication.Centers;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Center.Api.Replication;

internal static class ReceiveBatchApi
{
    /// <summary>The largest bundle that is taken, bytes.</summary>
    public const long Largest = 4L << 30;

    private static readonly Operation Operation = Operation.ForCenters("replication.receive_batch", "接收一批数据") with
    {
        Description = "内容为数据包（zip）。损坏、伪造、通道不符或程序版本不符的整包拒收；通道已暂停时不受理（paused）；重复的一批得到同样的答复。"
            + "`firstHad` 为国家级数据中心首次接收该批的时间，由旧备份恢复后重发时填写。",
        Accepts = ["application/zip"],
        MaxBody = Largest,
        Response = ReadChannelApi.Example,
    };

    public static void MapReceiveBatch(this IEndpointRouteBuilder replication) =>
        replication.MapSecured(HttpMethod.Put, "/channels/{channel}/batches/{number:long}", Operation, ReceiveAsync);

    private static async Task<ReceiptMessage> ReceiveAsync(
        string channel, long number, DateTimeOffset? firstHad, CallingCenter calling, HttpRequest request, ChannelBooks books,
        TakeInBundle takeIn, CancellationToken cancel)
    {
        var own = calling.Demand(channel, sends: true);
        await books.DemandRunningAsync(own, cancel);
        return ReceiptMessage.Of(await takeIn.HandleAsync(request.Body, own, number, firstHad, cancel));
    }
}

internal static class ReadChannelApi
{
    public static readonly ReceiptMessage Example = new("51-00", 128, "9f2c4e…", ReceiptOutcome.Applied);

    private static readonly Operation Operation = Operation.ForCenters("replication.read_channel", "国家级数据中心已接收到哪一批") with { Response = Example };

    public static void MapReadChannel(this IEndpointRouteBuilder replication) =>
        replication.MapSecured(HttpMethod.Get, "/channels/{channel}", Operation, ReadAsync);

    private static async Task<ReceiptMessage> ReadAsync(
        string channel, CallingCenter calling, ReceiveBatch receive, CancellationToken cancel) =>
        ReceiptMessage.Of(await receive.WhereAsync(calling.Demand(channel, sends: true), cancel));
}

internal static class NextBatchApi
{
    private static readonly Operation Operation = Operation.ForCenters("replication.next_batch", "领取发给本中心的下一批数据") with
    {
        Description = "`number`、`hash` 为已接收的最后一批及其散列；没有新数据时答复 204；通道已暂停时不受理（paused）。"
            + $"本中心由旧备份恢复后再次领取的，`{FirstHadText.Header}` 为首次接收的时间。",
        Produces = ["application/zip"],
    };

    public static void MapNextBatch(this IEndpointRouteBuilder replication) =>
        replication.MapSecured(HttpMethod.Get, "/channels/{channel}/next", Operation, NextAsync);

    private static async Task<IResult> NextAsync(
        string channel, long number, string? hash, CallingCenter calling, NextForProvince next, HttpResponse response,
        CancellationToken cancel)
    {
        var receipt = new Receipt(calling.Demand(channel, sends: false), new Position(number, hash), ReceiptOutcome.Applied);
        if (await next.HandleAsync(receipt, cancel) is not BundleFile bundle)
            return Results.NoContent();
        if (bundle.FirstHad is { } at)
            response.Headers[FirstHadText.Header] = FirstHadText.Of(at);
        return BundleAnswer.Of(bundle.Path);
    }
}

internal static class OwnBatchApi
{
    private static readonly Operation Operation = Operation.ForCenters("replication.own_batch", "取回本中心发送过的一批数据") with
    {
        Description = "本中心由旧备份恢复后，据此取回国家级数据中心已接收的数据。",
        Produces = ["application/zip"],
    };

    public static void MapOwnBatch(this IEndpointRouteBuilder replication) =>
        replication.MapSecured(HttpMethod.Get, "/channels/{channel}/batches/{number:long}/file", Operation, Read);

    private static IResult Read(string channel, long number, CallingCenter calling, BundleFolder folder)
    {
        var path = folder.PlaceOf(calling.Demand(channel, sends: true), number);
        return File.Exists(path) ? BundleAnswer.Of(path) : throw Refused.NotFound("数据包");
    }
}

internal static class BundleAnswer
{
    public static IResult Of(string path) =>
        Results.Stream(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true), "application/zip");
}
