using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Storage.Tests.Replication;

[TestClass]
public sealed class KeyRangeTests
{
    [TestMethod]
    public void Neighbours_are_a_range_from_the_first_to_the_last() => Assert.AreEqual(
        new KeyRange(510_000_000_000_000, 510_000_000_004_998),
        KeyRange.OfNeighbours([.. Enumerable.Range(0, 2_500).Select(i => 510_000_000_000_001 + (2L * i) - (i / 2_499))]));

    [TestMethod]
    [DataRow(long.MinValue), DataRow(-1L), DataRow(0L), DataRow(1L), DataRow(long.MaxValue)]
    public void A_key_far_away_makes_no_range_of_everything_between(long far) =>
        Assert.IsNull(KeyRange.OfNeighbours([.. Enumerable.Range(0, 2_000).Select(i => 510_000_000_000_001 + i), far]));

    [TestMethod]
    public void The_whole_line_is_no_range() =>
        Assert.IsNull(KeyRange.OfNeighbours([.. Enumerable.Range(0, 2_000).Select(i => 1L + i), long.MinValue, long.MaxValue]));
}
