using FsCheck.Fluent;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

[TestClass]
public sealed class SchoolYearTests
{
    [TestMethod]
    [DataRow("2026-08-31", "2025-2026", Term.Spring)]
    [DataRow("2026-09-01", "2026-2027", Term.Autumn)]
    [DataRow("2026-12-31", "2026-2027", Term.Autumn)]
    [DataRow("2027-02-14", "2026-2027", Term.Autumn)]
    [DataRow("2027-02-15", "2026-2027", Term.Spring)]
    public void A_day_belongs_to_a_year_and_a_term(string text, string year, Term term)
    {
        var day = DateOnly.Parse(text, null);
        Assert.AreEqual(year, SchoolYear.Of(day).Text);
        Assert.AreEqual(term, TermCalendar.Default.Of(day));
    }

    [TestMethod]
    public void A_province_may_start_spring_on_another_day()
    {
        var march = new TermCalendar(3, 1);
        Assert.AreEqual(Term.Autumn, march.Of(new DateOnly(2027, 2, 28)));
        Assert.AreEqual(Term.Spring, march.Of(new DateOnly(2027, 3, 1)));
        Assert.AreEqual(new DateOnly(2027, 2, 28), march.End(new SchoolYear(2026), Term.Autumn));
    }

    [TestMethod]
    public void The_two_terms_fill_the_year()
    {
        var (year, terms) = (new SchoolYear(2026), TermCalendar.Default);
        Assert.AreEqual(new DateOnly(2026, 9, 1), terms.Start(year, Term.Autumn));
        Assert.AreEqual(terms.End(year, Term.Autumn).AddDays(1), terms.Start(year, Term.Spring));
        Assert.AreEqual(new DateOnly(2027, 8, 31), terms.End(year, Term.Spring));
    }

    [TestMethod]
    [DataRow("2026-2027", 2026)]
    [DataRow(" \uff12026-2027", 2026)]
    public void A_year_is_read(string text, int start)
    {
        Assert.IsTrue(SchoolYear.TryParse(text, out var year));
        Assert.AreEqual(start, year.StartYear);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("2026")]
    [DataRow("2026-2028")]
    [DataRow("2026/2027")]
    [DataRow("2026-27")]
    [DataRow("20a6-2027")]
    [DataRow("9999-0000")]
    public void What_is_no_year_is_refused(string? text) => Assert.IsFalse(SchoolYear.TryParse(text, out _));

    [TestMethod]
    public void Every_day_lies_in_its_year_and_its_term() =>
        Gen.Choose(DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber).Hold(day =>
        {
            var year = SchoolYear.Of(day);
            return year.Start <= day && day <= year.End && year.Contains(day) && !year.Next.Contains(day);
        });
}
