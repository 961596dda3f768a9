using System.Globalization;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Tests.Reference;

[TestClass]
public sealed class WorkingDayCalendarTests
{
    // The National Day holiday of 2025 as announced: Sunday 28 September and Saturday 11 October are worked, 1 to 8 October are
    // off.
    private static readonly HashSet<DateOnly> MadeUp = [new(2025, 9, 28), new(2025, 10, 11)];

    private static readonly WorkingDayCalendar Calendar = new(
        Enumerable.Range(0, 61).Select(new DateOnly(2025, 9, 1).AddDays).Select(day => new CalendarDay
        {
            Day = day,
            IsWorking = MadeUp.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                && !(day.Month == 10 && day.Day <= 8)),
            Provisional = day > new DateOnly(2025, 10, 20),
        }));

    [TestMethod]
    [DataRow("2025-09-01", 10, "2025-09-15")] // Monday to Monday, two plain weeks
    [DataRow("2025-09-26", 1, "2025-09-28")] // the Sunday that is worked
    [DataRow("2025-09-26", 4, "2025-10-09")] // 28, 29, 30 September, then the holiday
    [DataRow("2025-10-01", 3, "2025-10-11")] // 9, 10, and the Saturday that is worked
    [DataRow("2025-09-06", 0, "2025-09-06")]
    public void A_deadline_counts_working_days_after_the_event(string from, int days, string expected) =>
        Assert.AreEqual(Day(expected), Calendar.AddWorkingDays(Day(from), days));

    [TestMethod]
    public void The_days_between_are_those_that_the_deadline_counted()
    {
        Assert.AreEqual(10, Calendar.WorkingDaysBetween(Day("2025-09-01"), Day("2025-09-15")));
        Assert.AreEqual(0, Calendar.WorkingDaysBetween(Day("2025-09-15"), Day("2025-09-01")));
    }

    [TestMethod]
    public void Beyond_the_last_announced_year_a_deadline_goes_by_the_weekday_provisionally()
    {
        Assert.AreEqual(Day("2025-11-07"), Calendar.AddWorkingDays(Day("2025-10-24"), 10));
        Assert.IsTrue(Calendar.IsProvisional(Day("2025-11-03")));
    }

    [TestMethod]
    public void Days_before_the_calendar_are_refused_by_name()
    {
        var refusal = Assert.ThrowsExactly<RefusalException>(() => Calendar.AddWorkingDays(Day("2025-08-20"), 10));
        Assert.AreEqual("calendar_missing", refusal.Code);
        Assert.Contains("2025年8月21日", refusal.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Provisional_days_say_so()
    {
        Assert.IsTrue(Calendar.IsProvisional(Day("2025-10-21")));
        Assert.IsFalse(Calendar.IsProvisional(Day("2025-10-20")));
        Assert.AreEqual((Day("2025-09-01"), Day("2025-10-31")), Calendar.Range);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
