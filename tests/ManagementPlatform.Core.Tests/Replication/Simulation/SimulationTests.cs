using System.Globalization;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>
/// The replication protocol under everything that can go wrong, many times over. A seed that fails is run again alone, with its trace, by
/// <c>MP_SIM_SEED=123 dotnet test tests/ManagementPlatform.Core.Tests --filter Simulation</c>.
/// </summary>
[TestClass]
public sealed class SimulationTests
{
    private const int Seeds = 500;

    [TestMethod]
    public void Centers_come_to_agree_whatever_happens_between_them()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("MP_SIM_SEED"), CultureInfo.InvariantCulture, out var seed))
            SimulationReport.Check(seed);
        else
            Parallel.For(1, Seeds + 1, SimulationReport.Check);
    }
}
