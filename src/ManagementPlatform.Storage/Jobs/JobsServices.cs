using ManagementPlatform.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Jobs;

public static class JobsServices
{
    /// <summary>The queue; the host that runs jobs adds a runner.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddScoped<IJobStore, JobStore>()
        .AddScoped<JobQueries>()
        .AddScoped<StartJob>()
        .AddScoped<CancelJob>()
        .AddScoped<ConfirmJob>()
        .AddScoped<WorkLeases>()
        .AddScoped<WorkRuns>()
        .AddScoped<IScheduledWork, PurgeIdempotency>();
}
