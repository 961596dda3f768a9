using System.Globalization;

namespace ManagementPlatform.Etl.Mapping;

/// <summary>Where the text of one column comes from.</summary>
internal sealed class Source
{
    public required IReadOnlyList<Func<string[], string>> Cells { get; init; }

    /// <summary>Cells of the file that feed it; the first is blamed when the text is wrong.</summary>
    public required IReadOnlyList<int> Indexes { get; init; }

    public IReadOnlyDictionary<string, string>? Values { get; init; }

    public string? DateForm { get; init; }

    public string Constant { get; init; } = "";

    /// <summary>The place, among the columns, of the one whose text it takes when it has none; -1 for none.</summary>
    public int CopyOf { get; init; } = -1;

    public bool IsAbsent => Cells.Count == 0 && Constant.Length == 0 && CopyOf < 0;

    public string Text(string[] cells)
    {
        var text = "";
        for (var i = 0; i < Cells.Count && text.Length == 0; i++)
            text = Cells[i](cells);
        if (text.Length > 0 && Values?.TryGetValue(text, out var value) == true)
            text = value;
        if (DateForm is not null
            && DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return text;
    }
}
