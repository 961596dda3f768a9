namespace ManagementPlatform.Core;

/// <summary>
/// The day and clock that people see. Times are UTC in the database; China has one zone without daylight saving (GB/T 7408), so a
/// fixed offset serves and no time-zone data has to be installed.
/// </summary>
public static class BeijingTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly Today(TimeProvider time) => DayOf(time.GetUtcNow());

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Offset).DateTime);

    /// <summary>The first moment of a day.</summary>
    public static DateTimeOffset? Start(DateOnly? day) => day is { } d ? new DateTimeOffset(d, TimeOnly.MinValue, Offset) : null;

    /// <summary>The moment as the wall clock shows it, for screens and files.</summary>
    public static DateTimeOffset Shown(DateTimeOffset moment) => moment.ToOffset(Offset);
}
