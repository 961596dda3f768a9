using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Center.Api.Replication;

/// <summary>
/// 通道控制: what an operator does about a channel from afar. Keys and joining are left to the command line of the center's own
/// machine.
/// </summary>
internal static class SteerChannelApi
{
    private static readonly Operation Pause = new("replication.pause", Permission.SteerReplication, "暂停通道")
    {
        Description = "本端停止收发，直到恢复；国家级数据中心暂停的，省级每分钟询问一次，不计失败。由介质导入的数据包不受影响。",
    };

    private static readonly Operation Resume = new("replication.resume", Permission.SteerReplication, "恢复已暂停的通道");

    private static readonly Operation Retry = new("replication.retry", Permission.SteerReplication, "立即重试中断的通道")
    {
        Description = "不等下次重试时间。国家级数据中心对恢复中的下行通道使用，表示不再等待该省即继续赋码、核重。",
    };

    private static readonly Operation Approve = new("replication.approve", Permission.SteerReplication, "放行变更过多的批次")
    {
        Description = "通道状态为 asking 时，`number` 是等待确认的批次（已接收的下一批）。查明原因后再放行。",
    };

    private static readonly Operation Restored = new("replication.restored", Permission.SteerReplication, "国家级数据中心由备份恢复")
    {
        Description = "各省全部联系之前暂停赋码、核重。省级数据中心恢复后无须此操作。",
        Response = new RestoredContract(31),
    };

    public static void MapSteerChannel(this IEndpointRouteBuilder replication)
    {
        replication.MapSecured(HttpMethod.Post, "/channels/{channel}/pause", Pause, PauseAsync);
        replication.MapSecured(HttpMethod.Post, "/channels/{channel}/resumption", Resume, ResumeAsync);
        replication.MapSecured(HttpMethod.Post, "/channels/{channel}/retry", Retry, RetryAsync);
        replication.MapSecured(HttpMethod.Post, "/channels/{channel}/batches/{number:long}/approval", Approve, ApproveAsync);
        replication.MapSecured(HttpMethod.Post, "/restoration", Restored, RestoredAsync);
    }

    private static async Task<Done> PauseAsync(string channel, Caller caller, SteerChannel steer, CancellationToken cancel)
    {
        await steer.PauseAsync(Of(channel), caller, cancel);
        return Answer.Done();
    }

    private static async Task<Done> ResumeAsync(string channel, Caller caller, SteerChannel steer, CancellationToken cancel)
    {
        await steer.ResumeAsync(Of(channel), caller, cancel);
        return Answer.Done();
    }

    private static async Task<Done> RetryAsync(string channel, Caller caller, SteerChannel steer, CancellationToken cancel)
    {
        await steer.RetryAsync(Of(channel), caller, cancel);
        return Answer.Done();
    }

    private static async Task<Done> ApproveAsync(
        string channel, long number, Caller caller, MassChangeGuard guard, CancellationToken cancel)
    {
        await guard.ApproveAsync(Of(channel), number, caller, cancel);
        return Answer.Done();
    }

    private static async Task<RestoredContract> RestoredAsync(Caller caller, SteerChannel steer, CancellationToken cancel) =>
        new(await steer.RestoredAsync(caller, cancel));

    private static Channel Of(string text) => Channel.TryParse(text, out var channel) ? channel : throw Refused.NotFound("通道");
}

/// <param name="Provinces">How many have to be heard of.</param>
public sealed record RestoredContract(int Provinces);
