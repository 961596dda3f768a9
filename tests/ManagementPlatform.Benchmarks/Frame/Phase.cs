using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Import;
using ManagementPlatform.Benchmarks.Replication;
using ManagementPlatform.Storage;

namespace ManagementPlatform.Benchmarks.Frame;

/// <summary>
/// A phase of a benchmark runs in a process of its own, so that neither its peak memory nor its warm code mixes with another's.
/// It hands its result back as the last line of its output.
/// </summary>
internal static class Phase
{
    public const string Marker = "phase";

    public static async Task<Measured> MeasureAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var result = "null";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            result = line;
            if (!line.StartsWith('{'))
                Console.WriteLine("  " + line);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Measured>(result)!
            : throw new InvalidOperationException($"The phase {arguments[0]} failed.");
    }

    /// <summary>A process that runs a phase; its standard input and output are the caller's.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.Ordinal))
            start.ArgumentList.Add(typeof(Phase).Assembly.Location);
        start.ArgumentList.Add(Marker);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var (rows, seconds) = arguments switch
        {
            [BenchmarkProvince.Name, var engine, var database, var pupils, var folder] => await TimedAsync(
                () => BenchmarkProvince.PrepareAsync(Database.Of(engine, database), int.Parse(pupils, CultureInfo.InvariantCulture), folder, cancel)),
            [ProductImport.Name, var engine, var database, var file] =>
                await ProductImport.RunAsync(Database.Of(engine, database), file, cancel),
            [PlainCopy.Name, var engine, var from, var to] => await PlainCopy.RunAsync(engine, from, to, cancel),
            [FirstLoad.Name, var engine, var province, var nation, var folder] =>
                await FirstLoad.RunAsync(engine, province, nation, folder, cancel),
            [LogicalCopy.Name, var from, var to] => await LogicalCopy.RunAsync(from, to, cancel),
            _ => throw new NotSupportedException(arguments[0]),
        };
        Console.WriteLine(JsonSerializer.Serialize(new Measured(rows, seconds, PeakMegabytes())));
        return 0;
    }

    private static async Task<(long Rows, double Seconds)> TimedAsync(Func<Task<long>> act)
    {
        var clock = Stopwatch.StartNew();
        var rows = await act();
        return (rows, clock.Elapsed.TotalSeconds);
    }

    private static double PeakMegabytes()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) / 1024.0;
    }
}
