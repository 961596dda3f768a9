using ManagementPlatform.Core.Organization;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Organization;

public static class OrganizationServices
{
    /// <summary>Needs <see cref="Reference.ReferenceServices.AddReference"/>.</summary>
    public static IServiceCollection AddOrganization(this IServiceCollection services) => services
        .AddScoped<ICenterStore, CenterStore>()
        .AddScoped<IOrganizationStore, OrganizationStore>()
        .AddScoped<InitializeCenter>();
}
