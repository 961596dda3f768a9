using System.Globalization;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Students;

/// <summary>The columns of student tables in this center: the national ones and those of its province (非基础学籍信息).</summary>
public sealed class StudentColumnSet(ImportQueries queries, ICurrentCenter center)
{
    public async Task<IReadOnlyList<Column<StudentDraft>>> GetAsync(CancellationToken cancel)
    {
        var fields = await queries.ProvinceFieldsAsync((await center.GetAsync(cancel)).RegionCode, cancel);
        return fields.Count == 0 ? StudentColumns.National : [.. StudentColumns.National, .. Extras(fields)];
    }

    // One title too many may not cost a center all its imports: a province's field gives way, with its code behind its title.
    private static IEnumerable<Column<StudentDraft>> Extras(IReadOnlyList<ProvinceField> fields)
    {
        var taken = StudentColumns.National.Select(c => c.Header).Concat(ResultFile.AddedHeaders).Append("")
            .Select(HeaderRow.Key).ToHashSet();
        foreach (var field in fields)
        {
            var header = taken.Contains(HeaderRow.Key(field.Title)) ? WithCode(field) : field.Title;
            taken.Add(HeaderRow.Key(header));
            yield return Extra(field, header);
        }
    }

    // Both fit what two headers are told apart by.
    private static string WithCode(ProvinceField field) =>
        field.Title[..Math.Min(field.Title.Length, HeaderRow.LongestName - 2 - field.FieldCode.Length)] + $"（{field.FieldCode}）";

    // A file from before the province asked for the field is still a good file: whether a row may be without it, the check says.
    private static Column<StudentDraft> Extra(ProvinceField field, string header) => new(header, "extra." + field.FieldCode)
    {
        Note = field.IsRequired ? "本省扩展字段，必填" : "本省扩展字段",
        CodeTable = field.DataType == ProvinceFieldType.Code ? field.CodeTableName : null,
        IsFlag = field.DataType == ProvinceFieldType.Flag,
        Read = (draft, text, values) =>
        {
            if (Value(field, text, values) is not { } value)
                return CellValues.Shown(text) + "不是该字段的有效内容";
            draft.AddExtra(field.FieldCode, value);
            return null;
        },
    };

    private static string? Value(ProvinceField field, string text, CellValues values) => field.DataType switch
    {
        ProvinceFieldType.Flag => CellValues.Flag(text) switch { true => "1", false => "0", null => null },
        ProvinceFieldType.Date => DateText.Day(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ProvinceFieldType.Code => values.Code(field.CodeTableName!, text),
        _ => text,
    };
}
