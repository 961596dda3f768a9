using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Tests.Transfers;

[TestClass]
public sealed class TransferChainsTests
{
    [TestMethod]
    [DataRow(TransferRoute.WithinBureau, "to_school check from_school from_bureau placement")]
    [DataRow(TransferRoute.AcrossCounties, "to_school to_bureau check from_school from_bureau placement")]
    [DataRow(TransferRoute.AcrossCities, "to_school to_bureau check from_school from_bureau placement")]
    [DataRow(TransferRoute.AcrossProvinces, "to_school to_bureau to_province check from_school from_bureau from_province placement")]
    public void The_chain_of_each_route_with_both_provinces_own_steps(TransferRoute route, string nodes) =>
        Assert.AreEqual(nodes, string.Join(' ', TransferChains.Nodes(route, toProvince: true, fromProvince: true)));

    [TestMethod]
    public void What_is_handed_over_is_cleared_first() =>
        Assert.AreEqual("clear", TransferChains.Nodes(TransferRoute.WithinBureau, isBlocked: true)[0]);

    [TestMethod]
    [DataRow(11, 21, 31, TransferRoute.WithinBureau)]
    [DataRow(12, 21, 31, TransferRoute.AcrossCounties)]
    [DataRow(12, 22, 31, TransferRoute.AcrossCities)]
    [DataRow(12, 22, 32, TransferRoute.AcrossProvinces)]
    public void The_route_follows_from_where_the_schools_stand(int bureau, int city, int province, TransferRoute route) =>
        Assert.AreEqual(route, Place(11, 21, 31).RouteTo(Place(bureau, city, province)));

    [TestMethod]
    public void Counties_of_a_province_without_cities_are_counties_to_each_other() =>
        Assert.AreEqual(TransferRoute.AcrossCounties, Place(11, null, 31).RouteTo(Place(12, null, 31)));

    private static SchoolPlace Place(long bureau, long? city, long province) =>
        new(1, "小学", true, bureau, "教育局", bureau, city, province, "510000", 2026, "51");
}
