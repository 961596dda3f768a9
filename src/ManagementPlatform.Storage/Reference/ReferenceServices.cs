using ManagementPlatform.Core.Reference;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Reference;

public static class ReferenceServices
{
    public static IServiceCollection AddReference(this IServiceCollection services) => services
        .AddSingleton<IReferenceData, ReferenceData>()
        .AddScoped<IReferenceStore, ReferenceStore>()
        .AddScoped<LoadReferenceData>()
        .AddScoped<AnnounceHolidays>()
        .AddScoped<SetProvinceRule>();
}
