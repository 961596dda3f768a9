using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;
using ManagementPlatform.Benchmarks.Http;

namespace ManagementPlatform.Benchmarks.Load;

/// <summary>
/// The load of a province (docs/rules.md §5.3) on one center over HTTP: transfers that are started, nodes that are decided, and
/// reads, at once, over running cases; then more and more of it, to find the ceiling.
/// </summary>
internal sealed class CasesBenchmark
{
    private const double Starts = 20, Decisions = 100, Reads = 500;
    private const int MostSteps = 6, Asked = 2_000;
    private const double SlowestAllowed = 100;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(20), Measured = TimeSpan.FromSeconds(30), Probe = TimeSpan.FromSeconds(10);

    private readonly RunningServer _server;
    private readonly ConcurrentQueue<RunningTransfer> _waiting;
    private readonly ConcurrentQueue<Wish> _wishes;
    private readonly RunningTransfer[] _all;
    private readonly Random _random = new(51);

    private CasesBenchmark(RunningServer server, List<RunningTransfer> cases, List<Wish> wishes)
    {
        _server = server;
        _all = [.. cases];
        _waiting = new(cases);
        _wishes = new(wishes);
    }

    public static async Task<Section> RunAsync(BenchmarkStore store, int rows)
    {
        await FilledCenter.MakeAsync(store, rows);
        var running = rows / 10;
        var (cases, wishes) = await new RunningCases(store).MakeAsync(running, running / 4);
        await Staffing.HireAsync(store);
        await DeadlinesBenchmark.CatchUpAsync(store); // the server would, as soon as it starts
        await store.SettleAsync(FilledCenter.Pupils);
        string text;
        using (var server = await RunningServer.StartAsync(store, FilledCenter.Pupils))
            text = await new CasesBenchmark(server, cases, wishes).MeasureAsync();
        await FilledCenter.DropAsync(store);
        var head = await Machine.TodayAsync(store);
        return new(
            $"Transfers under load, {store.Engine}",
            $"{head}; {rows:N0} pupils, {running:N0} running cases; client and server on the same machine.\n\n{text}");
    }

    private async Task<string> MeasureAsync()
    {
        var streams = Streams();
        await LoadRun.RunAsync(streams, Warm);
        var measured = await LoadRun.RunAsync(streams, Measured);
        var inbox = await InboxAsync();
        var ceiling = Keeps(measured) ? 1.0 : 0;
        for (var step = 1; step <= MostSteps && ceiling > 0; step++)
        {
            var factor = 1 + 0.5 * step;
            var probe = await LoadRun.RunAsync(streams, Probe, factor);
            if (!Keeps(probe))
                break;
            ceiling = factor;
        }

        return Table(measured) + string.Create(CultureInfo.InvariantCulture, $"""


            After {Warm.TotalSeconds:0} s of the same load. Times count from the moment a request was due (target: p99 under
            {SlowestAllowed:0} ms, no errors). Highest tried multiple of this load that kept to it: **{ceiling:0.0}**.
            By itself, one after the other, the inbox of a county with {inbox.Waiting:N0} waiting cases opens in {inbox.Milliseconds:0.0} ms at p99
            (target: under 20).
            """);
    }

    private async Task<(int Waiting, double Milliseconds)> InboxAsync()
    {
        var county = _all.GroupBy(c => c.Node is 1 ? c.ToCounty : c.Node is 3 ? c.FromCounty : 0)
            .Where(g => g.Key != 0).MaxBy(g => g.Count())!;
        var times = new List<double>();
        for (var i = 0; i < Asked; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await GetAsync(county.Key, "inbox?limit=50");
            await answer!.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return (county.Count(), times.Order().ElementAt(Asked * 99 / 100));
    }

    private static bool Keeps(IReadOnlyList<Outcome> outcomes) =>
        outcomes.All(o => o.At(0.99) <= SlowestAllowed && o.Errors == 0);

    private List<Stream> Streams() =>
    [
        new("transfer started", Starts, StartAsync),
        new("node decided", Decisions, DecideAsync),
        new("inbox of a county", Reads * 0.2, () => GetAsync(Pick().ToCounty, "inbox?limit=50")),
        new("inbox of a school", Reads * 0.2, () => GetAsync(Pick().ToSchool, "inbox?limit=50")),
        new("case with everything", Reads * 0.4, CaseAsync),
        new("page of a school's pupils", Reads * 0.2, PupilsAsync),
    ];

    private RunningTransfer Pick()
    {
        lock (_random)
            return _all[_random.Next(_all.Length)];
    }

    private Task<HttpResponseMessage?> CaseAsync()
    {
        var one = Pick();
        return GetAsync(one.ToCounty, $"cases/{one.CaseId}");
    }

    private Task<HttpResponseMessage?> PupilsAsync()
    {
        var school = Pick().FromSchool;
        return GetAsync(school, $"students?schoolId={school}&limit=50");
    }

    private Task<HttpResponseMessage?> GetAsync(long organization, string path) =>
        SendAsync(organization, false, HttpMethod.Get, path);

    private async Task<HttpResponseMessage?> StartAsync() => _wishes.TryDequeue(out var wish)
        ? await SendAsync(wish.ToSchool, false, HttpMethod.Post, "transfers", new
        {
            keys = new { wish.Name, studentNumber = wish.Number }, toGrade = wish.Grade,
            reasonCode = "02", toClassId = wish.ToClass,
        })
        : null;

    // The nodes in their order: the leader of the receiving school, its county, the leader of the sending school, its county.
    private async Task<HttpResponseMessage?> DecideAsync()
    {
        if (!_waiting.TryDequeue(out var one))
            return null;
        var (organization, isLeader) = one.Node switch
        {
            0 => (one.ToSchool, true), 1 => (one.ToCounty, false), 2 => (one.FromSchool, true), _ => (one.FromCounty, true),
        };
        var answer = await SendAsync(
            organization, isLeader, HttpMethod.Post, $"cases/{one.CaseId}/decision",
            new { verdict = "approve", opinion = "同意" }, one.Version);
        if (one.Node + 1 < RunningTransfer.Nodes)
            _waiting.Enqueue(one.Next());
        return answer;
    }

    private async Task<HttpResponseMessage?> SendAsync(
        long organization, bool isLeader, HttpMethod method, string path, object? body = null, int? version = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", await _server.TokenOfAsync(Staffing.UserOf(organization, isLeader)));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (version is { } seen)
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
        return await _server.Product.SendAsync(request);
    }

    private static string Table(IReadOnlyList<Outcome> outcomes) =>
        "| request | wanted/s | done/s | p50, ms | p99, ms | longest, ms | errors |\n|---|---:|---:|---:|---:|---:|---:|\n"
        + string.Join('\n', outcomes.Select(o => string.Create(
            CultureInfo.InvariantCulture,
            $"| {o.Name} | {o.Wanted:0} | {o.PerSecond:0} | {o.At(0.5):0.0} | {o.At(0.99):0.0} | {o.At(1):0.0} | {o.Errors} {o.FirstError} |")));
}
