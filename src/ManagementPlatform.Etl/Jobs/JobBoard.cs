using System.Collections.Concurrent;
using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>
/// The jobs that this process runs now, in memory: their progress to the row, and the way to stop them without the database
/// (which on SQLite the job itself may hold).
/// </summary>
public sealed class JobBoard : IJobSignal
{
    private readonly ConcurrentDictionary<long, RunningJob> _running = new();
    private readonly SemaphoreSlim _wake = new(0);

    public void Wake() => _wake.Release();

    public void Stop(long jobId)
    {
        if (_running.TryGetValue(jobId, out var job))
            job.Stop();
    }

    /// <summary>
    /// The job with the progress it has made by now, if it runs here; how it ended stands in the row before it leaves the board.
    /// </summary>
    public Job Current(Job stored) =>
        stored.State == JobState.Running && _running.TryGetValue(stored.JobId, out var running) ? running.With(stored) : stored;

    internal void Add(RunningJob job) => _running[job.Job.JobId] = job;

    internal void Remove(RunningJob job) => _running.TryRemove(job.Job.JobId, out _);

    /// <summary>Until somebody wakes the runner, or a while has passed.</summary>
    internal Task WaitAsync(TimeSpan patience, CancellationToken cancel) => _wake.WaitAsync(patience, cancel);
}
