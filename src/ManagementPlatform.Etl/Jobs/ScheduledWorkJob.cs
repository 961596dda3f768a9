using ManagementPlatform.Storage;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>What Quartz runs: the scheduled work that the trigger names.</summary>
public sealed partial class ScheduledWorkJob(RunWork run, ILogger<ScheduledWorkJob> log) : IJob
{
    public const string WorkKey = "work";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.MergedJobDataMap.GetString(WorkKey) ?? "";
        try
        {
            await run.HandleAsync(name, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(name, SafeText.Of(exception));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Scheduled work {Work} could not be run or its run not be written: {Exception}")]
    private partial void LogFailed(string work, string exception);
}
