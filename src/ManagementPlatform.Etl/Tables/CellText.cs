using System.Buffers;

namespace ManagementPlatform.Etl.Tables;

/// <summary>The text of a cell as the registry wants it: trimmed, on one line, without the marks that spreadsheets add.</summary>
internal static class CellText
{
    /// <summary>
    /// What CSV output puts a quote before (<see cref="CsvTableWriter"/>), so that no spreadsheet runs a cell as a formula.
    /// </summary>
    public const string FormulaStarts = "=+-@\t\r";

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\t\v\f\u0085\u2028\u2029");

    public static string Clean(string text)
    {
        var trimmed = text.AsSpan().Trim().Trim("\uFEFF\u200B");
        if (trimmed.Length > 1 && trimmed[0] == '\'' && FormulaStarts.Contains(trimmed[1], StringComparison.Ordinal))
            trimmed = trimmed[1..];
        if (trimmed.ContainsAny(Breaks))
            return string.Join(' ', trimmed.ToString().Split(['\r', '\n', '\t', '\v', '\f', '\u0085', '\u2028', '\u2029'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return trimmed.Length == text.Length ? text : trimmed.ToString();
    }

    /// <summary>What is wrong with a cleaned text; null when nothing is.</summary>
    public static CellFault? Fault(int column, string text, TableLimits limits)
    {
        if (text.Length > limits.CellLength)
            return new CellFault(column, "cell_too_long", $"内容有{text.Length}个字符，最多{limits.CellLength}个。");

        // A control character breaks an engine's text type (PostgreSQL refuses U+0000), a lone surrogate is half of a character,
        // and U+FFFD stands where a program could not read one.
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is < 0x20 or 0x7F or 0xFFFD)
                return new CellFault(column, "cell_unreadable", "含有乱码或不可见字符，请重新录入。");
        }

        return null;
    }
}
