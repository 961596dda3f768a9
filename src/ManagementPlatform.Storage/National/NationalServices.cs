using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Replication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Storage.National;

/// <summary>Codes and numbers that are issued once for the whole nation.</summary>
public static class NationalServices
{
    internal static IServiceCollection AddNationalCodes(this IServiceCollection services)
    {
        services.AddScoped<ISchoolCodeGrants, SchoolCodeGrants>();
        services.AddScoped<SettleSchoolCodes>();
        services.AddScoped<IScheduledWork, SettleSchoolCodes>();
        return services;
    }

    internal static IServiceCollection AddNationalNumbers(this IServiceCollection services)
    {
        services.TryAddScoped<AggregateReader>();
        services.TryAddScoped<ChangeRoutes>();
        services.AddScoped<INumberVerdicts, NumberVerdicts>();
        services.TryAddScoped<NumberWork>();
        services.AddScoped<INumberWork>(s => s.GetRequiredService<NumberWork>());
        services.AddScoped<IContests, Contests>();
        services.AddScoped<IVerdictBook, VerdictBook>();
        services.AddScoped<JudgeNumbers>();
        services.AddScoped<IWaitingSchools, SchoolCodeGrants>();
        services.TryAddScoped<ISchoolCodeRegister, SchoolStore>();
        services.AddScoped<GrantSchoolCodes>();
        services.AddScoped<IssueCodes>();
        services.AddScoped<IScheduledWork, IssueCodes>();
        services.AddScoped<HeedVerdicts>();
        services.AddScoped<IScheduledWork, HeedVerdicts>();
        return services;
    }
}
