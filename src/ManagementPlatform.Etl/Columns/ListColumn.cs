using System.Globalization;

namespace ManagementPlatform.Etl.Columns;

/// <summary>
/// A column of a table that goes out and comes in again: template, generator, export and import go by the same list of them.
/// </summary>
/// <param name="Column">How it comes in.</param>
/// <param name="Write">How it goes out.</param>
public sealed record ListColumn<TLine>(Column<TLine> Column, Func<TLine, OptionTexts, string?> Write)
{
    /// <summary>
    /// The business that changes it once the line is in the registry (Chinese), where an import may not; null where it may.
    /// </summary>
    public string? ChangedBy { get; init; }

    /// <summary>What two lines are compared by, where the text says more than that.</summary>
    public Func<TLine, string?>? Essence { get; init; }

    /// <summary>What of the text may be seen without a purpose (docs/rules.md §7.5); null where all may.</summary>
    public Func<string, string?>? Mask { get; init; }
}

/// <summary>
/// Makes columns from a property of the line; the property's name is the field that checks speak of, if they call it nothing
/// else.
/// </summary>
internal static class ListColumns<TLine>
{
    public static ListColumn<TLine> Text(
        string header, string property, string? field = null, Func<string, string?>? normal = null)
    {
        var (get, set) = Property<string?>(property);
        return new(
            new(header, field ?? property)
            {
                Read = (line, text, _) => CellValues.LostDigits(text)
                    ? "是科学计数法，后面的数字已丢失，请将该列设为“文本”格式后重新录入"
                    : Put(set, line, normal is null ? text : normal(text), text, "填写不正确"),
            },
            (line, _) => get(line));
    }

    public static ListColumn<TLine> Code(string header, string table, string property, string? field = null)
    {
        var (get, set) = Property<string?>(property);
        return new(
            new(header, field ?? property) { CodeTable = table, Read = (line, text, values) => Put(set, line, values.Code(table, text), text, "不在选项中") },
            (line, texts) => get(line) is { } code ? texts.Name(table, code) : null);
    }

    public static ListColumn<TLine> Region(string header, string property)
    {
        var (get, set) = Property<string?>(property);
        return new(
            new(header, property) { Read = (line, text, values) => Put(set, line, values.Region(text), text, "不是现行或曾用的行政区划名称或代码") },
            (line, texts) => get(line) is { } code ? texts.Region(code) : null);
    }

    /// <summary>A day, or a month, which stands for its first day.</summary>
    public static ListColumn<TLine> Day(string header, string property)
    {
        var (get, set) = Property<DateOnly?>(property);
        return new(
            new(header, property) { Read = (line, text, _) => Put(set, line, DayOf(text), text, "不是有效日期，应如 2016-09-01 或 201609") },
            (line, _) => get(line)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    public static ListColumn<TLine> Whole(string header, string property)
    {
        var (get, set) = Property<int?>(property);
        return new(
            new(header, property) { Read = (line, text, _) => Put(set, line, WholeOf(text), text, "应为整数") },
            (line, _) => get(line)?.ToString(CultureInfo.InvariantCulture));
    }

    public static ListColumn<TLine> Quantity(string header, string property)
    {
        var (get, set) = Property<decimal?>(property);
        return new(
            new(header, property) { Read = (line, text, _) => Put(set, line, CellValues.Quantity(text), text, "应为数字") },
            (line, _) => get(line)?.ToString("0.##", CultureInfo.InvariantCulture));
    }

    public static ListColumn<TLine> Flag(string header, string property)
    {
        var (get, set) = Property<bool?>(property);
        return new(
            new(header, property) { IsFlag = true, Read = (line, text, _) => Put(set, line, CellValues.Flag(text), text, "应填写“是”或“否”") },
            (line, _) => get(line) switch { true => "是", false => "否", null => null });
    }

    /// <summary>A few options that are in no code table.</summary>
    public static ListColumn<TLine> Choice(string header, string property, IReadOnlyList<(string Code, string Name)> options)
    {
        var (get, set) = Property<string?>(property);
        return new(
            new(header, property)
            {
                Note = string.Join('、', options.Select(o => o.Name)),
                Read = (line, text, _) =>
                    Put(set, line, options.FirstOrDefault(o => o.Code == text || o.Name == text).Code, text, "不在选项中"),
            },
            (line, _) => options.FirstOrDefault(o => o.Code == get(line)).Name ?? get(line));
    }

    public static (Func<TLine, TValue> Get, Action<TLine, TValue> Set) Property<TValue>(string property) =>
        (Setter.Reader<TLine, TValue>(property), Setter.Of<TLine, TValue>(property));

    public static string? Put<TValue>(Action<TLine, TValue?> set, TLine line, TValue? value, string text, string fault)
    {
        if (value is null)
            return CellValues.Shown(text) + fault;
        set(line, value);
        return null;
    }

    private static DateOnly? DayOf(string text) =>
        DateText.Day(text)
            ?? (DateText.Month(text) is { } month ? DateOnly.ParseExact(month, "yyyyMM", CultureInfo.InvariantCulture) : null);

    private static int? WholeOf(string text) =>
        CellValues.Quantity(text) is { } value && value == decimal.Truncate(value) && value is >= int.MinValue and <= int.MaxValue
            ? (int)value : null;
}
