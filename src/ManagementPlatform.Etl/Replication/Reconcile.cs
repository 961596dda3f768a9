using System.Text.Json;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// 核对: a province compares what it has with the nation, in both directions, by digests; only of buckets that differ the
/// aggregates are looked at, and only what differs is sent again.
/// </summary>
public sealed class Reconcile(
    DigestReader digests, IDigestLine line, ResendLines resend, ReconcileReports reports, ICurrentCenter center,
    CenterSchema schema, IIdentifiers identifiers, TimeProvider time)
{
    /// <returns>What was found; it is stored too.</returns>
    /// <exception cref="LineDownException">The nation cannot be reached.</exception>
    public async Task<ReconcileReport> HandleAsync(CancellationToken cancel)
    {
        var province = (await center.GetAsync(cancel)).CenterCode;
        var started = time.GetUtcNow();
        var lines = new List<ReconcileLine>();
        foreach (var entity in ReplicaCatalogue.All)
        {
            foreach (var up in (bool[])[true, false])
            {
                if (DigestReader.Compares(entity, up))
                    lines.Add(await CompareAsync(new DigestQuestion(new DigestScope(entity.Name, province, up), schema.Number), cancel));
            }
        }

        var report = new ReconcileReport(province, started, time.GetUtcNow(), lines);
        await reports.KeepAsync(RowOf(report, await identifiers.ReserveAsync(1, cancel)), cancel);
        return report;
    }

    private async Task<ReconcileLine> CompareAsync(DigestQuestion question, CancellationToken cancel)
    {
        var scope = question.Scope;
        var here = await digests.BucketsAsync(scope, cancel);
        var there = await line.BucketsAsync(question, cancel);
        var (home, copy) = scope.Up ? (here, there) : (there, here);
        var result = new ReconcileLine(
            scope.Entity, scope.Up, home.Sum(b => b.Aggregates), copy.Sum(b => b.Aggregates), 0, 0, 0, 0);
        foreach (var buckets in home.Except(copy).Concat(copy.Except(home)).Select(b => b.Bucket).Distinct().Chunk(DigestQuestion.BucketsAtOnce))
            result = await LookIntoAsync(question, buckets, result, cancel);
        return result;
    }

    // The other center first: what arrives there between the two looks is seen as on its way, or as repaired in vain; never the
    // other way round.
    private async Task<ReconcileLine> LookIntoAsync(
        DigestQuestion question, int[] buckets, ReconcileLine sofar, CancellationToken cancel)
    {
        var scope = question.Scope;
        var there = await line.AggregatesAsync(question, buckets, cancel);
        var here = await digests.AggregatesAsync(scope, buckets, cancel);
        var (orders, moving, left) = scope.Up
            ? ReconcileRules.Judge(here, there)
            : ReconcileRules.Judge(there, here);
        if (scope.Up)
            await resend.HandleAsync(scope, orders, cancel);
        else if (orders.Count > 0)
            await line.ResendAsync(scope, orders, cancel);
        return sofar with
        {
            Differing = sofar.Differing + orders.Count + moving + left,
            Repaired = sofar.Repaired + orders.Count,
            OnTheirWay = sofar.OnTheirWay + moving,
            Left = sofar.Left + left,
        };
    }

    private static ReconcileReportRow RowOf(ReconcileReport report, long id) => new()
    {
        ReportId = id,
        StartedAt = report.StartedAt,
        FinishedAt = report.FinishedAt,
        Aggregates = report.Compared,
        Differing = report.Differing,
        Resent = report.Resent,
        Content = JsonSerializer.Serialize(report, JsonSerializerOptions.Web),
    };
}

/// <summary>The nation's answers to a province that compares.</summary>
public sealed class AnswerDigests(DigestReader digests, ResendLines resend, CenterSchema schema) : IDigestLine
{
    public async Task<IReadOnlyList<BucketDigest>> BucketsAsync(DigestQuestion question, CancellationToken cancel)
    {
        DemandSameSchema(question);
        return await digests.BucketsAsync(question.Scope, cancel);
    }

    public async Task<IReadOnlyList<AggregateDigest>> AggregatesAsync(
        DigestQuestion question, IReadOnlyList<int> buckets, CancellationToken cancel)
    {
        DemandSameSchema(question);
        return await digests.AggregatesAsync(question.Scope, buckets, cancel);
    }

    public Task ResendAsync(DigestScope scope, IReadOnlyList<RepairOrder> orders, CancellationToken cancel) =>
        scope.Up ? throw Core.Refused.Invalid("wrong_direction", "该方向的数据由省级中心重发。") : resend.HandleAsync(scope, orders, cancel);

    private void DemandSameSchema(DigestQuestion question)
    {
        if (question.Schema != schema.Number)
            throw Core.Refused.Conflict("other_schema", $"两端数据结构版本不同（{question.Schema}、{schema.Number}），升级到同一版本后再核对。");
    }
}
