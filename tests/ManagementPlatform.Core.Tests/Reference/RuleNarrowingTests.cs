using System.Globalization;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Tests.Reference;

[TestClass]
public sealed class RuleNarrowingTests
{
    [TestMethod]
    [DataRow("transfer_window", "01-01..07-14|08-15..12-31", "08-15..10-14|02-15..04-14", null)]
    [DataRow("transfer_window", "01-01..07-14|08-15..12-31", "08-14..10-14", "wider_than_nation")] // one day too early
    [DataRow("transfer_window", "01-01..07-14|08-15..12-31", "01-01..12-31", "wider_than_nation")]
    [DataRow("transfer_window", "01-01..07-14|08-15..12-31", "02-30..03-31", "bad_value")]
    [DataRow("transfer_window", "01-01..07-14|08-15..12-31", "10-01..09-01", "bad_value")] // over the end of the year
    [DataRow("cross_province_admission_window", "08-15..12-14|03-01..05-31", "09-01..09-30", null)]
    [DataRow("promotion_window", "07-15..08-14", "07-10..08-14", "wider_than_nation")]
    [DataRow("transfer_working_days", "10", "7", null)]
    [DataRow("transfer_working_days", "10", "11", "wider_than_nation")]
    [DataRow("transfer_working_days", "10", "0", "bad_value")]
    [DataRow("transfer_working_days_from_school", "10", "15", "wider_than_nation")]
    [DataRow("case_working_days", "10", "5", null)]
    [DataRow("transfer_max_class_size", "55", "50", null)]
    [DataRow("transfer_max_class_size", "55", "60", "wider_than_nation")]
    [DataRow("transfer_province_step", "0", "1", null)]
    [DataRow("transfer_same_grade_only", "1", "0", "wider_than_nation")]
    [DataRow("transfer_same_grade_only", "1", "yes", "bad_value")]
    [DataRow("transfer_blocked_statuses", "02|06", "02|06|12", null)]
    [DataRow("transfer_blocked_statuses", "02|06", "06", "wider_than_nation")]
    [DataRow("transfer_blocked_terms", "graduating_last", "starting_first|graduating_last", null)]
    [DataRow("transfer_blocked_terms", "graduating_last", "holidays", "bad_value")]
    [DataRow("withdrawal_allowed_compulsory", "0", "1", "wider_than_nation")]
    [DataRow("resume_grades", "original|lower", "original", null)] // left to the provinces
    public void A_province_allows_no_more_than_the_nation(string name, string nation, string province, string? problem)
    {
        var national = Rule("000000", RuleNames.GeneralOf(name), nation, "2020-01-01");
        Assert.AreEqual(problem, RuleNarrowing.Check(Rule("510000", name, province, "2026-01-01"), [national])?.Code);
    }

    [TestMethod]
    public void Only_days_on_which_both_hold_are_compared()
    {
        var national = Rule("000000", "transfer_working_days", "10", "2025-01-03");
        Assert.IsNull(RuleNarrowing.Check(Rule("510000", "transfer_working_days", "15", "2014-01-01", "2025-01-02"), [national]));
        Assert.IsNotNull(
            RuleNarrowing.Check(Rule("510000", "transfer_working_days", "15", "2014-01-01", "2025-01-03"), [national]));
        Assert.IsNull(
            RuleNarrowing.Check(Rule("510000", "transfer_blocked_terms", "graduating", "2026-01-01"), []),
            "the nation says nothing");
    }

    [TestMethod]
    public void The_words_name_province_rule_and_both_values()
    {
        var problem = RuleNarrowing.Check(
            Rule("510000", "transfer_max_class_size", "60", "2026-01-01"),
            [Rule("000000", "transfer_max_class_size", "55", "2020-01-01")]);
        Assert.AreEqual("510000 的规则 transfer_max_class_size 只能比国家规定更严：不能大于国家规定（国家：55，本省：60）。", problem!.Message);
    }

    private static ProvinceRule Rule(string province, string name, string value, string from, string? to = null) => new()
    {
        ProvinceCode = province,
        RuleName = name,
        Value = value,
        ValidFrom = DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValidTo = to is null ? null : DateOnly.ParseExact(to, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
