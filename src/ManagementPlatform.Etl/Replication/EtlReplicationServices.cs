using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Migrations;
using ManagementPlatform.Storage.Replication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Etl.Replication;

/// <summary>Registers the two ends of channels: books, bundles, the flows between them.</summary>
public static class EtlReplicationServices
{
    /// <param name="dataFolder">Bundles lie below it, in <c>replication</c>.</param>
    public static IServiceCollection AddReplication(this IServiceCollection services, string dataFolder)
    {
        services.AddReplicationStores();
        services.AddSingleton(new BundleFolder(Path.Combine(dataFolder, "replication")));
        services.AddSingleton(s => new CenterSchema(Migration.History(s.GetRequiredService<Database>().Engine)[^1].Number));
        services.TryAddSingleton(new BatchLimits());
        services.AddScoped<BundleMaker>();
        services.AddScoped<ApplyBundle>();
        services.AddScoped<IAfterArrival, PassOnArrivals>();
        services.AddScoped<IAfterArrival, QueueNumbers>();
        services.AddScoped<TakenBack>();
        services.AddScoped<IOutbox, Outbox>();
        services.AddScoped<IInbox, Inbox>();
        services.AddScoped<ReceiveBatch>();
        return services;
    }
}
