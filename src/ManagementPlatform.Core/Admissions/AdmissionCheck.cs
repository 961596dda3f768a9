using System.Globalization;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Admissions;

/// <summary>Goes through a list row by row. Pure: what the registry knows comes in.</summary>
/// <param name="pupils">The province's pupils with the list's numbers, by key.</param>
/// <param name="sizes">How many pupils the list's classes have.</param>
/// <param name="most">As many as a class may have.</param>
internal sealed class AdmissionCheck(
    AdmissionList list, RegistrationFacts facts, IReadOnlyDictionary<long, Graduate> pupils, IReadOnlyDictionary<long, int> sizes, int most)
{
    private readonly List<Problem> _problems = [];
    private readonly HashSet<long> _seen = [];

    /// <summary>What a row asks for, as registration reads it: its number and its class.</summary>
    public static Candidate Asked(AdmissionList list, AdmissionRow row) =>
        new(new StudentForm { StudentNumber = TypedText.Of(row.StudentNumber), ClassId = row.ClassId ?? list.ClassId });

    /// <returns>Everybody on the list.</returns>
    /// <exception cref="RefusalException">With everything that is wrong, row by row; then nobody is admitted.</exception>
    public IReadOnlyList<Entrant> Check(IReadOnlyList<Candidate> asked)
    {
        Classes(asked);
        var entrants = list.Pupils.Select((row, i) => Entrant(i, row, asked[i])).OfType<Entrant>().ToList();
        return _problems.Count == 0 ? entrants : throw Refused.Invalid(_problems);
    }

    private void Classes(IReadOnlyList<Candidate> asked)
    {
        foreach (var (classId, rows) in asked.CountBy(candidate => candidate.Form.ClassId!.Value))
        {
            var size = sizes.GetValueOrDefault(classId);
            if (!facts.Classes.ContainsKey(classId))
                throw Refused.Invalid("class_not_found", "班级不存在，或不在您的管理范围内。", "classId");
            if (size + rows > most)
                _problems.Add(new Problem("class_full", $"班级现有{size}人，名单上有{rows}人，合计超过{most}人。", "classId"));
        }
    }

    private Entrant? Entrant(int index, AdmissionRow row, Candidate asked)
    {
        if (Find(index, row, asked) is not { } pupil)
            return null;
        var place = facts.Classes[asked.Form.ClassId!.Value];
        var before = pupil.Record.ToForm();
        var after = before with
        {
            ClassId = place.ClassId, EntryMonth = list.EntryMonth, AdmissionMethodCode = list.AdmissionMethodCode, SeatNumber = TypedText.Of(row.SeatNumber),
        };
        foreach (var problem in AdmissionRules.Check(pupil, place, list.EntryMonth).Concat(EntryCheck.Of(after, facts)))
            Wrong(index, problem);
        return new Entrant(pupil.Record, after, place.SchoolId, place.CountyId, place.Stage);
    }

    private Graduate? Find(int index, AdmissionRow row, Candidate asked)
    {
        if (asked.LegacyNumber is not { } number)
            return Wrong(index, "bad_student_number", asked.NumberFault == StudentNumberFault.None ? "学籍号必须填写。" : asked.NumberFault.Text() + "。", "studentNumber");
        if (PersonName.Of(row.Name) is not { } name)
            return Wrong(index, "required", "姓名必须填写。", "name");
        if (!facts.Numbers.TryGetValue(number, out var id) || !pupils.TryGetValue(id, out var pupil) || pupil.Student.Name != name)
            return Wrong(index, "no_match", "2001 本省没有姓名与学籍号一致的学生；外省毕业的请办理毕业后跨省就学。", "studentNumber");
        return _seen.Add(id) ? pupil : Wrong(index, DuplicateCheck.InBatch, "名单上已有该生。", "studentNumber");
    }

    // What the whole list says wrongly is told once.
    private void Wrong(int index, Problem problem)
    {
        if (problem.Field is not ("entryMonth" or "admissionMethodCode" or "classId"))
            Wrong(index, problem.Code, problem.Message, problem.Field);
        else if (!_problems.Contains(problem))
            _problems.Add(problem);
    }

    private Graduate? Wrong(int index, string code, string message, string? field)
    {
        var row = string.Create(CultureInfo.InvariantCulture, $"pupils[{index}]");
        _problems.Add(new Problem(code, message, field is null ? row : $"{row}.{field}"));
        return null;
    }
}
