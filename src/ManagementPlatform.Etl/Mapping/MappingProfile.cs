using System.Text.RegularExpressions;

namespace ManagementPlatform.Etl.Mapping;

/// <summary>
/// How a table with other headers, values and date forms becomes one with ours: a file of <c>etl/mappings</c>, data and no code.
/// "Column" below is a header of the template; "header" is one of the file. See etl/mappings/README.md.
/// </summary>
public sealed record MappingProfile
{
    public required string Name { get; init; }

    /// <summary>For people, Chinese.</summary>
    public required string Title { get; init; }

    /// <summary>What the table holds: <c>students</c>, <c>schools</c>, <c>staff</c>, <c>classes</c>, <c>conditions</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>The line of the headers, when a title stands above them.</summary>
    public int? HeaderLine { get; init; }

    /// <summary>Header → column. Headers that equal a column need no line here.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Headers that mean nothing to the registry (序号).</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Column → headers whose texts, one after the other, make it: 户口所在地 from 省, 市 and 县.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Join { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>One header that holds several columns.</summary>
    public IReadOnlyList<SplitRule> Split { get; init; } = [];

    /// <summary>Column → what the file writes → what the template would.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Column → form of its days, such as <c>d/M/yyyy</c>; the usual Chinese forms need none.</summary>
    public IReadOnlyDictionary<string, string> Dates { get; init; } = new Dictionary<string, string>();

    /// <summary>Column → the column whose text it takes when it has none: 通信地址 from 现住址.</summary>
    public IReadOnlyDictionary<string, string> Copy { get; init; } = new Dictionary<string, string>();

    /// <summary>Column → what it says when the file says nothing.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();
}

/// <summary>Takes a header's text apart.</summary>
/// <param name="Pattern">
/// A regular expression whose groups are named after columns: <c>^(?&lt;年级&gt;.+年级)(?&lt;班级&gt;.+班)$</c>. Runs without
/// backtracking. A text that does not match goes whole into <paramref name="Otherwise"/>, or, without one, is an error.
/// </param>
public sealed record SplitRule(string Header, string Pattern, string? Otherwise = null)
{
    private readonly Regex _regex = new(
        Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    public IEnumerable<string> Columns => _regex.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]));

    /// <summary>The text of one column; "" when the header's text does not have it.</summary>
    public string Part(string text, string column)
    {
        var match = _regex.Match(text);
        return match.Success ? match.Groups[column].Value : column == Otherwise ? text : "";
    }
}
