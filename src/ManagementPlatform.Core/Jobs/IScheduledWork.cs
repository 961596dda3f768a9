namespace ManagementPlatform.Core.Jobs;

/// <summary>
/// Work that a center does by the clock, on the schedules of <c>etl/jobs/*.json</c>: sealing the audit trail, purging, issuing
/// numbers that were pending. Safe to run twice and after a pause. What it did it tells its <see cref="WorkReport"/>.
/// </summary>
public interface IScheduledWork
{
    /// <summary>Stable, snake_case; the schedules name it.</summary>
    string Name { get; }

    Task RunAsync(CancellationToken cancel);
}

/// <summary>
/// Work that no two nodes of a center may do at once: it is done under a lease with a fencing number, which every transaction of
/// the run checks (the scheduler alone is no mutual exclusion: a node that slept through its turn wakes up in the middle of its
/// work).
/// </summary>
public interface IExclusiveWork : IScheduledWork
{
    /// <summary>
    /// Whether there is anything to do here and now; asked before a lease is taken, so that idle work writes nothing.
    /// </summary>
    Task<bool> IsDueAsync(CancellationToken cancel);
}

/// <summary>What one run did, for the history of runs. Work that says nothing did nothing.</summary>
public sealed class WorkReport
{
    public long Rows { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>How long the oldest of what was handled had waited.</summary>
    public TimeSpan? Lag { get; private set; }

    /// <summary>A failure that the work has dealt with itself, Chinese.</summary>
    public string? Error { get; private set; }

    public bool IsIdle => Rows == 0 && Bytes == 0 && Error is null;

    public void Did(long rows, long bytes = 0, TimeSpan? lag = null)
    {
        (Rows, Bytes) = (Rows + rows, Bytes + bytes);
        if (lag > (Lag ?? TimeSpan.MinValue))
            Lag = lag;
    }

    public void Failed(string error) => Error = error;
}
