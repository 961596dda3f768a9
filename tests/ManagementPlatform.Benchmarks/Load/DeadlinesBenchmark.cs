using System.Diagnostics;
using System.Globalization;
using Dapper;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Benchmarks.Load;

/// <summary>The deadline job over running cases that wait since twelve days or less: every second pupil has one.</summary>
internal static class DeadlinesBenchmark
{
    public static async Task<Section> RunAsync(BenchmarkStore store, int rows)
    {
        await FilledCenter.MakeAsync(store, rows);
        var running = rows / 2;
        await new RunningCases(store).MakeAsync(running, wishes: 0);
        var time = new MovableTime(TimeProvider.System.GetUtcNow());
        var runs = new List<(double Seconds, long Events)>();
        await using (var services = Services(store, time))
        {
            runs.Add(await TimedAsync(store, services));
            time.Advance(TimeSpan.FromDays(1));
            runs.Add(await TimedAsync(store, services));
            runs.Add(await TimedAsync(store, services));
        }

        await FilledCenter.DropAsync(store);
        var head = await Machine.TodayAsync(store);
        return new($"Deadlines, {store.Engine}", string.Create(CultureInfo.InvariantCulture, $"""
            {head}

            | {running:N0} running cases | s | reminders and escalations |
            |---|---:|---:|
            | after a pause: twelve days at once | {runs[0].Seconds:0.00} | {runs[0].Events:N0} |
            | a day later (target: under 5 s) | {runs[1].Seconds:0.00} | {runs[1].Events:N0} |
            | once more, nothing due | {runs[2].Seconds:0.00} | {runs[2].Events:N0} |
            """));
    }

    /// <summary>Reminds and escalates what is due today.</summary>
    public static async Task CatchUpAsync(BenchmarkStore store)
    {
        await using var services = Services(store, TimeProvider.System);
        await RunAsync(services);
    }

    private static ServiceProvider Services(BenchmarkStore store, TimeProvider time) => new ServiceCollection().AddSingleton(time)
        .AddStorage(store.Database(FilledCenter.Pupils)).AddReference().AddOrganization().AddStudents().AddEnrollment()
            .AddCases().BuildServiceProvider();

    private static async Task RunAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IScheduledWork>().OfType<KeepDeadlines>().Single()
            .RunAsync(CancellationToken.None);
    }

    private static async Task<(double Seconds, long Events)> TimedAsync(BenchmarkStore store, ServiceProvider services)
    {
        var before = await EventsAsync(store);
        var started = Stopwatch.GetTimestamp();
        await RunAsync(services);
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, await EventsAsync(store) - before);
    }

    private static async Task<long> EventsAsync(BenchmarkStore store)
    {
        await using var connection = await store.Database(FilledCenter.Pupils).OpenAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM case_event");
    }
}
