using CsvHelper;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Generation;

/// <summary>students.csv: the national form with the pupil's school, grade and class, and two family members.</summary>
internal sealed class StudentFile : IDisposable
{
    private const int FamilyPlaces = 2, ReportEvery = 1_000, PlaceNumber = 22;

    private readonly CsvWriter _csv;
    private readonly List<Func<StudentForm, string?>> _before;
    private readonly List<Func<StudentForm, string?>> _after;
    private readonly List<Func<FamilyMemberForm, string?>> _family;

    public StudentFile(CsvWriter csv, ReferenceSnapshot reference)
    {
        _csv = csv;
        var texts = new OptionTexts(reference);
        var (before, after) = (FormFields.Student.Where(f => f.Number < PlaceNumber).ToList(), FormFields.Student.Where(f => f.Number > PlaceNumber).ToList());
        (_before, _after) = ([.. before.Select(texts.Of)], [.. after.Select(texts.Of)]);
        _family = [.. FormFields.Family.Select(texts.Of)];
        var members = Enumerable.Range(1, FamilyPlaces)
            .SelectMany(place => FormFields.Family.Select(f => $"成员{place}" + f.Title.Replace("家庭成员", "", StringComparison.Ordinal)));
        _csv.WriteHeader([
            "学校标识码", .. before.Select(f => f.Title), "年级", "班级", .. after.Select(f => f.Title), .. members]);
    }

    /// <returns>The pupils written.</returns>
    public long Add(CountyGenerator county, long before, IProgress<long>? progress, CancellationToken cancel)
    {
        var written = 0L;
        foreach (var (@class, pupils) in county.Classes())
        {
            cancel.ThrowIfCancellationRequested();
            var (school, grade, name) = (@class.School.Code.Text, @class.Grade.Name, $"{@class.Number}班");
            foreach (var form in pupils)
                Write(form, school, grade, name);
            if (written / ReportEvery != (written + pupils.Count) / ReportEvery)
                progress?.Report(before + written + pupils.Count);
            written += pupils.Count;
        }

        return written;
    }

    public void Dispose() => _csv.Dispose();

    private void Write(StudentForm form, string school, string grade, string name)
    {
        _csv.WriteField(school);
        foreach (var read in _before)
            _csv.WriteField(read(form));
        _csv.WriteField(grade);
        _csv.WriteField(name);
        foreach (var read in _after)
            _csv.WriteField(read(form));
        for (var i = 0; i < FamilyPlaces; i++)
        {
            foreach (var read in _family)
                _csv.WriteField(i < form.Family.Count ? read(form.Family[i]) : null);
        }

        _csv.EndRecord();
    }
}
