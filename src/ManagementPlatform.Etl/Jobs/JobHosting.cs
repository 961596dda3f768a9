using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Storage.Engines;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Quartz;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>What a host that runs jobs adds to the queue: the runner, the kinds, the schedules.</summary>
public static class JobHosting
{
    /// <param name="schedulesFolder">Files that say what is done how often.</param>
    /// <param name="connectionString">Of the center's database, where the scheduler keeps its own tables.</param>
    public static IServiceCollection AddJobRunner(
        this IServiceCollection services, string schedulesFolder, Engine engine, string connectionString)
    {
        services.AddSingleton<JobBoard>();
        services.AddSingleton<IJobSignal>(s => s.GetRequiredService<JobBoard>());
        services.AddScoped<IJobKind, PromoteSchoolsJob>();
        services.AddScoped<IJobKind, GraduateYearJob>();
        services.AddScoped<IJobKind, DecideGraduationJob>();
        services.AddScoped<ImportJob>();
        services.AddScoped<IJobKind, ImportStudentsJob>();
        foreach (var table in ImportKind.All)
            services.AddScoped<IJobKind>(s => ActivatorUtilities.CreateInstance<ImportTableJob>(s, table));
        services.AddScoped<IJobKind, ExportStudentsJob>();
        services.AddHostedService<JobRunner>();
        return services.AddScheduler(new Schedules(Schedule.ReadAll(schedulesFolder)), engine, connectionString);
    }

    internal static IServiceCollection AddScheduler(
        this IServiceCollection services, Schedules schedules, Engine engine, string connectionString)
    {
        services.AddSingleton(schedules);
        services.AddSingleton<RunWork>();
        services.TryAddSingleton(WorkNode.OfThisProcess());
        services.AddHostedService<KeepSchedules>();
        return services.AddQuartz(quartz => UseStore(quartz, engine, connectionString));
    }

    /// <summary>
    /// On the server engines the schedule is kept in the database, and the nodes of a center share it: one of them runs what is
    /// due, and what was due while none ran is made up for. SQLite stays in memory: its file has one process, whose triggers
    /// would cost it writes every few seconds.
    /// </summary>
    private static void UseStore(IQuartzBuilder quartz, Engine engine, string connectionString)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "center";
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always; // whatever is stopped goes on at its next run
        });
        if (engine == Engine.Sqlite)
            return;
        quartz.UsePersistentStore(store =>
        {
            store.ConfigureStore(options =>
            {
                options.TablePrefix = "qrtz_";
                options.StoreJobDataAsStrings = true;
            });
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = TimeSpan.FromSeconds(10);
                cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(20);
            });
            if (engine == Engine.PostgreSql)
                store.UsePostgres(NpgsqlFactory.Instance, connectionString);
            else
                store.UseSqlServer(SqlClientFactory.Instance, connectionString);
        });
    }
}
