using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Center.Api.Replication;

/// <summary>What the nation answers provinces. In a province the routes are there and let nobody in.</summary>
internal static class ReplicationApi
{
    public static void AddReplication(this IServiceCollection services, string dataFolder, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Replication").Get<LineSettings>() ?? new LineSettings());
        services.AddSingleton(
            configuration.GetSection("Replication:Retention").Get<ReplicationRetention>() ?? new ReplicationRetention());
        services.AddReplication(dataFolder);
        services.AddScoped<CallingCenter>();
    }

    public static void MapReplication(this IEndpointRouteBuilder api)
    {
        var replication = api.MapGroup("/replication").WithTags("数据同步");
        replication.MapJoin();
        replication.MapKeys();
        replication.MapReceiveBatch();
        replication.MapReadChannel();
        replication.MapNextBatch();
        replication.MapOwnBatch();
        replication.MapRecovery();
        replication.MapDigests();
        replication.MapSteerChannel();
        replication.MapQuarantine();
    }
}
