using System.Globalization;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Tests.Reference;

[TestClass]
public sealed class ProvinceRulesTests
{
    private static readonly DateOnly Today = new(2026, 9, 1);

    private static readonly ProvinceRules Rules = new(
    [
        Rule("000000", "months", "1", "2013-09-01", "2025-01-02"),
        Rule("000000", "months", "2", "2025-01-03"),
        Rule("360000", "months", "3", "2020-01-01"),
        Rule("430000", "months", "4", "2020-01-01", "2021-12-31"),
        Rule("510000", "flag", "1", "2020-01-01"),
    ]);

    [TestMethod]
    [DataRow("360000", "3")] // its own
    [DataRow("360102", "3")] // any place inside it
    [DataRow("430000", "2")] // its own rule has ended
    [DataRow("660000", "2")]
    public void A_province_goes_before_the_nation_while_its_rule_holds(string province, string value) =>
        Assert.AreEqual(value, Rules.Find(province, "months", Today));

    [TestMethod]
    public void The_rule_of_the_day_counts() => Assert.AreEqual(1, Rules.Number("510000", "months", new DateOnly(2020, 9, 1)));

    [TestMethod]
    public void What_nobody_says_is_not_made_up()
    {
        Assert.IsNull(Rules.Find("110000", "flag", Today));
        Assert.IsTrue(Rules.Flag("510000", "flag", Today));
        Assert.ThrowsExactly<InvalidOperationException>(() => Rules.Text("110000", "flag", Today));
    }

    private static ProvinceRule Rule(string province, string rule, string value, string from, string? to = null) => new()
    {
        ProvinceCode = province,
        RuleName = rule,
        Value = value,
        ValidFrom = DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValidTo = to is null ? null : DateOnly.ParseExact(to, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
