using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Columns;

namespace ManagementPlatform.Etl.Students;

/// <summary>A pupil on his way out: his form, and the names of his place.</summary>
internal sealed record StudentToExport(StudentForm Form, string SchoolCode, string Grade, string ClassName);

/// <summary>
/// The cells of a pupil under the template's headers, options by name: an export in clear can be corrected and imported again.
/// Masked cells follow docs/rules.md §7.5.
/// </summary>
internal sealed class StudentExportColumns
{
    private readonly List<(string Header, Func<StudentToExport, string?> Cell)> _columns = [];
    private readonly ReferenceSnapshot _reference;

    public StudentExportColumns(IReadOnlyList<Column<StudentDraft>> columns, ReferenceSnapshot reference, bool isMasked)
    {
        _reference = reference;
        var pupil = FormFields.Student.ToDictionary(f => f.Name);
        var family = FormFields.Family.ToDictionary(f => f.Name);
        foreach (var column in columns)
        {
            var cell = Cell(column, pupil, family);
            _columns.Add((column.Header, isMasked && Mask(column.Field) is { } mask ? row => mask(cell(row)) : cell));
        }
    }

    public IReadOnlyList<string> Headers => [.. _columns.Select(c => c.Header)];

    public IReadOnlyList<string?> Row(StudentToExport student) => [.. _columns.Select(c => c.Cell(student))];

    private Func<StudentToExport, string?> Cell(
        Column<StudentDraft> column, Dictionary<string, FormField<StudentForm>> pupil,
        Dictionary<string, FormField<FamilyMemberForm>> family)
    {
        switch (column.Field)
        {
            case "schoolCode": return row => row.SchoolCode;
            case "grade": return row => Grade.TryParse(row.Grade, out var grade) ? grade.Name : row.Grade;
            case "classId": return row => row.ClassName;
            case "studentNumber": return row => row.Form.StudentNumber;
        }

        var dot = column.Field.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return row => Shown(pupil[column.Field], row.Form);
        var name = column.Field[(dot + 1)..];
        if (column.Group is null)
            return row =>
                row.Form.Extra.GetValueOrDefault(name) is { } value ? Named(column.CodeTable, column.IsFlag, value) : null;
        var place = column.Field["family[".Length] - '0';
        return row => place < row.Form.Family.Count ? Shown(family[name], row.Form.Family[place]) : null;
    }

    private string? Shown<TForm>(FormField<TForm> field, TForm form) => field.Text(form) is not { } text ? null : field switch
    {
        CodeField<TForm> code => Named(code.Table, isFlag: false, text),
        FlagField<TForm> => Named(table: null, isFlag: true, text),
        RegionField<TForm> => text == RegionField<TForm>.Abroad ? "境外" : text.Length == 6 ? Place(text) : text,
        _ => text,
    };

    private string Named(string? table, bool isFlag, string value) =>
        isFlag ? (value == "1" ? "是" : "否") : table is null ? value : _reference.Table(table).Name(value);

    // A full name that two places share, over the years, would come back as another: then the code says it.
    private string Place(string code)
    {
        var name = _reference.Regions.FullName(code);
        return _reference.Regions.TryCode(name, out var back) && back == code ? name : code;
    }

    private static Func<string?, string?>? Mask(string field) => field[(field.LastIndexOf('.') + 1)..] switch
    {
        "documentNumber" => text => text is null ? null : Masking.Document(text),
        "studentNumber" => text => text is null ? null : Masking.StudentNumber(text),
        "phone" => text => text is null ? null : Masking.Phone(text),
        "birthDate" => text => text is null ? null : text[..4] + "-**-**",
        "residenceAddress" or "mailingAddress" or "homeAddress" => text => text is null ? null : Masking.Address(text),
        "email" or "website" => _ => null,
        _ => null,
    };
}
