using System.Collections.Frozen;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Reference;

/// <summary>A code table to look codes up in, by code or by name, as people and spreadsheets write them.</summary>
public sealed class CodeTable
{
    private const int LongestText = 130;

    private readonly FrozenDictionary<string, CodeItem> _byCode;
    private readonly FrozenDictionary<string, CodeItem> _byName;

    public CodeTable(CodeTableRow row, IEnumerable<CodeItem> items)
    {
        Row = row;
        Items = [.. items.OrderBy(item => item.Sort).ThenBy(item => item.Code, StringComparer.Ordinal)];
        _byCode = Items.ToFrozenDictionary(item => item.Code);

        // A name that two codes share says neither.
        _byName = Items.GroupBy(item => Folded(item.Name)).Where(same => same.Count() == 1)
            .ToFrozenDictionary(same => same.Key, same => same.Single());
    }

    public CodeTableRow Row { get; }

    /// <summary>In the order of the standard.</summary>
    public IReadOnlyList<CodeItem> Items { get; }

    public CodeItem? Find(string? code) => code is not null && _byCode.TryGetValue(code, out var item) ? item : null;

    public bool Contains(string? code) => code is not null && _byCode.ContainsKey(code);

    /// <summary>The code's name; the code itself when it is unknown, so that a page never fails over an old row.</summary>
    public string Name(string code) => Find(code)?.Name ?? code;

    /// <summary>
    /// Reads a code or a name, whatever the width of its characters and the blanks in it: <c>01</c>, <c>０１</c>, <c>汉族</c>,
    /// <c>01-汉族</c>. False when there is no such option, or more than one of that name.
    /// </summary>
    public bool TryCode(string? text, out string code)
    {
        code = "";
        if (text is null)
            return false;
        var item = Find(text) ?? Written(text);
        code = item?.Code ?? "";
        return item is not null;
    }

    private CodeItem? Written(string text)
    {
        if (CodeText.Normalize(text, LongestText) is not { } normal)
            return null;
        var folded = Folded(normal);
        if (_byCode.TryGetValue(folded, out var item) || _byName.TryGetValue(folded, out item))
            return item;

        // "01-汉族", as templates with drop-down lists write it: both halves must say the same.
        var dash = folded.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && _byCode.TryGetValue(folded[..dash], out item) && Folded(item.Name) == folded[(dash + 1)..]
            ? item : null;
    }

    private static string Folded(string text) =>
        string.Concat((CodeText.Normalize(text, LongestText) ?? text).Where(c => !char.IsWhiteSpace(c)));
}
