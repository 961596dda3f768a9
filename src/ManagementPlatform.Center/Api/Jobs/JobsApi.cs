using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Storage.Jobs;

namespace ManagementPlatform.Center.Api.Jobs;

/// <summary>任务: long work of the caller's organization.</summary>
internal static class JobsApi
{
    private static readonly Operation List = new("job.list", Permission.ViewJobs, "查询本单位的任务")
    {
        Description = "新任务在前；kind、state 可筛选。",
        Response = Page<JobContract>.Example(JobContract.Example),
    };

    private static readonly Operation Read = new("job.read", Permission.ViewJobs, "查看任务进度") { Response = JobContract.Example };

    private static readonly Operation Cancel = new("job.cancel", Permission.ViewJobs, "取消任务")
    {
        Description = "进行中的任务停止后不留下任何更改。",
    };

    private static readonly Operation Confirm = new("job.confirm", Permission.ViewJobs, "确认任务继续")
    {
        Description = "任务将更改的学生超过规定比例时会停下待确认（state 为 asking）。",
    };

    private static readonly Operation Promote = new("enrollment.promote_all", Permission.PromoteSchools, "所辖全部学校升级（任务）")
    {
        Response = JobContract.Example with { Kind = PromoteSchoolsJob.Name, State = JobState.Queued, Percent = 0, RowsDone = 0, RowsTotal = null },
    };

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("任务");
        jobs.MapSecured(HttpMethod.Get, "", List, ListAsync);
        jobs.MapSecured(HttpMethod.Get, "/{jobId:long}", Read, ReadAsync);
        jobs.MapSecured(HttpMethod.Post, "/{jobId:long}/cancellation", Cancel, CancelAsync);
        jobs.MapSecured(HttpMethod.Post, "/{jobId:long}/confirmation", Confirm, ConfirmAsync);
        api.MapGroup("/promotions").WithTags("学籍变动").MapSecured(HttpMethod.Post, "", Promote, PromoteAsync);
    }

    private static async Task<Page<JobContract>> ListAsync(
        PageRequest page, Caller caller, JobQueries queries, JobBoard board, TimeProvider time, CancellationToken cancel,
        string? kind = null, string? state = null)
    {
        var before = page.IsFirst ? long.MaxValue : page.After<long>();
        var rows = await queries.ListAsync(caller.OrganizationId, kind, state, before, page.Take, cancel);
        return Answer.Page(page, rows, job => job.JobId, job => JobContract.Of(board.Current(job), time.GetUtcNow()));
    }

    private static async Task<JobContract> ReadAsync(
        long jobId, Caller caller, IJobStore jobs, JobBoard board, TimeProvider time, CancellationToken cancel)
    {
        var job = await jobs.FindAsync(jobId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("任务");
        return JobContract.Of(board.Current(job), time.GetUtcNow());
    }

    private static async Task<Done> CancelAsync(long jobId, Caller caller, CancelJob cancelJob, CancellationToken cancel)
    {
        await cancelJob.HandleAsync(jobId, caller, cancel);
        return Answer.Done();
    }

    private static async Task<Done> ConfirmAsync(long jobId, Caller caller, ConfirmJob confirm, CancellationToken cancel)
    {
        await confirm.HandleAsync(jobId, caller, cancel);
        return Answer.Done();
    }

    private static async Task<Accepted<JobContract>> PromoteAsync(
        Caller caller, StartJob start, TimeProvider time, CancellationToken cancel)
    {
        var job = await start.HandleAsync(PromoteSchoolsJob.Name, new { }, inputHash: null, caller, cancel);
        return Answer.Accepted($"/jobs/{job.JobId}", JobContract.Of(job, time.GetUtcNow()));
    }
}
