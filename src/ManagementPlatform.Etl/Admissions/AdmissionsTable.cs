using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Admissions;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Admissions;

/// <summary>
/// 录取名单: graduates of the province whom their next schools admit, by number and name. Its columns are some of those of pupils;
/// nobody is registered anew by it.
/// </summary>
public sealed class AdmissionsTable(AdmitRows admit, ImportQueries queries) : ImportedTable
{
    private const string Number = "studentNumber";

    private static readonly HashSet<string> Fields =
        ["schoolCode", Number, "name", "grade", "classId", "seatNumber", "entryMonth", "admissionMethodCode"];

    public static ImportKind Admissions { get; } = new("admissions", "录取名单", Permission.ImportStudents, Entity.Student);

    public static IReadOnlyList<Column<StudentDraft>> Columns { get; } =
    [
        .. from column in StudentColumns.National
           where Fields.Contains(column.Field)
           select column.Field == Number
               ? column with { IsRequired = true, Example = "L510107201603154821", Note = "毕业生原有的学籍号，入学后不变；整列须为文本格式" }
               : column,
    ];

    public override ImportKind ImportKind => Admissions;

    public override Task WriteTemplateAsync(
        Stream stream, TableFormat format, ReferenceSnapshot reference, CancellationToken cancel) =>
        TemplateFile.WriteAsync(stream, format, Admissions.Title, Columns, reference, cancel);

    internal override ImportedRows Bind(IReadOnlyList<string> headers, MappingProfile? profile, ReferenceSnapshot reference) =>
        new AdmissionRows(TableBinding<StudentDraft>.Of(headers, Columns, profile), new CellValues(reference), admit, queries);

    internal static bool IsColumn(string? field) => field is not null && Fields.Contains(field);
}
