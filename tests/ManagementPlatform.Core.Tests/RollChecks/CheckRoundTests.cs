using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.RollChecks;

namespace ManagementPlatform.Core.Tests.RollChecks;

[TestClass]
public sealed class CheckRoundTests
{
    private static readonly DateOnly Autumn = new(2026, 10, 12);

    [TestMethod]
    [DataRow("2026-09-01", 2026, Term.Autumn)]
    [DataRow("2027-02-14", 2026, Term.Autumn)]
    [DataRow("2027-02-15", 2026, Term.Spring)]
    [DataRow("2027-08-31", 2026, Term.Spring)]
    public void Every_day_belongs_to_the_round_of_its_term(string day, int year, Term term) =>
        Assert.AreEqual(new CheckRound(year, term), CheckRound.Of(DateOnly.ParseExact(day, "yyyy-MM-dd", null)));

    [TestMethod]
    public void What_is_not_said_is_this_term()
    {
        Assert.AreEqual(new CheckRound(2026, Term.Autumn), CheckRound.Parse(null, null, Autumn));
        Assert.AreEqual(new CheckRound(2025, Term.Spring), CheckRound.Parse("2025-2026", 2, Autumn));
        Assert.AreEqual("2025-2026学年第二学期", CheckRound.Parse("2025-2026", 2, Autumn).Name);
    }

    [TestMethod]
    [DataRow("2026", null)]
    [DataRow("2026-2028", null)]
    [DataRow(null, 3)]
    public void Other_years_and_terms_are_refused(string? year, int? term) =>
        Assert.ThrowsExactly<RefusalException>(() => CheckRound.Parse(year, term, Autumn));

    [TestMethod]
    public void Every_finding_says_what_to_do_next()
    {
        foreach (var reason in FindingAdvice.Reasons)
            Assert.AreEqual(reason.Advice, FindingAdvice.Of(FindingKind.NotInClass, reason.Code));
        Assert.Contains("登记建籍", FindingAdvice.Of(FindingKind.NoRecord, null));
    }
}
