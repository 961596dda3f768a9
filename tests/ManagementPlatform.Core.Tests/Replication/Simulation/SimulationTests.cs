using System.Globalization;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>
/// The replication protocol under everything that can go wrong, many times over. A seed that fails is run again alone, with its
/// trace, by <c>MP_SIM_SEED=123 dotnet test tests/ManagementPlatform.Core.Tests --filter Simulation</c>.
/// </summary>
[TestClass]
public sealed class SimulationTests
{
    private const int Seeds = 500;
    private const int SeedsForAMutant = 300;

    private static IEnumerable<object[]> Mutants =>
        Enum.GetNames<Mutant>().Where(name => name != nameof(Mutant.None)).Select(name => new object[] { name });

    [TestMethod]
    public void Centers_come_to_agree_whatever_happens_between_them()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("MP_SIM_SEED"), CultureInfo.InvariantCulture, out var seed))
            SimulationReport.Check(seed);
        else
            Parallel.For(1, Seeds + 1, SimulationReport.Check);
    }

    [TestMethod]
    [DynamicData(nameof(Mutants))]
    public void A_center_that_breaks_a_rule_is_found_out(string mutant)
    {
        var broken = Enum.Parse<Mutant>(mutant);

        Assert.IsTrue(
            Enumerable.Range(1, SeedsForAMutant).Any(seed => Simulation.Run(seed, broken) is not null),
            $"{mutant} was not noticed in {SeedsForAMutant} runs.");
    }

    [TestMethod]
    public void A_seed_replays_to_the_last_step()
    {
        List<string> once = [], again = [];
        Simulation.Run(7, trace: once);
        Simulation.Run(7, trace: again);

        Assert.IsGreaterThan(500, once.Count);
        CollectionAssert.AreEqual(once, again);
    }
}
