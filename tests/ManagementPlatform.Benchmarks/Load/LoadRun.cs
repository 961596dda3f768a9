using System.Collections.Concurrent;
using System.Diagnostics;

namespace ManagementPlatform.Benchmarks.Load;

/// <summary>One kind of request and how often it comes.</summary>
/// <param name="PerSecond">It comes when it is due, whether the server is ready or not: waiting counts.</param>
/// <param name="Send">Gives null when there is nothing left to ask.</param>
internal sealed record Stream(string Name, double PerSecond, Func<Task<HttpResponseMessage?>> Send);

/// <summary>What came of a stream.</summary>
/// <param name="Milliseconds">From the moment a request was due, sorted.</param>
internal sealed record Outcome(
    string Name, double Wanted, double PerSecond, IReadOnlyList<double> Milliseconds, int Errors, string? FirstError)
{
    public double At(double share) =>
        Milliseconds.Count == 0 ? 0 : Milliseconds[Math.Min(Milliseconds.Count - 1, (int)(Milliseconds.Count * share))];
}

/// <summary>Sends several streams at once for a time (an open model: users do not wait for each other).</summary>
internal static class LoadRun
{
    private const int LongestError = 200;

    public static async Task<IReadOnlyList<Outcome>> RunAsync(IReadOnlyList<Stream> streams, TimeSpan time, double factor = 1) =>
        await Task.WhenAll(streams.Select(stream => Task.Run(() => RunAsync(stream, stream.PerSecond * factor, time))));

    private static async Task<Outcome> RunAsync(Stream stream, double perSecond, TimeSpan time)
    {
        var times = new ConcurrentBag<double>();
        var errors = new ConcurrentQueue<string>();
        var pending = new List<Task>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i / perSecond < time.TotalSeconds; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            if (due - clock.Elapsed is { Ticks: > 0 } early)
                await Task.Delay(early);
            pending.Add(SendAsync(due));
        }

        await Task.WhenAll(pending);
        errors.TryPeek(out var first);
        return new(stream.Name, perSecond, times.Count / clock.Elapsed.TotalSeconds, [.. times.Order()], errors.Count, first);

        async Task SendAsync(TimeSpan due)
        {
            using var answer = await stream.Send();
            if (answer is null)
                return;
            var text = await answer.Content.ReadAsStringAsync();
            times.Add((clock.Elapsed - due).TotalMilliseconds);
            if (!answer.IsSuccessStatusCode)
                errors.Enqueue($"{(int)answer.StatusCode} {text[..Math.Min(text.Length, LongestError)]}");
        }
    }
}
