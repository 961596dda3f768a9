using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication.Centers;
using ManagementPlatform.Etl.Replication.Disk;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Files;
using ManagementPlatform.Storage.Migrations;
using ManagementPlatform.Storage.Replication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Etl.Replication;

/// <summary>Registers the two ends of channels: books, bundles, the flows and the line between them.</summary>
public static class EtlReplicationServices
{
    /// <param name="dataFolder">Bundles lie below it, in <c>replication</c>.</param>
    public static IServiceCollection AddReplication(this IServiceCollection services, string dataFolder)
    {
        services.AddReplicationStores();
        services.AddSingleton(new BundleFolder(Path.Combine(dataFolder, "replication")));
        services.AddSingleton(s => new CenterSchema(Migration.History(s.GetRequiredService<Database>().Engine)[^1].Number));
        services.TryAddSingleton(new BatchLimits());
        services.TryAddSingleton(SchemaAdditions.Known);
        services.AddScoped<BundleMaker>();
        services.AddScoped<ApplyBundle>();
        services.AddScoped<RetryQuarantine>();
        services.AddScoped<CommitBundle>();
        services.AddScoped<SteerQuarantine>();
        services.AddScoped<CarriedFiles>();
        services.AddScoped<IAfterArrival, KeepInterests>();
        services.AddScoped<IAfterArrival, PassOnArrivals>();
        services.AddScoped<IAfterArrival, QueueNumbers>();
        services.AddScoped<IAfterArrival, RefreshReference>();
        services.AddScoped<IAfterArrival, GoOnWithCases>();
        services.AddFiles(dataFolder);
        services.AddScoped<TakenBack>();
        services.AddScoped<AnswerDigests>();
        services.AddScoped<TakeInReturned>();
        services.AddScoped<IStartOver>(s => s.GetRequiredService<BatchBooks>());
        services.AddScoped<IOutbox, Outbox>();
        services.AddScoped<IInbox, Inbox>();
        services.AddScoped<ReceiveBatch>();
        services.AddScoped<TakeInBundle>();
        services.AddScoped<NextForProvince>();
        services.AddScoped<ExportBundles>();
        services.AddScoped<ReceiptFiles>();
        services.AddCenters(dataFolder);
        services.AddReplicationWork();
        return services;
    }

    // Keys, and the line of a province to the nation; tests bring their own.
    private static void AddCenters(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(new PrivateKeys(Path.Combine(dataFolder, "keys")));
        services.TryAddSingleton(new LineSettings());
        services.AddSingleton<CenterHttp>();
        services.AddScoped<CenterKeys>();
        services.TryAddScoped<ICenterKeys>(s => s.GetRequiredService<CenterKeys>());
        services.AddScoped<NationRequests>();
        services.AddScoped<LearnKeys>();
        services.AddScoped<ReadOwnKeys>();
        services.AddScoped<InviteProvince>();
        services.AddScoped<AdmitProvince>();
        services.AddScoped<JoinNation>();
        services.AddScoped<RotateKey>();
        services.AddScoped<SuspendProvince>();
        services.AddScoped<ReturnedBundles>();
        services.TryAddScoped<ICenterLine, HttpCenterLine>();
        services.TryAddScoped<IRecoveryLine, HttpRecoveryLine>();
        services.TryAddScoped<IDigestLine, HttpDigestLine>();
        services.TryAddScoped(s => new PushBatches(s.GetRequiredService<IOutbox>(), s.GetRequiredService<ICenterLine>()));
        services.TryAddScoped<PullBatches>();
        services.TryAddScoped<TakeBackBatches>();
        services.TryAddScoped<RecoverChannel>();
        services.TryAddScoped<Reconcile>();
    }

    private static void AddReplicationWork(this IServiceCollection services)
    {
        services.TryAddSingleton(new ReplicationRetention());
        services.AddScoped<ChannelDuty>();
        services.AddScoped<SteerChannel>();
        services.AddScoped<IScheduledWork, ReplicationPush>();
        services.AddScoped<IScheduledWork, ReplicationPull>();
        services.AddScoped<IScheduledWork, ReplicationRoute>();
        services.AddScoped<IScheduledWork, ReplicationPurge>();
        services.AddScoped<IScheduledWork, ReplicationReconcile>();
    }
}
