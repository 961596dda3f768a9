using System.Diagnostics;
using System.Globalization;
using ManagementPlatform.Core.Tests.Replication.Simulation;

namespace ManagementPlatform.Benchmarks.Simulations;

/// <summary>Runs the simulation of the replication protocol for many more seeds than the tests do.</summary>
internal static class SimulationPhase
{
    private const int Seeds = 10_000;

    /// <returns>Exit code: 0 when every run held.</returns>
    public static int Run(IReadOnlyList<string> args)
    {
        var (seeds, from) = (Number(args, "--seeds", Seeds), Number(args, "--from", 1));
        var clock = Stopwatch.StartNew();
        var failed = ParallelEnumerable.Range(from, seeds).Where(seed => Simulation.Run(seed) is not null).Order().ToList();
        Console.WriteLine(
            FormattableString.Invariant($"{seeds} seeds from {from}: {failed.Count} failed, {clock.Elapsed.TotalSeconds:0} s"));
        if (failed.Count == 0)
            return 0;
        Console.WriteLine($"Failed: {string.Join(' ', failed)}");
        Console.WriteLine(SimulationReport.Of(failed[0]));
        return 1;
    }

    private static int Number(IReadOnlyList<string> args, string name, int otherwise)
    {
        for (var i = 0; i + 1 < args.Count; i++)
        {
            if (args[i] == name)
                return int.Parse(args[i + 1], CultureInfo.InvariantCulture);
        }

        return otherwise;
    }
}
