using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Statistics;

public static class StatisticsServices
{
    public static IServiceCollection AddStatistics(this IServiceCollection services) => services
        .AddScoped<EnrollmentCounts>()
        .AddScoped<OverdueCases>()
        .AddScoped<TransferFigures>();
}
