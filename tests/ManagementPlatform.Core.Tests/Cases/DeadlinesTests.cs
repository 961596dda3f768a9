using System.Globalization;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Core.Tests.Cases;

/// <summary>
/// Autumn 2026 as the State Council set it: Sunday 20 September and Saturday 10 October are worked, 25–27 September and 1–7
/// October are off.
/// </summary>
[TestClass]
public sealed class DeadlinesTests
{
    private static readonly WorkingDayCalendar Calendar = TestReference.Snapshot.Calendar;

    [TestMethod]
    [DataRow("2026-09-09", "", DisplayName = "second working day")]
    [DataRow("2026-09-10", "3")]
    [DataRow("2026-09-13", "3", DisplayName = "a Sunday is no fourth day")]
    [DataRow("2026-09-16", "3,7")]
    [DataRow("2026-09-18", "3,7,9")]
    [DataRow("2026-11-20", "3,7,9", DisplayName = "everything that a pause has missed")]
    public void Reminders_come_on_the_third_seventh_and_ninth_working_day(string today, string expected) => Assert.AreEqual(
        expected, string.Join(',', Deadlines.RemindersDue(Waiting("2026-09-07"), Calendar, Day(today))));

    [TestMethod]
    [DataRow("2026-09-19", "", DisplayName = "Saturday")]
    [DataRow("2026-09-20", "", DisplayName = "the last day: a Sunday that is worked")]
    [DataRow("2026-09-21", "1", DisplayName = "the first day after it")]
    [DataRow("2026-10-07", "1", DisplayName = "no holiday counts")]
    [DataRow("2026-10-10", "1", DisplayName = "the last day of the second period: a Saturday that is worked")]
    [DataRow("2026-10-11", "1")]
    [DataRow("2026-10-12", "1,2")]
    [DataRow("2027-06-01", "1,2,3,4", DisplayName = "there are no more levels")]
    public void It_goes_up_on_the_first_working_day_after_each_period(string today, string expected) => Assert.AreEqual(
        expected, string.Join(',', Deadlines.EscalationsDue(Waiting("2026-09-07"), Calendar, Day(today))));

    [TestMethod]
    public void What_was_done_is_not_due_again()
    {
        var group = Waiting("2026-09-07") with { Reminded = 7, Escalations = 1 };
        Assert.AreEqual("9", string.Join(',', Deadlines.RemindersDue(group, Calendar, Day("2026-10-12"))));
        Assert.AreEqual("2", string.Join(',', Deadlines.EscalationsDue(group, Calendar, Day("2026-10-12"))));
    }

    [TestMethod]
    public void A_shorter_deadline_has_no_reminders_after_its_end() => Assert.AreEqual(
        "3",
        string.Join(',', Deadlines.RemindersDue(Waiting("2026-09-07") with { WorkingDays = 5 }, Calendar, Day("2026-10-12"))));

    [TestMethod]
    [DataRow("2026-09-18", 1, DisplayName = "Friday: the Sunday is left")]
    [DataRow("2026-09-20", 0)]
    [DataRow("2026-09-21", -1)]
    [DataRow("2026-10-08", -8, DisplayName = "21–24, 28–30 September and 8 October")]
    public void Days_left_are_working_days(string today, int left) =>
        Assert.AreEqual(left, Deadlines.DaysLeft(Day("2026-09-20"), Calendar, Day(today)));

    private static WaitingGroup Waiting(string since) =>
        new(Day(since), 10, false, Calendar.AddWorkingDays(Day(since), 10), 0, 0);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
