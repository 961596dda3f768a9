using System.Globalization;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;

namespace ManagementPlatform.Benchmarks.Import;

/// <summary>
/// Import of a province's pupils from CSV (parsed, fully checked, de-duplicated, numbered, enrolled, logged) beside the plain
/// driver that inserts the same final rows; at the full size and at a tenth of it.
/// </summary>
internal static class ImportBenchmark
{
    public static async Task<Section> RunAsync(BenchmarkStore store, int rows)
    {
        var small = await MeasureAsync(store, rows / 10);
        var large = await MeasureAsync(store, rows);
        var head = await Machine.TodayAsync(store);
        var growth = large.Import.Seconds / large.Import.Rows / (small.Import.Seconds / small.Import.Rows);
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            {head}

            | pupils | import, s | pupils/s | peak memory, MB | plain driver, s | pupils/s | import ÷ plain rate |
            |---:|---:|---:|---:|---:|---:|---:|
            {Row(small)}
            {Row(large)}

            Cost of a pupil at {large.Import.Rows:N0} ÷ at {small.Import.Rows:N0}: **{growth:0.00}** (target: at most 1.2).
            Rate of the import ÷ rate of the plain driver at {large.Import.Rows:N0}: **{Ratio(large):0.00}** (target: at least 0.5).
            Peak memory of the importing process: **{large.Import.PeakMegabytes:0} MB** (target: under 500), at a tenth {small.Import.PeakMegabytes:0} MB.
            """);
        return new($"Import, {store.Engine}", text);
    }

    private static async Task<(Measured Import, Measured Plain)> MeasureAsync(BenchmarkStore store, int pupils)
    {
        var import = await FilledCenter.MakeAsync(store, pupils);
        await store.CopyAsync(FilledCenter.Schools, "plain");
        var plain = await Phase.MeasureAsync(
            PlainCopy.Name, store.Engine.ToString(),
            store.ConnectionString(FilledCenter.Pupils), store.ConnectionString("plain"));
        await store.DropAsync("plain");
        await FilledCenter.DropAsync(store);
        return (import, plain);
    }

    private static string Row((Measured Import, Measured Plain) m) => string.Create(CultureInfo.InvariantCulture,
        $"| {m.Import.Rows:N0} | {m.Import.Seconds:0.0} | {m.Import.PerSecond:N0} | {m.Import.PeakMegabytes:0} | "
        + $"{m.Plain.Seconds:0.0} | {m.Plain.PerSecond:N0} | {Ratio(m):0.00} |");

    private static double Ratio((Measured Import, Measured Plain) m) => m.Import.PerSecond / m.Plain.PerSecond;
}
