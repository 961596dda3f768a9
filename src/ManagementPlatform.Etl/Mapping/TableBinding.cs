using ManagementPlatform.Core;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Mapping;

/// <summary>
/// The headers of one file, tied to the columns of one kind of thing, with or without a profile between. Made once a file; then
/// reads its rows.
/// </summary>
public sealed class TableBinding<TDraft>
{
    private readonly IReadOnlyList<Column<TDraft>> _columns;
    private readonly Source[] _sources;
    private readonly string[] _groups;
    private readonly Dictionary<string, string> _headerOfField = [];

    private TableBinding(IReadOnlyList<Column<TDraft>> columns, Source[] sources, IReadOnlyList<string> headers)
    {
        (_columns, _sources) = (columns, sources);
        _groups = [.. columns.Where((c, i) => sources[i].Constant.Length > 0 || sources[i].CopyOf >= 0).Select(c => c.Group).OfType<string>().Distinct()];
        for (var i = 0; i < columns.Count; i++)
            _headerOfField[columns[i].Field] = sources[i].Indexes is [var first, ..] ? headers[first] : columns[i].Header;
    }

    /// <exception cref="RefusalException">
    /// Headers that nobody knows, or required columns that nothing feeds; all are listed.
    /// </exception>
    public static TableBinding<TDraft> Of(
        IReadOnlyList<string> headers, IReadOnlyList<Column<TDraft>> columns, MappingProfile? profile = null)
    {
        var plan = new BindingPlan(headers, [.. columns.Select(c => c.Header)], profile);
        var problems = new List<Problem>();
        if (plan.UnknownHeaders.Count > 0)
            problems.Add(new Problem("header_unknown", $"以下列名无法识别：{Listed(plan.UnknownHeaders)}。"));
        var missing = columns.Where((c, i) => c.IsRequired && plan.Sources[i].IsAbsent).Select(c => c.Header).ToList();
        if (missing.Count > 0)
            problems.Add(new Problem("header_missing", $"缺少以下必填列：{Listed(missing)}。"));
        return problems.Count == 0
            ? new TableBinding<TDraft>(columns, plan.Sources, headers)
            : throw new RefusalException(
                RefusalKind.Invalid, "bad_headers", string.Concat(problems.Select(p => p.Message)), problems);
    }

    /// <summary>
    /// The header, as it stands in the file, under which a field came in: for the reasons of a bad row. Null for what concerns no
    /// one column (the family as a whole).
    /// </summary>
    public string? HeaderOf(string field) => _headerOfField.GetValueOrDefault(field);

    /// <summary>Reads a row into a draft; adds what cannot be read.</summary>
    public void Read(TableRow row, TDraft draft, CellValues values, List<Problem> problems)
    {
        foreach (var fault in row.Faults)
            problems.Add(new Problem(fault.Code, fault.Message, FieldOf(fault.Column)));

        var texts = new string[_columns.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = _sources[i].Text(row.Cells);
        var present = _groups.Length == 0 ? null : Present(texts);
        for (var i = 0; i < texts.Length; i++)
        {
            if (Completed(texts, i, present) is not { Length: > 0 } text)
                continue;
            var column = _columns[i];
            if (column.Read(draft, text, values) is { } wrong)
                problems.Add(new Problem("bad_value", wrong + "。", column.Field));
        }
    }

    // What the profile says of a family member holds for one that the row has: no name, no phone, no member.
    private HashSet<string> Present(string[] texts) =>
        [.. Enumerable.Range(0, texts.Length).Where(i => texts[i].Length > 0).Select(i => _columns[i].Group).OfType<string>()];

    private string Completed(string[] texts, int column, HashSet<string>? present)
    {
        if (texts[column].Length > 0)
            return texts[column];
        if (_columns[column].Group is { } group && present?.Contains(group) != true)
            return "";
        var source = _sources[column];
        return source.CopyOf >= 0 && texts[source.CopyOf].Length > 0 ? texts[source.CopyOf] : source.Constant;
    }

    private string? FieldOf(int cell)
    {
        var column = Array.FindIndex(_sources, s => s.Indexes.Contains(cell));
        return column < 0 ? null : _columns[column].Field;
    }

    private static string Listed(IReadOnlyList<string> names)
    {
        const int Most = 20;
        return string.Join('、', names.Take(Most)) + (names.Count > Most ? $"等{names.Count}列" : "");
    }
}
