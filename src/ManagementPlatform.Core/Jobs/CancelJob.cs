using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Jobs;

/// <summary>取消: stops a job. A running one leaves nothing behind; one that has ended is not undone.</summary>
public sealed class CancelJob(IJobStore jobs, IJobSignal signal, IUnitOfWork work, TimeProvider time)
{
    /// <exception cref="RefusalException">No such job, or it has ended.</exception>
    public async Task HandleAsync(long jobId, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ViewJobs);
        _ = await jobs.FindAsync(jobId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("任务");

        // First here, in memory: on SQLite the job may hold the only writer, and the row could not be written before it stops.
        signal.Stop(jobId);
        await work.CommitAsync(caller, "job.cancel", c => CancelAsync(jobId, c), cancel);
    }

    private async Task<bool> CancelAsync(long jobId, CancellationToken cancel)
    {
        work.Audited(new AuditLine(Entity.Job, jobId));
        return await jobs.RequestCancelAsync(jobId, time.GetUtcNow(), cancel)
            ? true
            : throw Refused.Conflict("job_ended", "任务已结束，不能取消。");
    }
}
