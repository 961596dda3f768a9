namespace ManagementPlatform.Core.Jobs;

/// <summary>The table of jobs.</summary>
public interface IJobStore
{
    Task AddAsync(Job job, CancellationToken cancel);

    /// <summary>A job of the organization; null when there is none.</summary>
    Task<Job?> FindAsync(long jobId, long organizationId, CancellationToken cancel);

    /// <summary>
    /// Takes up the oldest job that waits, or whose node has died, for this node: one statement, so that no two nodes get the
    /// same.
    /// </summary>
    Task<Job?> ClaimAsync(string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Puts every running job back into the queue: at the start of the only node that a database has (SQLite).</summary>
    Task RequeueAllAsync(CancellationToken cancel);

    /// <summary>
    /// Prolongs the lease and writes the progress. False when another node has taken the job up or somebody asked to cancel it.
    /// </summary>
    Task<bool> RenewAsync(Job job, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Writes how it ended, if this node still holds it.</summary>
    Task<bool> FinishAsync(Job job, CancellationToken cancel);

    /// <summary>Asks a running job to stop, ends a waiting one. False when it has ended already.</summary>
    Task<bool> RequestCancelAsync(long jobId, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Puts a job that asks back into the queue, confirmed. False when it does not ask.</summary>
    Task<bool> ConfirmAsync(long jobId, CancellationToken cancel);
}
