using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;

namespace ManagementPlatform.Core.Tests.Corrections;

[TestClass]
public sealed class SurvivorTests
{
    private static readonly RecordStanding One = new(
        1, "晨光小学", StudentNumberKind.Temporary,
        new DateTimeOffset(2020, 9, 1, 1, 0, 0, TimeSpan.Zero), 100, OnRoll: true, InClass: true);

    private static readonly RecordStanding Other = One with { StudentId = 2, SchoolName = "星河小学" };

    [TestMethod]
    public void Two_records_that_nothing_tells_apart_get_no_suggestion()
    {
        var advice = SurvivorAdvice.Of(One, Other);
        Assert.IsNull(advice.SuggestedId);
        Assert.IsEmpty(advice.Reasons);
    }

    [TestMethod]
    public void Each_rule_alone_speaks_for_the_record_that_has_more_of_it()
    {
        AssertFavours("on_roll", One with { OnRoll = false, InClass = false }, Other with { InClass = false });
        AssertFavours("formal_number", One, Other with { Number = StudentNumberKind.FormalWithoutId });
        AssertFavours(
            "formal_number", One with { Number = StudentNumberKind.FormalWithoutId },
            Other with { Number = StudentNumberKind.Formal });
        AssertFavours("registered_earlier", One, Other with { RegisteredAt = One.RegisteredAt.AddDays(-1) });
        AssertFavours("enrolled_longer", One, Other with { DaysEnrolled = 101 });
        AssertFavours("in_class", One with { InClass = false }, Other);
    }

    [TestMethod]
    public void A_formal_number_weighs_more_than_years_and_all_reasons_are_told_whichever_side_they_are_on()
    {
        var advice = SurvivorAdvice.Of(
            One with { DaysEnrolled = 900 }, Other with { Number = StudentNumberKind.Formal, InClass = false });
        Assert.AreEqual(2, advice.SuggestedId);
        CollectionAssert.AreEqual(
            new[] { ("formal_number", 2L), ("enrolled_longer", 1L), ("in_class", 1L) },
            advice.Reasons.Select(r => (r.Rule, r.Favours)).ToArray());
        Assert.AreEqual("星河小学的学籍持正式学籍号，优先于另一学籍的学籍号", advice.Reasons[0].Text);
    }

    // 51 province, 5101 and 5102 cities, the rest counties.
    [TestMethod]
    [DataRow("510107 5101 51", "510104 5101 51", 5101, DisplayName = "two counties of a city")]
    [DataRow("510107 5101 51", "510203 5102 51", 51, DisplayName = "two cities")]
    [DataRow("510107 5101 51", "5101 51", 51, DisplayName = "a county and its own city: the city does not judge its own cause")]
    [DataRow("510107 5101 51", "51", 51, DisplayName = "a school of the province itself: nobody is above")]
    public void The_lowest_bureau_above_both_that_is_neither_arbitrates(string one, string other, int arbiter)
    {
        Assert.AreEqual(arbiter, Arbiter.Of(Line(one), Line(other)));
        Assert.AreEqual(arbiter, Arbiter.Of(Line(other), Line(one)));
    }

    private static long[] Line(string bureaus) => [.. bureaus.Split(' ').Select(long.Parse)];

    private static void AssertFavours(string rule, RecordStanding loser, RecordStanding winner)
    {
        foreach (var advice in new[] { SurvivorAdvice.Of(loser, winner), SurvivorAdvice.Of(winner, loser) })
        {
            Assert.AreEqual(rule, advice.Reasons.Single().Rule);
            Assert.AreEqual(winner.StudentId, advice.SuggestedId);
        }
    }
}
