using System.Globalization;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Etl.Columns;

/// <summary>
/// What the texts of cells mean: options by name or by code, divisions by name or by code, days in any usual form. A file repeats
/// the same few texts a million times, so each is looked up once. For one thread.
/// </summary>
public sealed class CellValues(ReferenceSnapshot reference)
{
    private const int MostRemembered = 20_000, LongestShown = 20, DigitsOfDate = 8;

    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase) { "是", "1", "Y", "YES", "TRUE", "有", "√", "对" };
    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase) { "否", "0", "N", "NO", "FALSE", "无", "×", "非", "不是" };

    private readonly Dictionary<string, Dictionary<string, string?>> _codes = [];
    private readonly Dictionary<string, string?> _regions = [];

    /// <summary>The code of an option; null when there is none of that name or code.</summary>
    public string? Code(string table, string text)
    {
        if (!_codes.TryGetValue(table, out var known))
            _codes[table] = known = [];
        return Remembered(known, text, t => reference.Table(table).TryCode(t, out var code) ? code : null);
    }

    /// <summary>The code of a division, written as code or as full name (四川省成都市武侯区); null when there is none.</summary>
    public string? Region(string text) =>
        Remembered(_regions, text, t => reference.Regions.TryCode(t, out var code) ? code : null);

    public static bool? Flag(string text) => Yes.Contains(text) ? true : No.Contains(text) ? false : null;

    public static decimal? Quantity(string text) =>
        decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>
    /// A number of many digits that Excel turned into 5.10105E+17 on the way into a CSV file: the digits are gone.
    /// </summary>
    public static bool LostDigits(string text) =>
        text.Length > 4 && char.IsAsciiDigit(text[0]) && text.Contains("E+", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>A cell's text as a message may repeat it: not long, and nothing in it that could be somebody's number.</summary>
    public static string Shown(string text)
    {
        if (text.Count(char.IsAsciiDigit) > DigitsOfDate)
            text = Masking.Document(text);
        return text.Length > LongestShown ? $"“{text[..LongestShown]}…”" : $"“{text}”";
    }

    private static string? Remembered(Dictionary<string, string?> known, string text, Func<string, string?> read)
    {
        if (known.TryGetValue(text, out var value))
            return value;
        value = read(text);
        if (known.Count < MostRemembered)
            known[text] = value;
        return value;
    }
}
