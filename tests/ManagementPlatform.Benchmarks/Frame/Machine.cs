using System.Globalization;
using System.Runtime.InteropServices;

namespace ManagementPlatform.Benchmarks.Frame;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>The first line of every section: when, on what.</summary>
    public static async Task<string> TodayAsync(BenchmarkStore store) =>
        $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {await store.VersionAsync()}, {Describe()}";

    private static string Describe()
    {
        var cpu = Line("/proc/cpuinfo", "model name");
        var memory = long.Parse(Line("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) / 1024 / 1024;
        return $"{cpu}, {Environment.ProcessorCount} cores, {memory} GB memory, {RuntimeInformation.OSDescription}, "
            + RuntimeInformation.FrameworkDescription;
    }

    private static string Line(string file, string name) =>
        File.ReadLines(file).First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(':', 2)[1].Trim();
}
