using FsCheck;
using FsCheck.Fluent;
using ManagementPlatform.Etl.Generation;

namespace ManagementPlatform.Etl.Tests.Generation;

[TestClass]
public sealed class ApportionmentTests
{
    [TestMethod]
    public void The_parts_always_sum_to_the_total_and_follow_the_weights()
    {
        var cases = Gen.Choose(0, 2_000_000_000).Zip(Gen.Choose(1, 1_000).NonEmptyListOf());
        Prop.ForAll(Arb.From(cases), c =>
        {
            var (total, weights) = (c.Item1, c.Item2.Select(w => (long)w).ToList());
            var parts = Apportionment.Split(total, weights);
            var sum = weights.Sum();
            return parts.Sum() == total
                && parts.Zip(weights).All(p => Math.Abs(p.First - (double)total * p.Second / sum) < 1);
        }).QuickCheckThrowOnFailure();
    }

    [TestMethod]
    public void Remainders_go_to_the_largest_and_ties_to_the_first()
    {
        CollectionAssert.AreEqual(new long[] { 4, 3, 3 }, Apportionment.Split(10, [1, 1, 1]));
        CollectionAssert.AreEqual(new long[] { 1, 2, 7 }, Apportionment.Split(10, [10, 20, 70]));
    }

    [TestMethod]
    public void Nobody_to_give_a_share_to_is_an_error_unless_there_is_nothing_to_give()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Apportionment.Split(1, [0, 0]));
        CollectionAssert.AreEqual(new long[] { 0, 0 }, Apportionment.Split(0, [0, 0]));
    }
}
