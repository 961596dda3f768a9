using ManagementPlatform.Core;
using ManagementPlatform.Etl.Generation;

namespace ManagementPlatform.Etl.Tests.Generation;

[TestClass]
public sealed class GenerationPlanTests
{
    [TestMethod]
    public void The_nation_has_the_bulletins_pupils_of_2024()
    {
        var plan = Generated.Plan(Generated.Request("000000"));
        var sum = plan.Aggregate(default(StageTotals), (s, p) => s + p.Totals);
        Assert.AreEqual(new StageTotals(105_843_700, 53_861_600, 29_222_800), sum);
    }

    [TestMethod]
    public void A_province_gets_its_part_and_every_county_some()
    {
        var plan = Generated.Plan(Generated.Request());
        Assert.HasCount(183, plan);
        Assert.AreEqual(9_500_000, plan.Sum(p => p.Totals.All), 500_000);
        Assert.IsGreaterThan(3_000, plan.Min(p => p.Totals.All));
    }

    [TestMethod]
    public void One_county_alone_gets_what_it_gets_in_the_province()
    {
        var alone = Generated.Plan(Generated.Request("510000", "510129")).Single();
        var inProvince = Generated.Plan(Generated.Request()).Single(p => p.County.Code == "510129");
        Assert.AreEqual(inProvince.Totals, alone.Totals);
    }

    [TestMethod]
    public void A_number_of_pupils_keeps_the_proportions_of_the_stages()
    {
        var plan = Generated.Plan(Generated.Request("510000", "510107", "510129") with { Pupils = 100_000 });
        var sum = plan.Aggregate(default(StageTotals), (s, p) => s + p.Totals);
        Assert.AreEqual(100_000, sum.All);
        Assert.AreEqual(0.54, sum.Primary / 100_000.0, 0.02);
    }

    [TestMethod]
    public void Given_totals_are_met_exactly()
    {
        var plan = Generated.Plan(Generated.Request("330000") with { Totals = new StageTotals(1_001, 502, 13) });
        Assert.AreEqual(new StageTotals(1_001, 502, 13), plan.Aggregate(default(StageTotals), (s, p) => s + p.Totals));
    }

    [TestMethod]
    public void The_farms_cities_are_a_province_of_their_own()
    {
        var xpcc = Generated.Plan(Generated.Request("660000"));
        Assert.HasCount(12, xpcc);
        Assert.IsTrue(xpcc.All(p => p.County.Code.StartsWith("6590", StringComparison.Ordinal)));
        Assert.IsFalse(Generated.Plan(Generated.Request("650000")).Any(p => p.County.IsXpcc));
    }

    [TestMethod]
    [DataRow("510000", "110101", "unknown_county")]
    [DataRow("710000", null, "unknown_region")]
    public void Places_that_are_not_there_are_refused(string region, string? county, string code)
    {
        var request = Generated.Request(region, county is null ? [] : [county]);
        Assert.AreEqual(code, Assert.ThrowsExactly<RefusalException>(() => Generated.Plan(request)).Code);
    }

    [TestMethod]
    public void Numbers_that_make_no_sense_are_refused()
    {
        var county = Generated.Request("510000", "510129");
        Assert.AreEqual("no_pupils", Refusal(county with { Pupils = 0 }));
        Assert.AreEqual("no_pupils", Refusal(county with { Totals = new StageTotals(5, -1, 0) }));
        Assert.AreEqual("too_many_pupils", Refusal(county with { Pupils = 2_000_000 }));
    }

    [TestMethod]
    public void Districts_bear_their_citys_name_and_counties_their_own()
    {
        Assert.AreEqual("成都市武侯区", County("510107").ShortName);
        Assert.AreEqual("大邑县", County("510129").ShortName);
        Assert.AreEqual("北京市东城区", County("110101").ShortName);
        Assert.AreEqual(CountyKind.City, County("441900").Kind);
    }

    private static County County(string code) => Generated.Counties.All.Single(c => c.Code == code);

    private static string Refusal(GenerationRequest request) =>
        Assert.ThrowsExactly<RefusalException>(() => Generated.Plan(request)).Code;
}
