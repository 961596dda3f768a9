using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

[TestClass]
public sealed class RegionCodeTests
{
    [TestMethod]
    [DataRow("000000", RegionLevel.Nation, null)]
    [DataRow("510000", RegionLevel.Province, "000000")]
    [DataRow("510100", RegionLevel.City, "510000")]
    [DataRow("510105", RegionLevel.County, "510100")]
    [DataRow("441900", RegionLevel.City, "440000")] // 东莞, a city without counties
    [DataRow("419001", RegionLevel.County, "410000")] // 济源, directly under the province
    [DataRow("659001", RegionLevel.County, "650000")] // 石河子: where it lies, whoever administers it
    [DataRow("110105", RegionLevel.County, "110000")] // 市辖区 is no authority
    [DataRow("500230", RegionLevel.County, "500000")]
    [DataRow("660000", RegionLevel.Province, "000000")] // 兵团
    public void The_digits_tell_the_level_and_the_division_above(string text, RegionLevel level, string? parent)
    {
        var code = RegionCode.Parse(text);
        Assert.AreEqual(level, code.Level);
        Assert.AreEqual(parent, code.Parent?.Text);
    }

    [TestMethod]
    [DataRow("419000", true)]
    [DataRow("110100", true)]
    [DataRow("500200", true)]
    [DataRow("510100", false)]
    [DataRow("110000", false)]
    public void Some_city_codes_only_group(string text, bool grouping) =>
        Assert.AreEqual(grouping, RegionCode.Parse(text).IsGroupingOnly);

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("51")]
    [DataRow("51010")]
    [DataRow("5101055")]
    [DataRow("51A105")]
    [DataRow("160000")]
    [DataRow("510005")]
    [DataRow("660100")]
    [DataRow("000001")]
    [DataRow("830000")]
    public void What_cannot_be_a_division_is_refused(string? text) =>
        Assert.IsFalse(RegionCode.TryParse(text, out _));

    [TestMethod]
    [DataRow("000000", "510105", true)]
    [DataRow("510000", "510105", true)]
    [DataRow("510100", "510105", true)]
    [DataRow("510105", "510105", true)]
    [DataRow("510105", "510100", false)]
    [DataRow("510100", "510000", false)]
    [DataRow("510100", "510205", false)]
    [DataRow("660000", "659001", false)] // 兵团 supervises schools there, it does not contain the land
    public void A_division_covers_what_lies_inside(string outer, string inner, bool covers) =>
        Assert.AreEqual(covers, RegionCode.Parse(outer).Covers(RegionCode.Parse(inner)));

    [TestMethod]
    public void Climbing_from_any_code_ends_at_the_nation() =>
        Numbers.Counties.Hold(county =>
        {
            var at = county;
            for (var steps = 0; at.Parent is { } above; at = above)
                if (++steps > 3 || !above.Covers(county) || above.Level >= at.Level)
                    return false;
            return at == RegionCode.Nation;
        });

    [TestMethod]
    public void No_value_is_the_nation() => Assert.AreEqual(RegionCode.Nation, default);

    [TestMethod]
    public void Any_text_is_read_or_refused_without_an_exception() =>
        Numbers.Texts.Hold(text => !RegionCode.TryParse(text, out var code) || RegionCode.Parse(code.Text) == code);
}
