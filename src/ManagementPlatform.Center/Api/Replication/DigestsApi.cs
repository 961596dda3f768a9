using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Center.Api.Replication;

/// <summary>What a province asks when it compares itself with the nation (核对).</summary>
internal static class DigestsApi
{
    /// <summary>Orders for all pupils of a large province that are in the buckets asked for at once.</summary>
    private const long LongestOrders = 64 * 1024 * 1024;

    private static readonly DigestScope Scope = new("student", "51", Up: true);

    private static readonly DigestQuestion Question = new(Scope, 18);

    private static readonly Operation Buckets = Operation.ForCenters("replication.digest_buckets", "各分组的校验值")
        with { Request = Question, Response = new BucketsMessage([new BucketDigest(7, 912, "00a1…")]), OnlyReads = true };

    private static readonly Operation Aggregates = Operation.ForCenters("replication.digest_aggregates", "一些分组中各记录的校验值") with
    {
        Request = new AggregatesQuestion(Question, [7]),
        Response = new AggregatesMessage([new AggregateDigest(510_000_000_000_123, 4, "00a1…", OnItsWay: false)]),
        OnlyReads = true,
    };

    private static readonly Operation Repairs = Operation.ForCenters("replication.resend", "请国家级数据中心重新发送有差异的记录") with
    {
        Request = new RepairsMessage(Scope with { Up = false }, [new RepairOrder(510_000_000_000_123, 4)]),
        MaxBody = LongestOrders,
    };

    public static void MapDigests(this IEndpointRouteBuilder replication)
    {
        var digests = replication.MapGroup("/digests");
        digests.MapSecured(HttpMethod.Post, "/buckets", Buckets, BucketsAsync);
        digests.MapSecured(HttpMethod.Post, "/aggregates", Aggregates, AggregatesAsync);
        digests.MapSecured(HttpMethod.Post, "/repairs", Repairs, ResendAsync);
    }

    private static async Task<BucketsMessage> BucketsAsync(
        DigestQuestion question, CallingCenter calling, AnswerDigests answer, CancellationToken cancel)
    {
        DemandOwn(question.Scope, calling);
        return new BucketsMessage(await answer.BucketsAsync(question, cancel));
    }

    private static async Task<AggregatesMessage> AggregatesAsync(
        AggregatesQuestion asked, CallingCenter calling, AnswerDigests answer, CancellationToken cancel)
    {
        DemandOwn(asked.Question.Scope, calling);
        if (asked.Buckets.Count > DigestQuestion.BucketsAtOnce)
            throw Refused.Invalid("too_many_buckets", $"一次最多 {DigestQuestion.BucketsAtOnce} 个分组。", "buckets");
        return new AggregatesMessage(await answer.AggregatesAsync(asked.Question, asked.Buckets, cancel));
    }

    private static async Task<Done> ResendAsync(
        RepairsMessage repairs, CallingCenter calling, AnswerDigests answer, CancellationToken cancel)
    {
        DemandOwn(repairs.Scope, calling);
        await answer.ResendAsync(repairs.Scope, repairs.Orders, cancel);
        return Answer.Done();
    }

    private static void DemandOwn(DigestScope scope, CallingCenter calling)
    {
        if (scope.Province != calling.Code)
            throw Refused.Forbidden("foreign_channel", $"{scope.Province} 的数据不由贵中心（{calling.Code}）核对。");
    }
}
