using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Center.Api.Replication;

/// <summary>
/// 隔离区: what arrived and could not be applied. The rows themselves are people's and are shown on the center's own machine only
/// (<c>mp replication quarantine --show</c>).
/// </summary>
internal static class QuarantineApi
{
    private static readonly DateTimeOffset Night = new(2026, 9, 3, 18, 0, 0, TimeSpan.Zero);

    private static readonly Operation List = new("replication.quarantine", Permission.ViewReplication, "查询隔离区")
    {
        Description = "最早的在前；不含数据内容。",
        Response = Page<QuarantineLine>.Example(new QuarantineLine
        {
            Channel = "51-00", Entity = "student", EntityId = 510_000_000_004_567, EntityVersion = 3, BatchNumber = 812,
            Reason = QuarantineRow.ParentMissing, Detail = "school_class 510000000003211", FirstSeenAt = Night,
            LastTryAt = Night.AddMinutes(2), Tries = 4,
        }),
    };

    private static readonly Operation Retry = new("replication.retry_quarantine", Permission.SteerReplication, "立即重试隔离区的数据")
    {
        Description = "`count` 为不再等待的条数。恢复备份后的冲突（restored_conflict）不重试。",
        Response = new QuarantineCountContract(3),
    };

    private static readonly Operation Discard = new("replication.discard_quarantine", Permission.SteerReplication, "丢弃隔离区中一条数据")
    {
        Description = "丢弃后不能找回，请先在数据中心本机查看内容（mp replication quarantine --show）。`count` 为丢弃的条数。",
        Response = new QuarantineCountContract(1),
    };

    public static void MapQuarantine(this IEndpointRouteBuilder replication)
    {
        replication.MapSecured(HttpMethod.Get, "/quarantine", List, ListAsync);
        replication.MapSecured(HttpMethod.Post, "/quarantine/retry", Retry, RetryAsync);
        replication.MapSecured(HttpMethod.Post, "/quarantine/{entityId:long}/removal", Discard, DiscardAsync);
    }

    private static async Task<Page<QuarantineLine>> ListAsync(
        PageRequest page, QuarantineBooks quarantine, CancellationToken cancel)
    {
        var rows = await quarantine.ListAsync(page.After<QuarantineKey>() ?? QuarantineKey.First, page.Take, cancel);
        return Answer.Page(
            page, rows, line => new QuarantineKey(line.FirstSeenAt, line.EntityId, line.Channel, line.Entity), line => line);
    }

    private static async Task<QuarantineCountContract> RetryAsync(
        Caller caller, SteerQuarantine steer, CancellationToken cancel) =>
        new(await steer.RetryAsync(caller, cancel));

    private static async Task<QuarantineCountContract> DiscardAsync(
        long entityId, Caller caller, SteerQuarantine steer, CancellationToken cancel) => new(await steer.DiscardAsync(entityId, caller, cancel));
}

/// <param name="Count">Entries that are gone from the quarantine.</param>
public sealed record QuarantineCountContract(int Count);
