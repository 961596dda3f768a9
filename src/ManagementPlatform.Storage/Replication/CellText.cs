using System.Globalization;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// Values as they stand in a bundle: invariant text. A cell that is empty means null; a text that is empty or begins with a
/// backslash has one put before it.
/// </summary>
public static class CellText
{
    /// <summary>
    /// ISO 8601 with all digits: the one format of times that is written and read without looking at a pattern.
    /// </summary>
    public const string Time = "O";

    private const char Escape = '\\';

    private const string Date = "yyyy-MM-dd";

    public static string Of(object? value) => value switch
    {
        null => "",
        string text => OfText(text),
        long number => number.ToString(CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        DateOnly date => date.ToString(Date, CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"No column type for {value.GetType()}."),
    };

    public static string OfText(string text) => text.Length == 0 || text[0] == Escape ? Escape + text : text;

    /// <summary>The text in a cell that is UTF-8; null when it is empty.</summary>
    internal static ReadOnlyMemory<byte>? Utf8Of(ReadOnlyMemory<byte> cell)
    {
        if (cell.IsEmpty)
            return null;
        return cell.Span[0] == Escape ? cell[1..] : cell;
    }

    /// <exception cref="FormatException">The text is no value of the type.</exception>
    public static object? Parse(ReadOnlySpan<char> text, Type type)
    {
        if (text.Length == 0)
            return null;
        if (type == typeof(string))
            return (text[0] == Escape ? text[1..] : text).ToString();
        if (type == typeof(long))
            return long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (type == typeof(int))
            return int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (type == typeof(bool))
            return text is "1" || (text is "0" ? false : throw new FormatException($"'{text}' is no flag."));
        if (type == typeof(DateOnly))
            return DateOnly.ParseExact(text, Date, CultureInfo.InvariantCulture);
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.ParseExact(text, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return type == typeof(decimal)
            ? decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : throw new NotSupportedException($"No column type for {type}.");
    }
}
