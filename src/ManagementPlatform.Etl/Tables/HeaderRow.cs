using ManagementPlatform.Core;

namespace ManagementPlatform.Etl.Tables;

/// <summary>The headers of a table: which text names a column, and what no table may have.</summary>
internal static class HeaderRow
{
    /// <summary>Characters by which headers are told apart.</summary>
    public const int LongestName = 60;

    // Marks that people and templates put on required columns; blanks and line breaks only dress the cell.
    private const string Marks = "*＊★☆※\uFEFF\u200B";

    /// <summary>
    /// The name by which two headers are the same column: without blanks and marks, brackets and slashes narrowed.
    /// </summary>
    public static string Key(string header)
    {
        Span<char> key = stackalloc char[Math.Min(header.Length, LongestName)];
        var length = 0;
        foreach (var c in header)
        {
            if (char.IsWhiteSpace(c) || Marks.Contains(c, StringComparison.Ordinal))
                continue;
            if (length == key.Length)
                break;
            key[length++] = Narrow(c);
        }

        return key[..length].ToString();
    }

    /// <exception cref="RefusalException">No header, too many, one that is blank or one that stands twice.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> cells, TableLimits limits)
    {
        var headers = cells.Select(c => c.Length > LongestName ? c[..LongestName] : c).Select(c => c.Trim()).ToList();
        while (headers.Count > 0 && Key(headers[^1]).Length == 0)
            headers.RemoveAt(headers.Count - 1);
        if (headers.Count == 0)
            throw Refused.Invalid("table_no_header", "文件没有表头。");
        if (headers.Count > limits.Columns)
            throw Refused.Invalid("table_too_wide", $"文件有{headers.Count}列，最多{limits.Columns}列。");

        var blank = headers.FindIndex(h => Key(h).Length == 0);
        if (blank >= 0)
            throw Refused.Invalid("header_blank", $"第{blank + 1}列没有列名。");
        var twice = headers.GroupBy(Key).Where(g => g.Count() > 1).Select(g => $"“{g.First()}”").ToList();
        if (twice.Count > 0)
            throw Refused.Invalid("header_twice", $"以下列名重复出现：{string.Join('、', twice)}。");
        return headers;
    }

    private static char Narrow(char c) => c switch
    {
        '（' => '(',
        '）' => ')',
        '／' => '/',
        '：' => ':',
        _ => char.ToLowerInvariant(c),
    };
}
