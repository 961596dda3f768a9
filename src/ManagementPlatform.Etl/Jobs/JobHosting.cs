using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Students;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>What a host that runs jobs adds to the queue: the runner, the kinds, the schedules.</summary>
public static class JobHosting
{
    public static IServiceCollection AddJobRunner(this IServiceCollection services, string schedulesFolder)
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
        return services.AddQuartz(quartz =>
        {
            foreach (var schedule in Schedule.ReadAll(schedulesFolder))
                Add(quartz, schedule);
        });
    }

    private static void Add(IQuartzBuilder quartz, Schedule schedule) => quartz.ScheduleJob<ScheduledWorkJob>(
        trigger => trigger
            .WithIdentity(schedule.Work)
            .UsingJobData(ScheduledWorkJob.WorkKey, schedule.Work)
            .WithSchedule(schedule.Every is { } interval
                ? SimpleScheduleBuilder.Create().WithInterval(interval).RepeatForever()
                : CronScheduleBuilder.Create(schedule.Cron!).InTimeZone(Beijing)),
        job => job.WithIdentity(schedule.Work).DisallowConcurrentExecution(true));

    private static readonly TimeZoneInfo Beijing = TimeZoneInfo.CreateCustomTimeZone("Beijing", TimeSpan.FromHours(8), "Beijing", "Beijing");
}
