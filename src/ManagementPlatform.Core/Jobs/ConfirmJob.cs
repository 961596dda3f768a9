using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Jobs;

/// <summary>确认继续: a job stopped and asked whether it may change so much; yes.</summary>
public sealed class ConfirmJob(IJobStore jobs, IJobSignal signal, IUnitOfWork work)
{
    /// <exception cref="RefusalException">No such job, or it does not ask.</exception>
    public async Task HandleAsync(long jobId, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ViewJobs);
        _ = await jobs.FindAsync(jobId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("任务");
        await work.CommitAsync(caller, "job.confirm", c => ConfirmAsync(jobId, c), cancel);
        signal.Wake();
    }

    private async Task<bool> ConfirmAsync(long jobId, CancellationToken cancel)
    {
        work.Audited(new AuditLine(Entity.Job, jobId));
        return await jobs.ConfirmAsync(jobId, cancel) ? true : throw Refused.Conflict("job_not_asking", "任务不在待确认状态。");
    }
}
