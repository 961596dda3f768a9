using System.Globalization;

namespace ManagementPlatform.Etl.Columns;

/// <summary>Days and months as lists write them: 20160315, 2016-3-15, 2016/03/15, 2016.3.15, 2016年3月15日.</summary>
public static class DateText
{
    private const string Separators = "-/.年月日号 ";
    private const string Midnight = "00:00:00";

    /// <summary>A day; null when the text is none.</summary>
    public static DateOnly? Day(string text)
    {
        if (text.EndsWith(Midnight, StringComparison.Ordinal))
            text = text[..^Midnight.Length];
        Span<int> parts = stackalloc int[3];
        return Parts(text, parts, 8) == 3 && IsDay(parts[0], parts[1], parts[2])
            ? new DateOnly(parts[0], parts[1], parts[2]) : null;
    }

    /// <summary>A month as YYYYMM, of a month or of a day in it; null when the text is neither.</summary>
    public static string? Month(string text)
    {
        if (Day(text) is { } day)
            return day.ToString("yyyyMM", CultureInfo.InvariantCulture);
        Span<int> parts = stackalloc int[3];
        return Parts(text, parts, 6) == 2 && IsDay(parts[0], parts[1], 1)
            ? string.Create(CultureInfo.InvariantCulture, $"{parts[0]:0000}{parts[1]:00}")
            : null;
    }

    /// <summary>A period as YYYYMMDD-YYYYMMDD or YYYYMMDD-长期; null when the text is none.</summary>
    public static string? Period(string text)
    {
        foreach (var between in (string[])["至", "—", "~", "到", "-"])
        {
            // With "-" both between the days and inside them (2020-01-01-2030-01-01) the middle one counts.
            var at = between == "-" ? Middle(text) : text.IndexOf(between, StringComparison.Ordinal);
            if (at <= 0 || Day(text[..at].Trim()) is not { } from)
                continue;
            var end = text[(at + between.Length)..].Trim(' ', '-', '—');
            if (end is "长期" or "长期有效")
                return $"{Digits(from)}-长期";
            return Day(end) is { } until ? $"{Digits(from)}-{Digits(until)}" : null;
        }

        return null;
    }

    private static string Digits(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static int Middle(string text)
    {
        var dashes = Enumerable.Range(0, text.Length).Where(i => text[i] == '-').ToList();
        return dashes.Count % 2 == 1 && !text.EndsWith('期') ? dashes[dashes.Count / 2] : text.LastIndexOf('-');
    }

    // Either all the digits together, or groups of them with separators between.
    private static int Parts(string text, Span<int> parts, int together)
    {
        if (text.Length == together && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            parts[0] = Number(text.AsSpan(0, 4));
            parts[1] = Number(text.AsSpan(4, 2));
            if (together == 8)
                parts[2] = Number(text.AsSpan(6, 2));
            return together == 8 ? 3 : 2;
        }

        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            if (Separators.Contains(text[i], StringComparison.Ordinal))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
                i++;
            if (i == start || i - start > 4 || count == parts.Length)
                return 0;
            parts[count++] = Number(text.AsSpan(start, i - start));
        }

        return count;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsDay(int year, int month, int day) =>
        year is >= 1800 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
}
