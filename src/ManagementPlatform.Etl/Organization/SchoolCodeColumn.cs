using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Storage.Exports;

namespace ManagementPlatform.Etl.Organization;

/// <summary>学校标识码, with which every line of these tables begins, and what most of their columns say in a template.</summary>
internal static class SchoolCodeColumn
{
    public const string Field = "code";

    public static ListColumn<TLine> Of<TLine>(bool isRequired = false)
        where TLine : ISchoolLine => new(
            new("学校标识码", Field)
            {
                IsRequired = isRequired,
                Example = "2151000001",
                Note = isRequired ? "10位，全国唯一" : "10位；学校用户可不填，默认本校",
                Read = (line, text, _) =>
                {
                    line.Code = SchoolFinder.Normal(text);
                    return null;
                },
            },
            (line, _) => line.Code);

    public static ListColumn<TLine> Required<TLine>(this ListColumn<TLine> column, string example = "", string note = "") =>
        column with { Column = column.Column with { IsRequired = true, Example = example, Note = note } };

    public static ListColumn<TLine> Noted<TLine>(this ListColumn<TLine> column, string example, string? note = null) =>
        column with { Column = column.Column with { Example = example, Note = note ?? column.Column.Note } };
}
