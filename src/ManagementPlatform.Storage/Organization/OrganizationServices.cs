using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Storage.Organization.Conditions;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Organization;

public static class OrganizationServices
{
    /// <summary>Needs <see cref="Reference.ReferenceServices.AddReference"/>.</summary>
    public static IServiceCollection AddOrganization(this IServiceCollection services) => services
        .AddScoped<ICenterStore, CenterStore>()
        .AddScoped<IOrganizationStore, OrganizationStore>()
        .AddScoped<InitializeCenter>()
        .AddScoped<ISchoolStandings, SchoolStandings>()
        .AddConditions();

    private static IServiceCollection AddConditions(this IServiceCollection services) => services
        .AddScoped<IConditionStore, ConditionStore>()
        .AddScoped<ConditionQueries>()
        .AddScoped<ConditionSummaryQueries>()
        .AddScoped<RecordSchoolCondition>();
}
