using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Center.Api.Replication;

/// <summary>What a province does for a nation that was restored from a backup.</summary>
internal static class RecoveryApi
{
    private static readonly PositionMessage Example = new(128, "9f2c4e…");

    private static readonly Operation Read = Operation.ForCenters("replication.read_acknowledged", "国家级数据中心所知的、本中心已接收到哪一批")
        with { Response = Example };

    private static readonly Operation Return = Operation.ForCenters("replication.return_batch", "交还国家级数据中心发送过的一批数据") with
    {
        Description = "国家级数据中心由旧备份恢复后，由各省按批号依次交还；同一批重复交还没有影响。",
        Accepts = ["application/zip"],
        MaxBody = ReceiveBatchApi.Largest,
    };

    private static readonly Operation StartOver = Operation.ForCenters("replication.start_over", "请国家级数据中心重新全量发送") with
    {
        Description = "两端之间的数据包已清理、无法逐批衔接时使用；`number`、`hash` 为本中心已接收的最后一批。",
        Request = Example,
    };

    public static void MapRecovery(this IEndpointRouteBuilder replication)
    {
        replication.MapSecured(HttpMethod.Get, "/channels/{channel}/acknowledged", Read, ReadAsync);
        replication.MapSecured(HttpMethod.Put, "/channels/{channel}/batches/{number:long}/returned", Return, ReturnAsync);
        replication.MapSecured(HttpMethod.Post, "/channels/{channel}/snapshot", StartOver, StartOverAsync);
    }

    private static async Task<PositionMessage> ReadAsync(
        string channel, CallingCenter calling, IOutbox outbox, CancellationToken cancel)
    {
        var (acknowledged, _) = await outbox.PositionsAsync(calling.Demand(channel, sends: false), cancel);
        return new PositionMessage(acknowledged.Number, acknowledged.Hash);
    }

    private static async Task<Done> ReturnAsync(
        string channel, long number, CallingCenter calling, HttpRequest request,
        ReturnedBundles returned, CancellationToken cancel)
    {
        await returned.HandleAsync(request.Body, calling.Demand(channel, sends: false), number, cancel);
        return Answer.Done();
    }

    private static async Task<Done> StartOverAsync(
        string channel, PositionMessage applied, CallingCenter calling, IStartOver books, CancellationToken cancel)
    {
        await books.StartOverAsync(calling.Demand(channel, sends: false), new Position(applied.Number, applied.Hash), cancel);
        return Answer.Done();
    }
}
