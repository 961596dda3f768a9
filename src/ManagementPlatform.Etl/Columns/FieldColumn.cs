using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Columns;

/// <summary>Makes the column of a form's field, by the kind of the field.</summary>
internal static class FieldColumn
{
    /// <param name="form">The form inside the draft that holds the field.</param>
    public static Column<TDraft> Of<TDraft, TForm>(FormField<TForm> field, string header, string name, Func<TDraft, TForm> form) => field switch
    {
        CodeField<TForm> code =>
            Column(field, header, name, Parsed(field, form, (text, values) => values.Code(code.Table, text), "不在选项中"))
            with { CodeTable = code.Table },
        RegionField<TForm> => Column(field, header, name, Parsed(field, form, Region, "不是现行或曾用的行政区划名称或代码")),
        FlagField<TForm> => Column(field, header, name, Parsed(field, form, (text, _) => CellValues.Flag(text), "应填写“是”或“否”"))
            with { IsFlag = true },
        DateField<TForm> =>
            Column(field, header, name, Parsed(field, form, (text, _) => DateText.Day(text), "不是有效日期，应如 2016-03-15")),
        QuantityField<TForm> => Column(field, header, name, Parsed(field, form, (text, _) => CellValues.Quantity(text), "应为数字")),
        TextField<TForm> text => Column(field, header, name, Text(text, form)),
        _ => throw new NotSupportedException($"No column for {field.GetType()}."),
    };

    private static Column<TDraft> Column<TDraft, TForm>(
        FormField<TForm> field, string header, string name, ReadCell<TDraft> read) =>
        new(header, name) { IsRequired = field.IsRequired, Read = read };

    private static ReadCell<TDraft> Parsed<TDraft, TForm>(
        FormField<TForm> field, Func<TDraft, TForm> form, Func<string, CellValues, string?> parse, string fault)
    {
        var set = Setter.Of<TForm, string?>(field.Name);
        return (draft, text, values) =>
        {
            if (parse(text, values) is not { } value)
                return CellValues.Shown(text) + fault;
            set(form(draft), value);
            return null;
        };
    }

    private static ReadCell<TDraft> Parsed<TDraft, TForm, TValue>(
        FormField<TForm> field, Func<TDraft, TForm> form, Func<string, CellValues, TValue?> parse, string fault)
        where TValue : struct
    {
        var set = Setter.Of<TForm, TValue?>(field.Name);
        return (draft, text, values) =>
        {
            if (parse(text, values) is not { } value)
                return CellValues.Shown(text) + fault;
            set(form(draft), value);
            return null;
        };
    }

    private static ReadCell<TDraft> Text<TDraft, TForm>(TextField<TForm> field, Func<TDraft, TForm> form)
    {
        var set = Setter.Of<TForm, string?>(field.Name);
        Func<string, string?> normal = field.Shape == TextShape.Month ? DateText.Month
            : field.Shape == TextShape.Period ? DateText.Period
            : text => text;
        return (draft, text, _) =>
        {
            if (CellValues.LostDigits(text))
                return "是科学计数法，后面的数字已丢失，请将该列设为“文本”格式后重新录入";
            set(form(draft), normal(text) ?? text); // what has no usual form goes on as it is: the check says what is wrong
            return null;
        };
    }

    // 境外: outside of all divisions.
    private static string? Region(string text, CellValues values) =>
        text is "境外" or "国外" or RegionField<object>.Abroad ? RegionField<object>.Abroad : values.Region(text);
}
