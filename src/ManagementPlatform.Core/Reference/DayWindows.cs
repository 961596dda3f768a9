using System.Globalization;

namespace ManagementPlatform.Core.Reference;

/// <summary>
/// 办理期: days of every year, written <c>08-15..12-14|03-01..05-31</c>, first and last day included. A window does not run over the end
/// of a year; it is written as two.
/// </summary>
public static class DayWindows
{
    public static bool Contain(string windows, DateOnly day)
    {
        var text = day.ToString("MM-dd", CultureInfo.InvariantCulture);
        return Parts(windows).Any(part => string.CompareOrdinal(text, part.From) >= 0 && string.CompareOrdinal(text, part.Until) <= 0);
    }

    /// <summary>The first day from <paramref name="day"/> on that lies inside; null when none does.</summary>
    public static DateOnly? NextOpen(string windows, DateOnly day) => Enumerable.Range(0, 366).Select(day.AddDays)
        .Where(candidate => Contain(windows, candidate)).Select(candidate => (DateOnly?)candidate).FirstOrDefault();

    /// <summary>For people: 08-15至12-14、03-01至05-31.</summary>
    public static string Text(string windows) => string.Join('、', Parts(windows).Select(part => $"{part.From}至{part.Until}"));

    private static IEnumerable<(string From, string Until)> Parts(string windows) =>
        windows.Split('|').Select(part => part.Split("..")).Select(ends => (ends[0], ends[^1]));
}
