namespace ManagementPlatform.Etl.Tests.Reference;

[TestClass]
public sealed class ProvinceRulesTests
{
    private const string Nation = "000000";

    [TestMethod]
    public void Each_rule_has_at_most_one_value_for_a_province_on_any_day()
    {
        var regions = ReferenceFile.ReadByKey("regions.csv", "code");
        foreach (var rule in ReferenceFile.Read("province-rules.csv").GroupBy(row => (row["province_code"], row["rule"])))
        {
            var province = rule.Key.Item1;
            Assert.IsTrue(province == Nation || regions[province]["level"] == "province", province);
            var spans = rule.Select(row => (From: row["valid_from"], To: row["valid_to"]))
                .OrderBy(span => span.From, StringComparer.Ordinal).ToList();
            for (var i = 1; i < spans.Count; i++)
                Assert.IsTrue(
                    spans[i - 1].To.Length > 0 && string.CompareOrdinal(spans[i - 1].To, spans[i].From) < 0, $"{rule.Key}");
        }
    }

    [TestMethod]
    [DataRow(Nation, "grade1_age_cutoff", "08-31")]
    [DataRow(Nation, "promotion_window", "07-15..08-14")]
    [DataRow(Nation, "withdrawal_allowed_compulsory", "0")]
    [DataRow(Nation, "expulsion_allowed_compulsory", "0")]
    [DataRow(Nation, "death_report_working_days", "10")]
    [DataRow("430000", "repeat_share_grade42", "0.02")]
    public void Known_rules_have_their_values_and_a_source(string province, string rule, string value)
    {
        var row = ReferenceFile.Read("province-rules.csv").Single(row => row["province_code"] == province && row["rule"] == rule);
        Assert.AreEqual(value, row["value"]);
        Assert.IsGreaterThan(0, row["source"].Length);
    }
}
