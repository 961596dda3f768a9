using ManagementPlatform.Etl.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ManagementPlatform.Center.Tests;

/// <summary>For centers in which nothing happens by itself: the test says what is done when.</summary>
internal static class Clockwork
{
    /// <summary>Nothing is done by the clock; jobs that somebody asks for are.</summary>
    public static void WithoutSchedules(IServiceCollection services)
    {
        foreach (var hosted in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(KeepSchedules)).ToList())
            services.Remove(hosted);
    }

    public static void Stop(IServiceCollection services)
    {
        static bool IsOurs(Type? type) =>
            type?.FullName is { } name && (name.StartsWith("ManagementPlatform.") || name.StartsWith("Quartz."));
        foreach (var hosted in services.Where(s => s.ServiceType == typeof(IHostedService) && IsOurs(s.ImplementationType)).ToList())
            services.Remove(hosted);
    }
}
