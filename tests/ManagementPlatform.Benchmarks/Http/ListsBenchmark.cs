using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;

namespace ManagementPlatform.Benchmarks.Http;

/// <summary>
/// A page of a school's pupils, and a search by name inside a county of 100,000, at the full size and at a tenth of it: how long
/// the slowest hundredth takes, over HTTP and by the plain driver.
/// </summary>
internal static class ListsBenchmark
{
    private const int Asked = 3_000, WarmUp = 300;

    // What the product sends, without the scope.
    private const string Columns =
        "p.student_id, p.student_number, p.number_state, p.name, p.name_pinyin, p.sex_code, p.birth_date, p.school_id, p.class_id, "
        + "c.name AS class_name, c.grade, p.status_code, p.on_roll, p.row_version";

    private const string PageQuery =
        $"SELECT {Columns} FROM student AS p JOIN school_class AS c ON c.class_id = p.class_id "
        + "WHERE p.school_id = @school AND p.on_roll = @yes ORDER BY p.name_pinyin, p.student_id LIMIT 51";

    private const string SearchQuery =
        $"SELECT {Columns} FROM student AS p JOIN school_class AS c ON c.class_id = p.class_id "
        + "WHERE p.county_id = @county AND p.name >= @from AND p.name < @until ORDER BY p.name, p.student_id LIMIT 51";

    public static async Task<Section> RunAsync(BenchmarkStore store, int rows)
    {
        var small = await MeasureAsync(store, rows / 10);
        var large = await MeasureAsync(store, rows);
        var head = await Machine.TodayAsync(store);
        return new($"Lists, {store.Engine}", string.Create(CultureInfo.InvariantCulture, $"""
            {head}

            | p99, ms | {rows / 10:N0} pupils | {rows:N0} pupils | large ÷ small | target |
            |---|---:|---:|---:|---|
            {Row("page of a school's pupils, HTTP", small.Page, large.Page, "< 50 ms, ≤ 2")}
            {Row("… the query by the plain driver", small.PlainPage, large.PlainPage)}
            {Row("name search in a county of 100,000, HTTP", small.Search, large.Search, "< 50 ms, ≤ 2")}
            {Row("… the query by the plain driver", small.PlainSearch, large.PlainSearch)}

            One client, {Asked:N0} requests each, pages of 50; the searches are for the first one to three characters of names in use.
            """));
    }

    private static async Task<Slowest> MeasureAsync(BenchmarkStore store, int pupils)
    {
        await FilledCenter.MakeAsync(store, pupils);
        var schools = await Sample.Async<long>(store, "SELECT school_id FROM student GROUP BY school_id", Asked);
        var names = await Sample.Async<(long County, string Name)>(store, "SELECT county_id, name FROM student", Asked);
        var asked = names.Select((n, i) => (n.County, Text: n.Name[..Math.Min(1 + i % 3, n.Name.Length)])).ToList();
        Slowest slowest;
        using (var server = await RunningServer.StartAsync(store, FilledCenter.Pupils))
        await using (var plain = await PlainQueries.OpenAsync(store))
        {
            slowest = new(
                await P99Async(
                    i => GetAsync(server.Product.GetAsync($"students?schoolId={schools[i % schools.Count]}&limit=50"))),
                await P99Async(i => plain.RunAsync(PageQuery, ("school", schools[i % schools.Count]), ("yes", true))),
                await P99Async(i => GetAsync(server.Product.PostAsJsonAsync(
                    "students/search?limit=50",
                    new { text = asked[i % asked.Count].Text, countyId = asked[i % asked.Count].County }))),
                await P99Async(i => plain.RunAsync(
                    SearchQuery, ("county", asked[i % asked.Count].County), ("from", asked[i % asked.Count].Text),
                    ("until", asked[i % asked.Count].Text + '\uFFFF'))));
        }

        await FilledCenter.DropAsync(store);
        return slowest;
    }

    private static async Task GetAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<double> P99Async(Func<int, Task> ask)
    {
        var times = new List<double>(Asked);
        for (var i = -WarmUp; i < Asked; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask(Math.Abs(i));
            if (i >= 0)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times.Order().ElementAt(Asked * 99 / 100);
    }

    private static string Row(string what, double small, double large, string target = "") =>
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {small:0.0} | {large:0.0} | {large / small:0.00} | {target} |");

    /// <summary>Milliseconds.</summary>
    private sealed record Slowest(double Page, double PlainPage, double Search, double PlainSearch);
}
