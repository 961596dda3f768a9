using ManagementPlatform.Benchmarks.Frame;
using ManagementPlatform.Benchmarks.Http;
using ManagementPlatform.Benchmarks.Import;
using ManagementPlatform.Benchmarks.Load;
using ManagementPlatform.Benchmarks.Replication;
using ManagementPlatform.Benchmarks.Simulations;

namespace ManagementPlatform.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/ManagementPlatform.Benchmarks --
/// import|pupil|lists|cases|deadlines|first-load|growth|replication [--engine sqlite|postgresql] [--rows N]</c>. Each measures
/// the product and the plain driver doing the same, on the same engine, in one run, and rewrites its part of
/// <c>docs/benchmarks.md</c>. <c>-- simulate [--seeds N] [--from N]</c> runs the replication protocol under everything that can
/// go wrong.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is [Phase.Marker, ServerPhase.Name, var server, var database])
            return await ServerPhase.RunAsync(server, database, CancellationToken.None);
        if (args is [Phase.Marker, .. var phase])
            return await Phase.RunAsync(phase, CancellationToken.None);
        if (args is ["simulate", .. var simulated])
            return SimulationPhase.Run(simulated);
        if (BenchmarkOptions.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync("import|pupil|lists|cases|deadlines|first-load|growth|replication [--engine sqlite|postgresql] [--rows N] [--folder PATH] [--no-report]");
            return 2;
        }

        foreach (var engine in options.Engines)
        {
            await using var store = await BenchmarkStore.OpenAsync(
                engine, options.Folder, isPublisher: options.Name == "first-load");
            var section = options.Name switch
            {
                "import" => await ImportBenchmark.RunAsync(store, options.Rows),
                "pupil" => await PupilBenchmark.RunAsync(store, options.Rows),
                "deadlines" => await DeadlinesBenchmark.RunAsync(store, options.Rows),
                "first-load" => await FirstLoadBenchmark.RunAsync(store, options.Rows),
                "growth" => await FirstLoadBenchmark.GrowthAsync(store, options.Rows),
                "replication" => await SteadyBenchmark.RunAsync(store, options.Rows),
                "cases" => await CasesBenchmark.RunAsync(store, options.Rows),
                _ => await ListsBenchmark.RunAsync(store, options.Rows),
            };
            Console.WriteLine(section.Text);
            if (options.WritesReport)
                Report.Put(section);
        }

        return 0;
    }
}
