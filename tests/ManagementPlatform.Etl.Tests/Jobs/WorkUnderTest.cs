using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Etl.Tests.Jobs;

/// <summary>What a test makes its work do.</summary>
internal sealed class Script
{
    private int _runs;

    public int Runs => _runs;

    /// <summary>Runs in every run of the work.</summary>
    public Func<WorkReport, IUnitOfWork, CancellationToken, Task> Act { get; set; } = (_, _, _) => Task.CompletedTask;

    public Task RunAsync(WorkReport report, IUnitOfWork work, CancellationToken cancel)
    {
        Interlocked.Increment(ref _runs);
        return Act(report, work, cancel);
    }
}

/// <summary>Work that no two nodes may do at once.</summary>
internal sealed class ExclusiveWork(Script script, WorkReport report, IUnitOfWork work) : IExclusiveWork
{
    public string Name => "exclusive";

    public Task<bool> IsDueAsync(CancellationToken cancel) => Task.FromResult(true);

    public Task RunAsync(CancellationToken cancel) => script.RunAsync(report, work, cancel);
}

/// <summary>Work that may be done twice.</summary>
internal sealed class SimpleWork(Script script, WorkReport report, IUnitOfWork work) : IScheduledWork
{
    public string Name => "simple";

    public Task RunAsync(CancellationToken cancel) => script.RunAsync(report, work, cancel);
}
