namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>What a failing run says: the seed, how to run it again, what is wrong and what happened last.</summary>
internal static class SimulationReport
{
    private const int LastSteps = 150;

    /// <exception cref="InvalidOperationException">The run failed.</exception>
    public static void Check(int seed)
    {
        if (Simulation.Run(seed) is not null)
            throw new InvalidOperationException(Of(seed));
    }

    /// <summary>Runs the seed again, the same to the last step, and writes down what happens.</summary>
    public static string Of(int seed)
    {
        var trace = new List<string>();
        var wrong = Simulation.Run(seed, Mutant.None, trace);
        return $"""
            Seed {seed}: {wrong}
            Again: MP_SIM_SEED={seed} dotnet test tests/ManagementPlatform.Core.Tests --filter Simulation
            {string.Join(Environment.NewLine, trace.TakeLast(LastSteps))}
            """;
    }
}
