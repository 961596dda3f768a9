using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Access;

public static class AccessServices
{
    /// <summary>Accounts, sign-in, the audit trail.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddScoped<AccountQueries>();
        return services;
    }
}
