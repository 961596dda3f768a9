namespace ManagementPlatform.Core.Reference;

/// <summary>
/// 工作日: the State Council's holidays and make-up days. Deadlines are counted here and nowhere else, never from Monday to Friday.
/// </summary>
public sealed class WorkingDayCalendar
{
    private readonly SortedList<DateOnly, CalendarDay> _days;

    public WorkingDayCalendar(IEnumerable<CalendarDay> days)
    {
        _days = new SortedList<DateOnly, CalendarDay>(days.ToDictionary(day => day.Day));
    }

    /// <summary>First and last day that the calendar knows; null when it is empty.</summary>
    public (DateOnly First, DateOnly Last)? Range =>
        _days.Count == 0 ? null : (_days.GetKeyAtIndex(0), _days.GetKeyAtIndex(_days.Count - 1));

    public bool Covers(DateOnly from, DateOnly to) => Range is { } range && range.First <= from && to <= range.Last;

    /// <summary>The days of a year, in order; empty when the calendar does not know the year.</summary>
    public IReadOnlyList<CalendarDay> OfYear(int year) => [.. _days.Values.Where(day => day.Day.Year == year)];

    /// <exception cref="RefusalException">The calendar begins after the day, or is empty.</exception>
    public bool IsWorkingDay(DateOnly day) => Known(day).IsWorking;

    /// <summary>The day counts as Monday to Friday only, because its year's holidays are not announced yet.</summary>
    public bool IsProvisional(DateOnly day) => Known(day).Provisional;

    /// <summary>
    /// The last day of a period of working days that starts the day after an event: ten working days from Monday end on the
    /// Monday two weeks later, when nothing is a holiday.
    /// </summary>
    /// <param name="count">0 or more.</param>
    /// <exception cref="RefusalException">The calendar begins after the period, or is empty.</exception>
    public DateOnly AddWorkingDays(DateOnly from, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var day = from;
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                left--;
        }

        return day;
    }

    /// <summary>
    /// The working days after <paramref name="from"/> up to and with <paramref name="to"/>; 0 when it is not later.
    /// </summary>
    /// <exception cref="RefusalException">The calendar begins after the period, or is empty.</exception>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            count += IsWorkingDay(day) ? 1 : 0;
        return count;
    }

    /// <summary>
    /// The latest day after which more than <paramref name="count"/> working days have passed by the end of a day.
    /// </summary>
    /// <exception cref="RefusalException">The calendar begins after the period, or is empty.</exception>
    public DateOnly MoreThan(int count, DateOnly until)
    {
        var day = until;
        for (var passed = 0; passed <= count; day = day.AddDays(-1))
            passed += IsWorkingDay(day) ? 1 : 0;
        return day;
    }

    // Holidays are announced year by year. Beyond the last one known a day counts by its weekday, provisionally: no business may
    // come to a halt because next year's announcement is late, and deadlines are counted again when it is there.
    private CalendarDay Known(DateOnly day) => _days.TryGetValue(day, out var known) ? known
        : Range is { } range && day > range.Last
            ? new CalendarDay { Day = day, IsWorking = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), Provisional = true }
        : throw Refused.Conflict("calendar_missing", $"工作日历未包含{day:yyyy年M月d日}，请先维护该年度的工作日历。");
}
