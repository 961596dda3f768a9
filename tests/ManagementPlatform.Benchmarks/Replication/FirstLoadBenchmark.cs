using System.Globalization;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;
using ManagementPlatform.Benchmarks.Import;
using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.Benchmarks.Replication;

/// <summary>
/// First load of a province's registry at the nation beside the plain driver that inserts the pupils' same final rows, and, on
/// PostgreSQL, beside the initial copy of its own logical replication; at the full size and at a tenth of it.
/// </summary>
internal static class FirstLoadBenchmark
{
    private const string Nation = "nation", Plain = "plain";

    public static async Task<Section> RunAsync(BenchmarkStore store, int rows)
    {
        var small = await MeasureAsync(store, rows / 10);
        var large = await MeasureAsync(store, rows);
        var growth = large.Load.Seconds / large.Load.Rows / (small.Load.Seconds / small.Load.Rows);
        var head = await Machine.TodayAsync(store);
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            {head}

            | pupils | first load, s | pupils/s | peak memory, MB | plain driver, s | logical replication, s | load ÷ plain rate |
            |---:|---:|---:|---:|---:|---:|---:|
            {Row(small)}
            {Row(large)}

            The first load carries the whole registry (bureaus, schools, staff, classes, pupils with their history); the plain driver and logical
            replication only the tables of pupils. Sender, receiver and database share the machine.
            Rate of the first load ÷ rate of the plain driver: **{large.Load.PerSecond / large.Plain.PerSecond:0.00}** (target: at least 0.5).
            {Beside(large)}Cost of a pupil at {large.Load.Rows:N0} ÷ at {small.Load.Rows:N0}: **{growth:0.00}** (target: at most 1.2).
            """);
        return new($"First load, {store.Engine}", text);
    }

    /// <summary>
    /// The first load alone at the full size and at a tenth of it: whether a pupil costs more when there are many.
    /// </summary>
    public static async Task<Section> GrowthAsync(BenchmarkStore store, int rows)
    {
        var (small, large) = (await LoadAsync(rows / 10), await LoadAsync(rows));
        var head = await Machine.TodayAsync(store);
        return new($"First load, growth, {store.Engine}", string.Create(CultureInfo.InvariantCulture, $"""
            {head}

            | pupils | first load, s | pupils/s | peak memory, MB |
            |---:|---:|---:|---:|
            {Line(small)}
            {Line(large)}

            Cost of a pupil at {large.Rows:N0} ÷ at {small.Rows:N0}: **{large.Seconds / large.Rows / (small.Seconds / small.Rows):0.00}** (target: at most 1.2).
            """));

        async Task<Measured> LoadAsync(int pupils)
        {
            var load = await FilledAsync(store, pupils);
            await DropAsync(store);
            return load;
        }

        static string Line(Measured m) => string.Create(
            CultureInfo.InvariantCulture, $"| {m.Rows:N0} | {m.Seconds:0.0} | {m.PerSecond:N0} | {m.PeakMegabytes:0} |");
    }

    private static async Task<Figures> MeasureAsync(BenchmarkStore store, int pupils)
    {
        var load = await FilledAsync(store, pupils);
        await store.CopyAsync(FilledCenter.Schools, Plain);
        var plain = await Phase.MeasureAsync(
            PlainCopy.Name, store.Engine.ToString(), store.ConnectionString(Nation), store.ConnectionString(Plain));
        await store.DropAsync(Plain);
        var logical = store.Engine == Engine.PostgreSql ? await LogicalCopyAsync(store) : null;
        await DropAsync(store);
        return new(load, plain, logical);
    }

    private static async Task<Measured> FilledAsync(BenchmarkStore store, int pupils)
    {
        await FilledCenter.MakeAsync(store, pupils);
        await store.SettleAsync(FilledCenter.Pupils);
        if (store.Engine == Engine.PostgreSql)
            await store.CreateAsync(Nation);
        return await Phase.MeasureAsync(
            FirstLoad.Name, store.Engine.ToString(), store.ConnectionString(FilledCenter.Pupils),
            store.ConnectionString(Nation), Bundles(store));
    }

    private static async Task DropAsync(BenchmarkStore store)
    {
        await store.DropAsync(Nation);
        await FilledCenter.DropAsync(store);
        Directory.Delete(Bundles(store), recursive: true);
    }

    private static string Bundles(BenchmarkStore store) => Path.Combine(store.Folder, "bundles");

    private static async Task<Measured> LogicalCopyAsync(BenchmarkStore store)
    {
        await store.CopyAsync(FilledCenter.Schools, Plain);
        var logical = await Phase.MeasureAsync(
            LogicalCopy.Name, store.ConnectionString(FilledCenter.Pupils), store.ConnectionString(Plain));
        await store.DropAsync(Plain);
        return logical;
    }

    private static string Row(Figures m) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {m.Load.Rows:N0} | {m.Load.Seconds:0.0} | {m.Load.PerSecond:N0} | {m.Load.PeakMegabytes:0} | {m.Plain.Seconds:0.0} | "
        + $"{(m.Logical is { } logical ? logical.Seconds.ToString("0.0", CultureInfo.InvariantCulture) : "–")} | {m.Load.PerSecond / m.Plain.PerSecond:0.00} |");

    private static string Beside(Figures m) => m.Logical is { } logical
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Beside logical replication: **{logical.Seconds / m.Load.Seconds:0.00}** of its rate (target: at least 1).\n")
        : "";

    private sealed record Figures(Measured Load, Measured Plain, Measured? Logical);
}
