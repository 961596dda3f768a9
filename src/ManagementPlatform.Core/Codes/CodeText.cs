namespace ManagementPlatform.Core.Codes;

/// <summary>How typed or imported codes are read: the same number however a keyboard or a spreadsheet wrote it.</summary>
internal static class CodeText
{
    private const char FullWidthFirst = '\uFF01', FullWidthLast = '\uFF5E';

    // No one in the registry is older; the last year is only a bound, "not in the future" needs a clock.
    private const int EarliestYear = 1800, LatestYear = 2199;

    /// <summary>
    /// The text trimmed, full-width forms narrowed and ASCII letters in upper case; "" for none, <c>null</c> when it is
    /// longer than <paramref name="longest"/>. The length is looked at first, so a huge text costs nothing.
    /// </summary>
    public static string? Normalize(string? text, int longest)
    {
        text ??= "";
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length > longest)
            return null;

        Span<char> normal = stackalloc char[trimmed.Length];
        for (var i = 0; i < trimmed.Length; i++)
            normal[i] = Normalize(trimmed[i]);
        return normal.SequenceEqual(text) ? text : normal.ToString();
    }

    public static bool AllDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Reads the eight digits yyyyMMdd of a birth date inside a number; false when there is no such day.</summary>
    public static bool TryBirthDate(ReadOnlySpan<char> digits, out DateOnly date)
    {
        date = default;
        if (digits.Length != 8 || !AllDigits(digits))
            return false;

        var (year, month, day) = (Number(digits[..4]), Number(digits[4..6]), Number(digits[6..]));
        if (year is < EarliestYear or > LatestYear || month is < 1 or > 12)
            return false;
        if (day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;

        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>Whether a birth date can stand in a number and be read from it again.</summary>
    public static bool IsBirthDate(DateOnly date) => date.Year is >= EarliestYear and <= LatestYear;

    /// <summary>The value of a few ASCII digits; the caller has made sure that they are.</summary>
    public static int Number(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits)
            value = value * 10 + (digit - '0');
        return value;
    }

    private static char Normalize(char c) => c switch
    {
        >= FullWidthFirst and <= FullWidthLast => Normalize((char)(c - FullWidthFirst + '!')),
        >= 'a' and <= 'z' => (char)(c - 'a' + 'A'),
        _ => c,
    };
}
