using System.Globalization;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Students;

/// <summary>The fields of the province (非基础学籍信息) against its own definitions.</summary>
internal static class ExtraFieldCheck
{
    public static void Check(
        IReadOnlyDictionary<string, string> values, IEnumerable<ProvinceField> fields,
        ReferenceSnapshot reference, Findings findings)
    {
        var known = 0;
        foreach (var field in fields)
        {
            var text = TypedText.Of(values.GetValueOrDefault(field.FieldCode));
            known += values.ContainsKey(field.FieldCode) ? 1 : 0;
            if (text is null && field is { IsRequired: true, IsActive: true })
                findings.Error("required", $"{field.Title}必须填写。", "extra." + field.FieldCode);
            else if (text is not null)
                Value(text, field, reference, findings);
        }

        if (known < values.Count)
            findings.Error("unknown_extra_field", "含有本省未定义的扩展字段。", "extra");
    }

    private static void Value(string text, ProvinceField field, ReferenceSnapshot reference, Findings findings)
    {
        var path = "extra." + field.FieldCode;
        if (text.Length > field.MaxLength)
            findings.Error("too_long", $"{field.Title}不能超过{field.MaxLength}个字符。", path);
        else if (!TypedText.IsClean(text))
            findings.Error("bad_characters", $"{field.Title}含有不可识别的字符。", path);
        else if (!Fits(text, field, reference))
            findings.Error("bad_form", $"{field.Title}的格式不正确。", path);
    }

    private static bool Fits(string text, ProvinceField field, ReferenceSnapshot reference) => field.DataType switch
    {
        ProvinceFieldType.Flag => text is "0" or "1",
        ProvinceFieldType.Date =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ProvinceFieldType.Number => decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ProvinceFieldType.Code => reference.FindTable(field.CodeTableName ?? "")?.Contains(text) == true,
        _ => true,
    };
}
