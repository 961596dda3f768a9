using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Engines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>
/// Runs queued jobs, one at a time a process. A lease with a fencing number says who runs what: a node that dies loses its job to
/// another after the lease, and one that merely slept cannot write the outcome any more.
/// </summary>
public sealed partial class JobRunner(
    IServiceScopeFactory scopes, JobBoard board, Database database, TimeProvider time, ILogger<JobRunner> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private static readonly string Owner = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():n}");

    // SQLite has one node, and a job's own transaction may hold its only writer for long: nothing to renew, nobody to renew
    // against.
    private readonly bool _isOnlyNode = database.Engine == Engine.Sqlite;

    private TimeSpan Lease => _isOnlyNode ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_isOnlyNode)
            await TryAsync(() => WithStoreAsync(store => store.RequeueAllAsync(stoppingToken)));
        while (!stoppingToken.IsCancellationRequested)
        {
            var ranOne = await TryAsync(() => RunNextAsync(stoppingToken));
            if (!ranOne)
                await board.WaitAsync(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> RunNextAsync(CancellationToken shutdown)
    {
        var now = time.GetUtcNow();
        var job = await WithStoreAsync(store => store.ClaimAsync(Owner, now, now + Lease, shutdown));
        if (job is null)
            return false;
        using var running = new RunningJob(job, shutdown);
        board.Add(running);
        try
        {
            var renewing = RenewAsync(running);
            var ended = await RunAsync(running);
            running.Stop();
            await renewing;
            if (ended is not null)
                await WithStoreAsync(store => store.FinishAsync(ended, CancellationToken.None));
        }
        finally
        {
            board.Remove(running);
        }

        return true;
    }

    /// <returns>The job as it ended; null when the process is ending: the job stays running, and is taken up again.</returns>
    private async Task<Job?> RunAsync(RunningJob running)
    {
        var job = running.Job;
        LogStarted(job.JobId, job.Kind);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var kind = scope.ServiceProvider.GetServices<IJobKind>().FirstOrDefault(k => k.Kind == job.Kind)
                ?? throw Refused.Invalid("unknown_job", $"没有这种任务：{job.Kind}。");
            var caller = await CallerAsync(job, scope.ServiceProvider, running.Cancel);
            var outcome = await kind.RunAsync(new JobRun(job, caller, job.Confirmed, running.Report), running.Cancel);
            return Ended(running, outcome.IsQuestion ? JobState.Asking : JobState.Done) with
            {
                PercentDone = outcome.IsQuestion ? 0 : 100,
                Result = outcome.Result is null ? null : JsonSerializer.Serialize(outcome.Result, JobJson.Options),
                ResultHash = outcome.ResultHash,
            };
        }
        catch (OperationCanceledException) when (running.Cancel.IsCancellationRequested)
        {
            return running.IsStopped ? Ended(running, JobState.Cancelled) : null;
        }
        catch (RefusalException refusal)
        {
            return Failed(
                running,
                refusal.Problems.Count > 1 ? string.Join("\n", refusal.Problems.Select(p => p.Message)) : refusal.Message);
        }
        catch (Exception exception)
        {
            LogFailed(job.JobId, job.Kind, SafeText.Of(exception));
            return Failed(running, "任务因系统故障中断，未作任何更改；请联系运维人员，或稍后重新提交。");
        }
    }

    private Job Failed(RunningJob running, string error) =>
        Ended(running, JobState.Failed) with { Error = error.Length > 2000 ? error[..2000] : error };

    private Job Ended(RunningJob running, string state)
    {
        LogEnded(running.Job.JobId, running.Job.Kind, state);
        return running.With(running.Job) with { State = state, FinishedAt = time.GetUtcNow() };
    }

    private static async Task<Caller> CallerAsync(Job job, IServiceProvider services, CancellationToken cancel)
    {
        if (job.RequestedBy == 0)
        {
            var center = await services.GetRequiredService<ICurrentCenter>().GetAsync(cancel);
            return Caller.Center(job.OrganizationId, center.Tier);
        }

        var account = await services.GetRequiredService<AccountQueries>().FindAsync(job.RequestedBy, cancel);
        return account is { IsEnabled: true }
            ? account.ToCaller(remoteAddress: null)
            : throw Refused.Forbidden("account_gone", "提交任务的账号已停用。");
    }

    private async Task RenewAsync(RunningJob running)
    {
        while (!_isOnlyNode && !running.Cancel.IsCancellationRequested)
        {
            await Task.Delay(Renewal, time, running.Cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (running.Cancel.IsCancellationRequested)
                return;
            var held = await TryAsync(() => WithStoreAsync(store =>
                store.RenewAsync(running.With(running.Job), time.GetUtcNow() + Lease, CancellationToken.None)), ifFailed: true);
            if (!held)
                running.Stop();
        }
    }

    // The database may be away for a while: the runner goes on, and says so in the log.
    private async Task<bool> TryAsync(Func<Task<bool>> act, bool ifFailed = false)
    {
        try
        {
            return await act();
        }
        catch (Exception exception) when (exception is DbException or CenterBusyException or InvalidOperationException)
        {
            LogNoDatabase(exception.GetType().Name);
            return ifFailed;
        }
        catch (OperationCanceledException)
        {
            return ifFailed;
        }
    }

    private Task<bool> TryAsync(Func<Task> act) => TryAsync(async () =>
    {
        await act();
        return true;
    });

    private async Task<T> WithStoreAsync<T>(Func<IJobStore, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<IJobStore>());
    }

    private async Task WithStoreAsync(Func<IJobStore, Task> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<IJobStore>());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} ({Kind}) starts")]
    private partial void LogStarted(long jobId, string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} ({Kind}) ends: {State}")]
    private partial void LogEnded(long jobId, string kind, string state);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} ({Kind}) broke: {Exception}")]
    private partial void LogFailed(long jobId, string kind, string exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job queue cannot be reached: {Reason}")]
    private partial void LogNoDatabase(string reason);
}
