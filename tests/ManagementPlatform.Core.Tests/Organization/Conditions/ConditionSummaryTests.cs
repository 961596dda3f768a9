using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Core.Tests.Organization.Conditions;

[TestClass]
public sealed class ConditionSummaryTests
{
    [TestMethod]
    [DataRow(0, "none")]
    [DataRow(1, "under_4")]
    [DataRow(3, "under_4")]
    [DataRow(4, "from_4_to_10")]
    [DataRow(10, "from_4_to_10")]
    [DataRow(11, "over_10")]
    [DataRow(100_000, "over_10")]
    public void A_line_lies_in_one_band(int mbps, string code) => Assert.AreEqual(code, BroadbandBand.Of(mbps).Code);

    [TestMethod]
    public void Bands_follow_each_other_without_a_gap()
    {
        for (var i = 1; i < BroadbandBand.All.Count; i++)
            Assert.AreEqual(BroadbandBand.All[i - 1].To + 1, BroadbandBand.All[i].From);
    }

    [TestMethod]
    public void Lines_are_counted_into_all_bands()
    {
        var bands = BandCount.Of([(0, 1), (5, 2), (10, 1), (200, 4)]);
        CollectionAssert.AreEqual(new long[] { 1, 0, 3, 4 }, bands.Select(band => band.Schools).ToArray());
        CollectionAssert.AreEqual(new decimal?[] { 0.125m, 0, 0.375m, 0.5m }, bands.Select(band => band.Share).ToArray());
    }

    [TestMethod]
    public void Without_a_line_reported_there_are_no_shares() =>
        Assert.IsTrue(BandCount.Of([]).All(band => band is { Schools: 0, Share: null }));

    [TestMethod]
    public void Ratios_are_taken_over_what_was_reported()
    {
        var summary = new ConditionSummary
        {
            BandwidthSchools = 3, ConnectedSchools = 2, Classrooms = 100, MultimediaClassrooms = 73,
            Computers = 250, ComputerPupils = 2_000, LibraryVolumes = 60_000, LibraryPupils = 2_000, BuildingArea = 15_000.5m,
            BuildingPupils = 2_000, Teachers = 0, TeacherPupils = 0,
        };
        Assert.AreEqual(0.6667m, summary.ConnectedShare);
        Assert.AreEqual(0.73m, summary.MultimediaShare);
        Assert.AreEqual(12.5m, summary.ComputersPer100Pupils);
        Assert.AreEqual(30m, summary.BooksPerPupil);
        Assert.AreEqual(7.5003m, summary.BuildingAreaPerPupil);
        Assert.IsNull(summary.PupilsPerTeacher);
        Assert.IsNull(summary.CampusNetworkShare);
    }
}
