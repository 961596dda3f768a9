using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>What Quartz runs: the scheduled work that the trigger names, in a scope of its own.</summary>
public sealed partial class ScheduledWorkJob(IServiceScopeFactory scopes, ILogger<ScheduledWorkJob> log) : IJob
{
    public const string WorkKey = "work";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.MergedJobDataMap.GetString(WorkKey);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var work = scope.ServiceProvider.GetServices<IScheduledWork>().First(w => w.Name == name);
            await work.RunAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(name ?? "", SafeText.Of(exception));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Scheduled work {Work} failed; it is tried again at its next time: {Exception}")]
    private partial void LogFailed(string work, string exception);
}
