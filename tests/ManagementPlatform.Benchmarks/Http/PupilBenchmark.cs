using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;

namespace ManagementPlatform.Benchmarks.Http;

/// <summary>
/// A pupil by number over HTTP, with account, scope, family and masks, beside the bare endpoint in the same process.
/// </summary>
internal static class PupilBenchmark
{
    private const int Clients = 8, Windows = 5, Sampled = 20_000;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(4);

    public static async Task<Section> RunAsync(BenchmarkStore store, int rows)
    {
        await FilledCenter.MakeAsync(store, rows);
        var numbers = await Sample.Async<string>(store, "SELECT student_number FROM student", Sampled);
        Rate product, bare;
        using (var server = await RunningServer.StartAsync(store, FilledCenter.Pupils))
            (product, bare) = await MeasureAsync(server, numbers);
        await FilledCenter.DropAsync(store);
        var head = await Machine.TodayAsync(store);
        return new($"A pupil by number, {store.Engine}", string.Create(CultureInfo.InvariantCulture, $"""
            {head}

            | {rows:N0} pupils, {Clients} clients | requests/s | processor time of the server a request, µs |
            |---|---:|---:|
            | `POST /api/v1/students/find` (account, scope, family, masks) | {product.PerSecond:N0} | {product.Microseconds:N0} |
            | bare endpoint, the one query | {bare.PerSecond:N0} | {bare.Microseconds:N0} |

            Product ÷ bare: **{product.PerSecond / bare.PerSecond:0.00}** (target: at least 0.6).
            """));
    }

    // Turn and turn about, so that whatever else the machine does meets both.
    private static async Task<(Rate Product, Rate Bare)> MeasureAsync(RunningServer server, IReadOnlyList<string> numbers)
    {
        var (product, bare) = (new List<Rate>(), new List<Rate>());
        for (var i = -1; i < Windows; i++)
        {
            var (one, other) = (
                await RateAsync(
                    server, number => server.Product.PostAsJsonAsync("students/find", new { studentNumber = number }), numbers),
                await RateAsync(server, number => server.Bare.PostAsync(BareEndpoint.Path, new StringContent(number)), numbers));
            if (i < 0)
                continue; // both are warm now
            product.Add(one);
            bare.Add(other);
        }

        return (Median(product), Median(bare));
    }

    private static async Task<Rate> RateAsync(
        RunningServer server, Func<string, Task<HttpResponseMessage>> send, IReadOnlyList<string> numbers)
    {
        var (clock, processor, next, done) = (Stopwatch.StartNew(), server.ProcessorTime, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (clock.Elapsed < Window)
            {
                using var answer = await send(numbers[Interlocked.Increment(ref next) % numbers.Count]);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                Interlocked.Increment(ref done);
            }
        }));
        return new(done / clock.Elapsed.TotalSeconds, (server.ProcessorTime - processor).TotalMicroseconds / done);
    }

    private static Rate Median(List<Rate> rates) => rates.OrderBy(r => r.PerSecond).ElementAt(Windows / 2);

    private sealed record Rate(double PerSecond, double Microseconds);
}
