using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Tests.Reference;

[TestClass]
public sealed class RegionTreeTests
{
    private static readonly RegionTree Regions = new(
    [
        Region("000000", "全国", "nation", null),
        Region("110000", "北京市", "province", "000000"),
        Region("110100", "市辖区", "city", "110000", RegionKind.Placeholder),
        Region("110101", "东城区", "county", "110100"),
        Region("110103", "崇文区", "county", "110100") with { ValidTo = new DateOnly(2010, 7, 1), SuccessorCode = "110101" },
        Region("510000", "四川省", "province", "000000"),
        Region("510100", "成都市", "city", "510000"),
        Region("510107", "武侯区", "county", "510100"),
    ]);

    [TestMethod]
    public void A_full_name_passes_over_what_is_no_government()
    {
        Assert.AreEqual("北京市东城区", Regions.FullName("110101"));
        Assert.AreEqual("四川省成都市武侯区", Regions.FullName("510107"));
    }

    [TestMethod]
    [DataRow("510107", "510107")]
    [DataRow("５１０１０７", "510107")]
    [DataRow("510107001002", "510107")] // statistical code of a village
    [DataRow("四川省成都市武侯区", "510107")]
    [DataRow("四川省 成都市 武侯区", "510107")]
    [DataRow("北京市崇文区", "110103")]
    public void A_place_is_read_from_its_code_or_full_name(string text, string code)
    {
        Assert.IsTrue(Regions.TryCode(text, out var found));
        Assert.AreEqual(code, found);
    }

    [TestMethod]
    [DataRow("519999")]
    [DataRow("武侯区")]
    [DataRow("51010")]
    [DataRow("")]
    [DataRow(null)]
    public void What_is_no_place_is_not_read(string? text) => Assert.IsFalse(Regions.TryCode(text, out _));

    [TestMethod]
    public void A_birth_place_may_lie_in_a_county_that_was_abolished_later_but_not_before()
    {
        Assert.IsTrue(Regions.WasInUse("110103", new DateOnly(2009, 5, 1)));
        Assert.IsFalse(Regions.WasInUse("110103", new DateOnly(2012, 5, 1)));
        Assert.IsTrue(Regions.WasInUse("110101", new DateOnly(2012, 5, 1)));
        Assert.IsFalse(Regions.WasInUse("119999", new DateOnly(2012, 5, 1)));
    }

    private static Region Region(string code, string name, string level, string? parent, string kind = RegionKind.Gb) => new()
    {
        RegionCode = code, Name = name, Level = level, ParentCode = parent, Kind = kind,
        IsCountyAuthority = level == "county", HasCenter = false,
    };
}
