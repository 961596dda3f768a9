using ManagementPlatform.Etl.Generation;

namespace ManagementPlatform.Etl.Tests.Generation;

[TestClass]
public sealed class PcgTests
{
    [TestMethod]
    public void The_stream_of_a_seed_is_fixed_for_ever()
    {
        // Worked out with another program. A platform or a rewrite that changes them changes every generated file.
        var random = Pcg.Of(1, "510104/layout");
        uint[] first = [random.Next(), random.Next(), random.Next(), random.Next()];
        CollectionAssert.AreEqual(Fixed, first, string.Join(", ", first));
    }

    [TestMethod]
    public void Another_seed_or_another_purpose_gives_another_stream()
    {
        var one = Pcg.Of(1, "a").Next();
        Assert.AreNotEqual(one, Pcg.Of(2, "a").Next());
        Assert.AreNotEqual(one, Pcg.Of(1, "b").Next());
    }

    [TestMethod]
    public void Draws_are_spread_evenly_over_their_range()
    {
        var random = Pcg.Of(7, "even");
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
            counts[random.Below(10)]++;
        foreach (var count in counts)
            Assert.AreEqual(10_000, count, 500);
    }

    [TestMethod]
    public void Bell_draws_stay_inside_and_lie_mostly_in_the_middle()
    {
        var random = Pcg.Of(7, "bell");
        var draws = Enumerable.Range(0, 10_000).Select(_ => random.Bell(100, 200)).ToList();
        Assert.IsGreaterThanOrEqualTo(100, draws.Min());
        Assert.IsLessThanOrEqualTo(200, draws.Max());
        Assert.IsGreaterThan(7_000, draws.Count(d => d is > 125 and < 175));
    }

    [TestMethod]
    public void A_heavier_item_is_drawn_more_often_by_its_weight()
    {
        var list = new WeightedList<string>([("rare", 1), ("never", 0), ("common", 9)]);
        var random = Pcg.Of(3, "weights");
        var draws = Enumerable.Range(0, 20_000).Select(_ => list.Draw(random)).ToList();
        Assert.AreEqual(2_000, draws.Count(d => d == "rare"), 200);
        Assert.IsFalse(draws.Contains("never"));
    }

    private static readonly uint[] Fixed = [431599213, 1272982803, 3995845377, 1087834412];
}
