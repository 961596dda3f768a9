using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>One job being run by this process.</summary>
internal sealed class RunningJob(Job job, CancellationToken shutdown) : IDisposable
{
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
    private long _done;
    private long _total = -1;

    public Job Job => job;

    public CancellationToken Cancel => _cancel.Token;

    /// <summary>Somebody asked, as opposed to the process ending.</summary>
    public bool IsStopped { get; private set; }

    public void Stop()
    {
        IsStopped = true;
        _cancel.Cancel();
    }

    public void Report(long done, long? total)
    {
        Volatile.Write(ref _done, done);
        Volatile.Write(ref _total, total ?? -1);
    }

    public Job With(Job stored)
    {
        var done = Volatile.Read(ref _done);
        var total = Volatile.Read(ref _total);
        return stored with
        {
            RowsDone = done,
            RowsTotal = total < 0 ? null : total,
            PercentDone = total <= 0 ? stored.PercentDone : (int)Math.Min(99, done * 100 / total),
        };
    }

    public void Dispose() => _cancel.Dispose();
}
