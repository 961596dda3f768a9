using ManagementPlatform.Benchmarks.Frame;

namespace ManagementPlatform.Benchmarks.Import;

internal static class ImportBenchmark
{
    public static Task<Section> RunAsync(BenchmarkStore store, int rows) => throw new NotSupportedException($"{store.Engine} {rows}");
}
