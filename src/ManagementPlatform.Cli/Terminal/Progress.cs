using System.Globalization;
using Spectre.Console;

namespace ManagementPlatform.Cli.Terminal;

/// <summary>How far a piece of work is.</summary>
/// <param name="Total">0 while it is not known.</param>
public readonly record struct Done(long Rows, long Total);

/// <summary>Shows how far work is that takes longer than a second: a bar on a terminal, now and then a line elsewhere.</summary>
internal static class Progress
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1), Between = TimeSpan.FromSeconds(5);

    /// <param name="title">What is being done, Chinese.</param>
    /// <param name="unit">What is counted: 行, 人.</param>
    public static Task<T> RunAsync<T>(
        Screen screen, string title, string unit, TimeProvider time, Func<IProgress<Done>, Task<T>> work) =>
        screen.IsTerminal ? BarAsync(screen, title, unit, time, work) : LinesAsync(screen, title, unit, time, work);

    private static async Task<T> BarAsync<T>(
        Screen screen, string title, string unit, TimeProvider time, Func<IProgress<Done>, Task<T>> work)
    {
        var bars = screen.Console.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn());
        return await bars.StartAsync(async context =>
        {
            var bar = context.AddTask(title, maxValue: 1);
            var start = time.GetTimestamp();
            return await work(new Report(done =>
            {
                bar.IsIndeterminate = done.Total == 0;
                bar.Value = done.Total == 0 ? 0 : (double)done.Rows / done.Total;
                bar.Description = Markup.Escape($"{title} {Numbers(done, unit, time.GetElapsedTime(start))}");
            }));
        });
    }

    private static async Task<T> LinesAsync<T>(
        Screen screen, string title, string unit, TimeProvider time, Func<IProgress<Done>, Task<T>> work)
    {
        var start = time.GetTimestamp();
        var next = Quiet;
        return await work(new Report(done =>
        {
            var elapsed = time.GetElapsedTime(start);
            if (elapsed < next)
                return;
            next = elapsed + Between;
            screen.Note($"{title} {Numbers(done, unit, elapsed)}");
        }));
    }

    private static string Numbers(Done done, string unit, TimeSpan elapsed)
    {
        var rate = elapsed.TotalSeconds < 0.2 ? 0 : done.Rows / elapsed.TotalSeconds;
        var of = done.Total == 0
            ? "" : string.Create(CultureInfo.InvariantCulture, $" / {done.Total:N0}（{100 * done.Rows / done.Total}%）");
        return string.Create(CultureInfo.InvariantCulture, $"{done.Rows:N0}{of} {unit}，{rate:N0} {unit}/秒");
    }

    // Progress<T> of the framework reports on another thread, after the work may be over.
    private sealed class Report(Action<Done> show) : IProgress<Done>
    {
        private readonly Lock _lock = new();

        void IProgress<Done>.Report(Done value)
        {
            lock (_lock)
                show(value);
        }
    }
}
