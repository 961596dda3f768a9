using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Storage.Jobs;

/// <summary>The table of jobs; see <see cref="IJobStore"/>.</summary>
public sealed class JobStore(DbSession session) : IJobStore
{
    private static readonly Table<Job> Jobs = new("job", "job_id");

    private static readonly Sql Find = Jobs.Select("WHERE job_id = @jobId AND organization_id = @organizationId");

    private static readonly Sql FindClaimed = Jobs.Select("WHERE job_id = @jobId");

    private static readonly Sql Candidates = Sql.Portable(
        """
        SELECT j.job_id FROM dbo.job AS j
        WHERE j.state = 'queued' OR (j.state = 'running' AND j.lease_until < @now) ORDER BY j.job_id {limit @limit}
        """);

    // The condition is repeated here: of two nodes that saw the same candidate, the second one's update finds it taken.
    private static readonly Sql Claim = Sql.Portable(
        """
        UPDATE dbo.job SET state = 'running', lease_owner = @owner, lease_until = @until, fence = fence + 1, percent_done = 0, rows_done = 0,
            started_at = @now, error = NULL
        WHERE job_id = @jobId AND (state = 'queued' OR (state = 'running' AND lease_until < @now))
        """);

    private static readonly Sql RequeueAll = Sql.Portable("UPDATE dbo.job SET state = 'queued' WHERE state = 'running'");

    private static readonly Sql Renew = Sql.Portable(
        """
        UPDATE dbo.job SET lease_until = @until, percent_done = @PercentDone, rows_done = @RowsDone, rows_total = @RowsTotal
        WHERE job_id = @JobId AND fence = @Fence AND state = 'running' AND cancel_requested = @no
        """);

    private static readonly Sql Finish = Sql.Portable(
        """
        UPDATE dbo.job SET state = @State, result = @Result, result_hash = @ResultHash, error = @Error, percent_done = @PercentDone, rows_done = @RowsDone,
            rows_total = @RowsTotal, finished_at = @FinishedAt, lease_owner = NULL, lease_until = NULL
        WHERE job_id = @JobId AND fence = @Fence AND state = 'running'
        """);

    private static readonly Sql EndWaiting = Sql.Portable(
        "UPDATE dbo.job SET state = 'cancelled', finished_at = @now WHERE job_id = @jobId AND state IN ('queued', 'asking')");

    private static readonly Sql RequestCancel = Sql.Portable(
        "UPDATE dbo.job SET cancel_requested = @yes WHERE job_id = @jobId AND state = 'running'");

    private static readonly Sql FindState = Sql.Portable("SELECT j.state FROM dbo.job AS j WHERE j.job_id = @jobId");

    private static readonly Sql Confirm = Sql.Portable(
        "UPDATE dbo.job SET state = 'queued', confirmed = @yes WHERE job_id = @jobId AND state = 'asking'");

    public Task AddAsync(Job job, CancellationToken cancel) => session.InsertAsync(Jobs, job, cancel);

    public Task<Job?> FindAsync(long jobId, long organizationId, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<Job>(Find, new { jobId, organizationId }, cancel);

    public async Task<Job?> ClaimAsync(string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel)
    {
        foreach (var jobId in await session.QueryAsync<long>(Candidates, new { now, limit = 5 }, cancel))
        {
            if (await session.ExecuteAsync(Claim, new { jobId, owner, now, until }, cancel) == 1)
                return await session.FirstOrDefaultAsync<Job>(FindClaimed, new { jobId }, cancel);
        }

        return null;
    }

    public Task RequeueAllAsync(CancellationToken cancel) => session.ExecuteAsync(RequeueAll, null, cancel);

    public async Task<bool> RenewAsync(Job job, DateTimeOffset until, CancellationToken cancel) =>
        await session.ExecuteAsync(
            Renew, new { job.JobId, job.Fence, job.PercentDone, job.RowsDone, job.RowsTotal, until, no = false }, cancel) == 1;

    public async Task<bool> FinishAsync(Job job, CancellationToken cancel) =>
        await session.ExecuteAsync(Finish, job, cancel) == 1;

    // A job that stopped on the signal in memory is 'cancelled' already when the row is written: that is what was asked for.
    public async Task<bool> RequestCancelAsync(long jobId, DateTimeOffset now, CancellationToken cancel) =>
        await session.ExecuteAsync(EndWaiting, new { jobId, now }, cancel) == 1
        || await session.ExecuteAsync(RequestCancel, new { jobId, yes = true }, cancel) == 1
        || await session.FirstOrDefaultAsync<string>(FindState, new { jobId }, cancel) == JobState.Cancelled;

    public async Task<bool> ConfirmAsync(long jobId, CancellationToken cancel) =>
        await session.ExecuteAsync(Confirm, new { jobId, yes = true }, cancel) == 1;
}
