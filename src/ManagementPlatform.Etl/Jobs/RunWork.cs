using ManagementPlatform.Core;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>This process among those that work for one center.</summary>
public sealed record WorkNode(string Name)
{
    public static WorkNode OfThisProcess() =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():n}"));
}

/// <summary>
/// One run of scheduled work, whoever asked for it: in a scope of its own, under its lease, and into the history of runs.
/// </summary>
public sealed partial class RunWork(IServiceScopeFactory scopes, WorkNode node, TimeProvider time, ILogger<RunWork> log)
{
    private const int LongestError = 400;

    /// <summary>How long a node may be silent before another takes over what it was doing.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <returns>How it went, also where that is not worth keeping.</returns>
    /// <exception cref="RefusalException">No work has this name.</exception>
    public async Task<WorkRun> HandleAsync(string name, CancellationToken cancel)
    {
        var started = time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetServices<IScheduledWork>().FirstOrDefault(w => w.Name == name)
            ?? throw Refused.NotFound($"作业“{name}”");
        var run = new WorkRun { Work = name, Node = node.Name, StartedAt = started, FinishedAt = started, Outcome = WorkOutcome.Idle };
        if (work is not IExclusiveWork exclusive)
            return await KeepAsync(await TryAsync(work, run, scope.ServiceProvider, cancel), cancel);
        if (!await exclusive.IsDueAsync(cancel))
            return run;
        if (await WithLeasesAsync(leases => leases.TakeAsync(name, node.Name, Lease, cancel)) is not { } lease)
            return run with { Outcome = WorkOutcome.Busy };
        return await KeepAsync(await UnderLeaseAsync(exclusive, lease, run, scope.ServiceProvider, cancel), cancel);
    }

    private async Task<WorkRun> UnderLeaseAsync(
        IExclusiveWork work, WorkLease lease, WorkRun run, IServiceProvider services, CancellationToken cancel)
    {
        services.GetRequiredService<WorkLeases>().Guard(lease);
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var over = new CancellationTokenSource();
        var renewing = RenewAsync(lease, running, over.Token);
        try
        {
            return await TryAsync(work, run, services, running.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return run with { Outcome = WorkOutcome.Superseded, FinishedAt = time.GetUtcNow() };
        }
        finally
        {
            await over.CancelAsync();
            await renewing;
            await WithLeasesAsync(async leases =>
            {
                await leases.ReleaseAsync(lease, CancellationToken.None);
                return true;
            });
        }
    }

    private async Task<WorkRun> TryAsync(IScheduledWork work, WorkRun run, IServiceProvider services, CancellationToken cancel)
    {
        var report = services.GetRequiredService<WorkReport>();
        var outcome = WorkOutcome.Done;
        try
        {
            await work.RunAsync(cancel);
        }
        catch (LeaseLostException)
        {
            outcome = WorkOutcome.Superseded;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(work.Name, SafeText.Of(exception));
            report.Failed(Reason(exception));
        }

        return run with
        {
            FinishedAt = time.GetUtcNow(),
            Outcome = outcome == WorkOutcome.Superseded ? outcome
                : report.Error is not null ? WorkOutcome.Failed
                : report.IsIdle ? WorkOutcome.Idle : WorkOutcome.Done,
            RowCount = report.Rows,
            SizeBytes = report.Bytes,
            LagSeconds = (int?)report.Lag?.TotalSeconds,
            Error = report.Error is { Length: > LongestError } error ? error[..LongestError] : report.Error,
        };
    }

    private async Task<WorkRun> KeepAsync(WorkRun run, CancellationToken cancel)
    {
        if (!run.IsKept)
            return run;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WorkRuns>().AddAsync(run, cancel);
        return run;
    }

    // A node that cannot renew its lease stops as soon as the work looks; until then the fence keeps it from booking anything.
    private async Task RenewAsync(WorkLease lease, CancellationTokenSource running, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(lease.Length / 3, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
                return;
            if (!await HoldsAsync(lease))
                await running.CancelAsync();
        }
    }

    private async Task<bool> HoldsAsync(WorkLease lease)
    {
        try
        {
            return await WithLeasesAsync(leases => leases.RenewAsync(lease, CancellationToken.None));
        }
        catch (System.Data.Common.DbException)
        {
            return true; // not known: the fence decides
        }
    }

    // Beside the run: its own connection may be in a transaction, or broken.
    private async Task<T> WithLeasesAsync<T>(Func<WorkLeases, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<WorkLeases>());
    }

    // What engines and parsers say may repeat what people sent; our own messages do not.
    private static string Reason(Exception exception) => exception is RefusalException or LineDownException or ChannelBrokenException
        ? exception.Message
        : $"程序故障：{exception.GetType().Name}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Scheduled work {Work} failed; it is tried again at its next time: {Exception}")]
    private partial void LogFailed(string work, string exception);
}
