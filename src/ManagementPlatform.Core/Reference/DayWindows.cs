using System.Globalization;

namespace ManagementPlatform.Core.Reference;

/// <summary>
/// 办理期: days of every year, written <c>08-15..12-14|03-01..05-31</c>, first and last day included. A window does not run over the
/// end of a year; it is written as two.
/// </summary>
public static class DayWindows
{
    public static bool Contain(string windows, DateOnly day)
    {
        var text = day.ToString("MM-dd", CultureInfo.InvariantCulture);
        return Parts(windows)
            .Any(part => string.CompareOrdinal(text, part.From) >= 0 && string.CompareOrdinal(text, part.Until) <= 0);
    }

    /// <summary>The first day from <paramref name="day"/> on that lies inside; null when none does.</summary>
    public static DateOnly? NextOpen(string windows, DateOnly day) => Enumerable.Range(0, 366).Select(day.AddDays)
        .Where(candidate => Contain(windows, candidate)).Select(candidate => (DateOnly?)candidate).FirstOrDefault();

    /// <summary>Written as it should be: days that exist, none after its end.</summary>
    public static bool IsReadable(string windows) => windows.Split('|').All(part =>
        part.Split("..") is [var from, var until] && IsDay(from) && IsDay(until) && string.CompareOrdinal(from, until) <= 0);

    /// <summary>Every day of <paramref name="windows"/> is one of <paramref name="wider"/>.</summary>
    public static bool IsInside(string windows, string wider) =>
        Enumerable.Range(0, 366).Select(new DateOnly(2000, 1, 1).AddDays)
            .All(day => !Contain(windows, day) || Contain(wider, day));

    private static bool IsDay(string text) =>
        text.Length == 5
            && DateOnly.TryParseExact("2000-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>For people: 08-15至12-14、03-01至05-31.</summary>
    public static string Text(string windows) => string.Join('、', Parts(windows).Select(part => $"{part.From}至{part.Until}"));

    private static IEnumerable<(string From, string Until)> Parts(string windows) =>
        windows.Split('|').Select(part => part.Split("..")).Select(ends => (ends[0], ends[^1]));
}
