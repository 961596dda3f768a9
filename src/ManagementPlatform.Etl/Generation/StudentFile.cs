using CsvHelper;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Students;

namespace ManagementPlatform.Etl.Generation;

/// <summary>students.csv: the columns of the import template, but for the student number, which new pupils do not have.</summary>
internal sealed class StudentFile : IDisposable
{
    private const int ReportEvery = 1_000;

    private readonly CsvWriter _csv;
    private readonly Func<Row, string?>[] _cells;

    public StudentFile(CsvWriter csv, ReferenceSnapshot reference)
    {
        _csv = csv;
        var columns = StudentColumns.National.Where(c => c.Header != StudentColumns.StudentNumber).ToList();
        var readers = Readers(new OptionTexts(reference));
        _cells = [.. columns.Select(c => readers[c.Field])];
        _csv.WriteHeader([.. columns.Select(c => c.Header)]);
    }

    /// <returns>The pupils written.</returns>
    public long Add(CountyGenerator county, long before, IProgress<long>? progress, CancellationToken cancel)
    {
        var written = 0L;
        foreach (var (@class, pupils) in county.Classes())
        {
            cancel.ThrowIfCancellationRequested();
            var place = new Row(new StudentForm(), @class.School.Code.Text, @class.Grade.Name, $"{@class.Number}班");
            foreach (var form in pupils)
                Write(place with { Form = form });
            if (written / ReportEvery != (written + pupils.Count) / ReportEvery)
                progress?.Report(before + written + pupils.Count);
            written += pupils.Count;
        }

        return written;
    }

    public void Dispose() => _csv.Dispose();

    private void Write(in Row row)
    {
        foreach (var cell in _cells)
            _csv.WriteField(cell(row));
        _csv.EndRecord();
    }

    private static Dictionary<string, Func<Row, string?>> Readers(OptionTexts texts)
    {
        var readers = new Dictionary<string, Func<Row, string?>>
        { ["schoolCode"] = row => row.School, ["grade"] = row => row.Grade, ["classId"] = row => row.Class };
        foreach (var field in FormFields.Student)
        {
            var text = texts.Of(field);
            readers[field.Name] = row => text(row.Form);
        }

        for (var i = 0; i < StudentDraft.FamilyPlaces; i++)
        {
            var place = i;
            foreach (var field in FormFields.Family)
            {
                var text = texts.Of(field);
                readers[$"family[{place}].{field.Name}"] = row =>
                    place < row.Form.Family.Count ? text(row.Form.Family[place]) : null;
            }
        }

        return readers;
    }

    private readonly record struct Row(StudentForm Form, string School, string Grade, string Class);
}
