using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Jobs;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Center.Api.Replication;

/// <summary>数据交换状态: for the operators of a center.</summary>
internal static class ReplicationStatusApi
{
    private static readonly DateTimeOffset Night = new(2026, 9, 3, 18, 0, 0, TimeSpan.Zero);

    private static readonly WorkRun Run = new()
    {
        RunId = 510_000_000_091_001, Work = "replication_push", Node = "center-1/4711",
        StartedAt = Night, FinishedAt = Night.AddSeconds(2), Outcome = WorkOutcome.Done,
        RowCount = 1_204, SizeBytes = 96_310, LagSeconds = 6,
    };

    private static readonly Operation Status = new("replication.status", Permission.ViewReplication, "查看数据交换状态")
    {
        Description = "各通道的批次、积压、时延、隔离、错误与下次重试时间，以及各作业最近一次运行。",
        Response = new ReplicationStatus(
            "51", Night, 0,
            [
                new ChannelStatus(
                    "51-00", true, ChannelRow.Active, 812, 811, 0, 37, 6, null,
                    new Dictionary<string, int>(), 0, null, null, Night),
            ],
            [new WorkStatus("replication_push", null, Night, Run)]),
    };

    private static readonly Operation Runs = new("replication.runs", Permission.ViewReplication, "查询作业运行记录")
    {
        Description = "新记录在前；work 可筛选。没有处理任何内容的运行不记录；连续相同的失败合为一条。",
        Response = Page<WorkRun>.Example(Run),
    };

    private static readonly Operation Reports = new("replication.reports", Permission.ViewReplication, "查询核对报告")
    {
        Description = "新报告在前。省级数据中心每夜与国家级数据中心逐类核对一次。",
        Response = Page<ReconcileReport>.Example(
            new ReconcileReport("51", Night, Night.AddSeconds(40), [new ReconcileLine("student", true, 8_400_211, 8_400_210, 3, 2, 1, 0)])),
    };

    public static void MapReplicationStatus(this IEndpointRouteBuilder api)
    {
        var replication = api.MapGroup("/replication").WithTags("数据同步");
        replication.MapSecured(HttpMethod.Get, "/status", Status, StatusAsync);
        replication.MapSecured(HttpMethod.Get, "/runs", Runs, RunsAsync);
        replication.MapSecured(HttpMethod.Get, "/reports", Reports, ReportsAsync);
    }

    private static Task<ReplicationStatus> StatusAsync(ReplicationQueries queries, CancellationToken cancel) =>
        queries.StatusAsync(cancel);

    private static async Task<Page<WorkRun>> RunsAsync(
        PageRequest page, WorkRuns runs, CancellationToken cancel, string? work = null)
    {
        var before = page.IsFirst ? long.MaxValue : page.After<long>();
        return Answer.Page(page, await runs.ListAsync(work, before, page.Take, cancel), run => run.RunId, run => run);
    }

    private static async Task<Page<ReconcileReport>> ReportsAsync(
        PageRequest page, ReconcileReports reports, CancellationToken cancel)
    {
        var rows = await reports.ListAsync(page.IsFirst ? ReconcileReports.Last : page.After<long>(), page.Take, cancel);
        return Answer.Page(page, rows, row => row.ReportId, row => row.ToReport());
    }
}
