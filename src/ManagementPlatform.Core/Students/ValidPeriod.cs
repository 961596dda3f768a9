using System.Globalization;

namespace ManagementPlatform.Core.Students;

/// <summary>How long an identity document is valid (身份证件有效期).</summary>
/// <param name="Until">The last day; null for 长期.</param>
public readonly record struct ValidPeriod(DateOnly From, DateOnly? Until)
{
    private const string Format = "yyyyMMdd", LongTerm = "长期", Stored = "99991231";

    /// <summary>As the form says it, and as it is stored.</summary>
    public static bool TryParse(string? text, out ValidPeriod period)
    {
        period = default;
        if (text is null || text.Length is < 9 or > 17 || text[8] != '-' || !TryDay(text.AsSpan(0, 8), out var from))
            return false;
        var end = text.AsSpan(9);
        if (end is LongTerm or Stored)
        {
            period = new ValidPeriod(from, null);
            return true;
        }

        if (!TryDay(end, out var until) || until < from)
            return false;
        period = new ValidPeriod(from, until);
        return true;
    }

    /// <summary>ASCII only, so that a code column holds it: 长期 stands as the last day of the calendar.</summary>
    public string ToStored() => Day(From) + '-' + (Until is { } until ? Day(until) : Stored);

    /// <summary>As the form says it.</summary>
    public override string ToString() => Day(From) + '-' + (Until is { } until ? Day(until) : LongTerm);

    private static bool TryDay(ReadOnlySpan<char> text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Day(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);
}
