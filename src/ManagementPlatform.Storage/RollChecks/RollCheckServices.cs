using ManagementPlatform.Core.RollChecks;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.RollChecks;

public static class RollCheckServices
{
    /// <summary>人籍一致核查.</summary>
    public static IServiceCollection AddRollChecks(this IServiceCollection services) => services
        .AddScoped<IRollCheckStore, RollCheckStore>()
        .AddScoped<RollCheckQueries>()
        .AddScoped<SignClass>()
        .AddScoped<SignSchool>();
}
