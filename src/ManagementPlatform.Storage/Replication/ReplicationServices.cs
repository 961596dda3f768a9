using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Corrections;
using ManagementPlatform.Storage.National;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Storage.Replication;

/// <summary>Registers what replication needs of the database.</summary>
public static class ReplicationServices
{
    public static IServiceCollection AddReplicationStores(this IServiceCollection services)
    {
        services.AddScoped<AggregateReader>();
        services.AddScoped<AggregateWriter>();
        services.AddScoped<CarefulWriter>();
        services.AddScoped<RestoredWrites>();
        services.AddMergedKeys();
        services.AddScoped<ClaimWriter>();
        services.AddScoped<ChangeClaims>();
        services.AddScoped<BatchBooks>();
        services.AddScoped<ChannelBooks>();
        services.AddScoped<PurgeReplication>();
        services.AddScoped<ReplicationQueries>();
        services.AddScoped<QuarantineBooks>();
        services.TryAddSingleton(new MassChangeLimit());
        services.AddScoped<MassChangeGuard>();
        services.AddScoped<DigestReader>();
        services.AddScoped<ResendLines>();
        services.AddScoped<ReconcileReports>();
        services.AddScoped<ChangeRoutes>();
        services.AddScoped<RouteChanges>();
        services.TryAddScoped<FileNeeds>();
        services.TryAddScoped<Interests>();
        services.TryAddScoped<NumberWork>();
        services.AddScoped<CenterBooks>();
        return services;
    }
}
