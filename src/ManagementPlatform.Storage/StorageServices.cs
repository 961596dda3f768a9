using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.National;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Storage;

/// <summary>Registers what every feature stands on. Features register their own stores and use cases beside them.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, Database database)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => database); // made by the container, so that it closes it at the end
        services.AddSingleton<DatabaseProbe>();
        services.AddSingleton<Identifiers>();
        services.AddScoped<ScopedIdentifiers>();
        services.AddScoped<IIdentifiers>(s => s.GetRequiredService<ScopedIdentifiers>());
        services.AddSingleton<ICurrentCenter, CurrentCenter>();
        services.AddScoped<DbSession>();
        services.AddScoped<RequestMark>();
        services.AddScoped<WorkReport>();
        services.AddScoped<IdempotencyRecords>();
        services.AddScoped<ICenterStanding, CenterStanding>();
        services.AddScoped<IProvinceVersions, ProvinceVersions>();
        services.AddScoped<HomeWriters>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<IUnitOfWork>(s => s.GetRequiredService<UnitOfWork>());
        services.AddScoped<IBulkWriting>(s => s.GetRequiredService<UnitOfWork>());
        return services;
    }
}
