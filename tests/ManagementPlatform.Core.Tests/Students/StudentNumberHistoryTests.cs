using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Tests.Students;

[TestClass]
public sealed class StudentNumberHistoryTests
{
    private static readonly DateTimeOffset September = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Born = new(2020, 3, 15);
    private static readonly RegionCode Wuhou = RegionCode.Parse("510105");
    private static readonly StudentNumber Temporary = StudentNumber.Temporary(Wuhou, Born, 4821);
    private static readonly StudentNumber WithoutId = StudentNumber.WithoutId(Wuhou, Born, 3);
    private static readonly StudentNumber Formal = StudentNumber.Formal(CitizenId.Create("510105", Born, 3));
    private static readonly StudentNumber OtherFormal = StudentNumber.Formal(CitizenId.Create("510105", Born, 5));

    [TestMethod]
    public void A_new_number_closes_the_old_one_and_both_are_found()
    {
        var history = new StudentNumberHistory()
            .Add(Temporary, September, "首次注册")
            .Add(WithoutId, September.AddDays(1), "查重通过")
            .Add(Formal, September.AddDays(2), "取得居民身份证");

        Assert.AreEqual(Formal, history.Current?.Number);
        Assert.AreEqual("取得居民身份证", history.Current?.Reason);
        CollectionAssert.AreEqual(
            new DateTimeOffset?[] { September.AddDays(1), September.AddDays(2), null },
            history.Periods.Select(period => period.ValidTo).ToArray());
        Assert.IsTrue(history.Holds(Temporary) && history.Holds(WithoutId) && history.Holds(Formal));
        Assert.IsFalse(history.Holds(OtherFormal));
    }

    [TestMethod]
    public void A_check_that_is_clean_at_once_gives_the_formal_number_in_the_same_moment()
    {
        var history = new StudentNumberHistory().Add(Temporary, September, "首次注册").Add(Formal, September, "查重通过");
        Assert.AreEqual(Formal, history.Current?.Number);
        Assert.AreEqual(Temporary, history.Periods[0].Number);
    }

    [TestMethod]
    public void A_formal_number_stays_when_the_id_changes()
    {
        var history = new StudentNumberHistory().Add(Formal, September, "查重通过");
        AssertRefused("formal_number_stays", () => history.Add(OtherFormal, September.AddYears(1), "身份证件变更"));
        AssertRefused("formal_number_stays", () => history.Add(WithoutId, September.AddYears(1), "身份证件变更"));
    }

    [TestMethod]
    public void A_number_does_not_turn_back_into_a_lesser_one()
    {
        var history = new StudentNumberHistory().Add(WithoutId, September, "查重通过");
        AssertRefused("number_kind_backwards", () => history.Add(Temporary, September.AddDays(1), ""));
        AssertRefused("number_kind_backwards",
            () => history.Add(StudentNumber.WithoutId(Wuhou, Born, 4), September.AddDays(1), ""));
    }

    [TestMethod]
    public void A_number_is_had_once()
    {
        var history = new StudentNumberHistory().Add(Temporary, September, "首次注册").Add(WithoutId, September, "查重通过");
        AssertRefused("number_already_held", () => history.Add(Temporary, September.AddDays(1), ""));
    }

    [TestMethod]
    public void A_number_does_not_start_before_the_one_it_replaces()
    {
        var history = new StudentNumberHistory().Add(Temporary, September, "首次注册");
        AssertRefused("number_before_current", () => history.Add(Formal, September.AddDays(-1), ""));
    }

    [TestMethod]
    public void Two_current_numbers_are_no_history() =>
        Assert.ThrowsExactly<ArgumentException>(() => new StudentNumberHistory(
            new NumberPeriod(Temporary, September, null, ""), new NumberPeriod(Formal, September, null, "")));

    private static void AssertRefused(string code, Action act) =>
        Assert.AreEqual(code, Assert.ThrowsExactly<ManagementPlatform.Core.RefusalException>(act).Code);
}
