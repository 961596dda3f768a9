using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Access;

public static class AccessServices
{
    /// <summary>Accounts, sign-in, the audit trail.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddScoped<AccountQueries>();
        services.AddScoped<UserStore>();
        services.AddScoped<UserQueries>();
        services.AddScoped<DelegationStore>();
        services.AddScoped<AuditQueries>();
        services.AddScoped<IAuditTrail, AuditTrail>();
        services.AddScoped<VerifyAudit>();
        services.AddScoped<IScheduledWork, SealAudit>();
        services.AddSingleton<DataProtectionKeys>();
        return services;
    }
}
