using ManagementPlatform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>
/// Runs the scheduler and keeps its stored triggers what the files of <c>etl/jobs</c> say: new ones are added, changed ones
/// replaced, those without a file removed, and the others left alone, so that what was missed while the center stood still is
/// made up for once. Looks again every minute for triggers that are gone, or that a wrong clock has sent far ahead; what the
/// files say is settled at the start, or nodes of two versions would quarrel.
/// </summary>
public sealed partial class KeepSchedules(ISchedulerFactory factory, Schedules schedules, TimeProvider time, ILogger<KeepSchedules> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1), Tolerance = TimeSpan.FromMinutes(2);

    private bool _isStarted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(stoppingToken);
            await Task.Delay(_isStarted ? Between : Between / 12, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_isStarted)
            await (await factory.GetScheduler(cancellationToken)).Shutdown(waitForJobsToComplete: true, cancellationToken);
    }

    /// <summary>Brings the stored triggers in line with the files.</summary>
    internal async Task SyncAsync(IScheduler scheduler, CancellationToken cancel)
    {
        await RepairAsync(scheduler, IsAsWanted, cancel);
        var wanted = schedules.All.Select(s => s.Work).ToHashSet();
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancel))
        {
            if (!wanted.Contains(key.Name))
                await scheduler.DeleteJob(key, cancel);
        }
    }

    /// <summary>Replaces the triggers that are missing, that have gone far ahead, or that will not do.</summary>
    internal async Task RepairAsync(IScheduler scheduler, Func<ITrigger, Schedule, bool> willDo, CancellationToken cancel)
    {
        foreach (var schedule in schedules.All)
        {
            var stored = await scheduler.GetTrigger(new TriggerKey(schedule.Work), cancel);
            if (stored is null || IsFarAhead(stored, schedule) || !willDo(stored, schedule))
                await ScheduleAsync(scheduler, schedule, cancel);
        }
    }

    // The database may be away for a while: the center goes on, and says so in the log.
    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            var scheduler = await factory.GetScheduler(cancel);
            if (_isStarted)
            {
                await RepairAsync(scheduler, (_, _) => true, cancel);
                return;
            }

            await SyncAsync(scheduler, cancel);
            await scheduler.Start(cancel);
            _isStarted = true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(SafeText.Of(exception));
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task ScheduleAsync(IScheduler scheduler, Schedule schedule, CancellationToken cancel)
    {
        var job = JobBuilder.Create<ScheduledWorkJob>().WithIdentity(schedule.Work).DisallowConcurrentExecution(true).Build();
        await scheduler.ScheduleJob(job, Trigger(schedule), ScheduleJobOptions.Replacing, cancel);
        LogScheduled(schedule.Work);
    }

    private ITrigger Trigger(Schedule schedule) => TriggerBuilder.Create(time)
        .WithIdentity(schedule.Work)
        .ForJob(schedule.Work)
        .UsingJobData(ScheduledWorkJob.WorkKey, schedule.Work)
        .WithSchedule(schedule.Every is { } interval
            ? SimpleScheduleBuilder.Create().WithInterval(interval).RepeatForever()
            : CronScheduleBuilder.Create(schedule.Cron!).InTimeZone(Schedule.Beijing))
        .Build();

    private static bool IsAsWanted(ITrigger stored, Schedule schedule) => stored switch
    {
        ISimpleTrigger simple => simple.RepeatInterval == schedule.Every,
        ICronTrigger cron => cron.CronExpressionString == schedule.Cron,
        _ => false,
    };

    // The stored trigger cannot be asked: to it, nothing is due before the time at which it was made.
    private bool IsFarAhead(ITrigger stored, Schedule schedule)
    {
        var now = time.GetUtcNow();
        var expected = schedule.Every is { } interval ? now + interval : Trigger(schedule).GetFireTimeAfter(now);
        return stored.NextFireTimeUtc > expected + Tolerance;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Work {Work} is scheduled anew")]
    private partial void LogScheduled(string work);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler cannot be reached; it is tried again: {Exception}")]
    private partial void LogFailed(string exception);
}
