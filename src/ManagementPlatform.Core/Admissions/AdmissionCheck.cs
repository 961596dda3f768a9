using System.Runtime.InteropServices;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Admissions;

/// <summary>Goes through a list row by row. Pure: what the registry knows comes in.</summary>
/// <param name="pupils">Who has a number, as far as he is a pupil of the class's province.</param>
/// <param name="sizes">How many pupils the list's classes have.</param>
/// <param name="most">As many as a class may have.</param>
internal sealed class AdmissionCheck(
    RegistrationFacts facts,
    Func<EntryClass, StudentNumber, Graduate?> pupils,
    IReadOnlyDictionary<long, int> sizes,
    Func<EntryClass, int> most)
{
    private readonly HashSet<long> _seen = [];
    private readonly Dictionary<long, int> _entering = [];

    public CheckedEntry Check(WantedEntry wanted, Candidate asked)
    {
        if (wanted.ClassId is not { } classId)
            return Wrong("required", "班级必须填写。", "classId");
        if (!facts.Classes.TryGetValue(classId, out var place))
            return Wrong("class_not_found", "班级不存在，或不在您的管理范围内。", "classId");
        if (asked.LegacyNumber is not { } number)
            return Wrong("bad_student_number", NumberProblem(asked.NumberFault), "studentNumber");
        if (PersonName.Of(wanted.Name) is not { } name)
            return Wrong("required", "姓名必须填写。", "name");
        if (pupils(place, number) is not { } pupil || pupil.Student.Name != name)
            return Wrong("no_match", "2001 本省没有姓名与学籍号一致的学生；外省毕业的请办理毕业后跨省就学。", "studentNumber");
        return _seen.Add(pupil.Student.StudentId)
            ? Entry(wanted, pupil, place)
            : Wrong(DuplicateCheck.InBatch, "名单上已有该生。", "studentNumber");
    }

    private CheckedEntry Entry(WantedEntry wanted, Graduate pupil, EntryClass place)
    {
        var before = pupil.Record.ToForm();
        var after = before with
        {
            ClassId = place.ClassId,
            EntryMonth = wanted.EntryMonth,
            AdmissionMethodCode = wanted.AdmissionMethodCode,
            SeatNumber = TypedText.Of(wanted.SeatNumber),
        };
        List<Problem> problems = [.. AdmissionRules.Check(pupil, place, wanted.EntryMonth), .. EntryCheck.Of(after, facts)];
        if (problems.Count == 0 && Full(place) is { } full)
            problems.Add(full);
        var now = pupil.Student;
        var hasEntered = now.OnRoll && now.ClassId == place.ClassId && now.EntryMonth == wanted.EntryMonth;
        var entrant = problems.Count > 0 ? null : new Entrant(pupil.Record, after, place.SchoolId, place.CountyId, place.Stage);
        return new CheckedEntry(entrant, problems, hasEntered);
    }

    // Whoever stands first on the list has the place.
    private Problem? Full(EntryClass place)
    {
        var (size, limit) = (sizes.GetValueOrDefault(place.ClassId), most(place));
        ref var entering = ref CollectionsMarshal.GetValueRefOrAddDefault(_entering, place.ClassId, out _);
        return size + ++entering <= limit ? null
            : new Problem("class_full", $"班级现有{size}人，加上名单上的学生超过{limit}人。", "classId");
    }

    private static string NumberProblem(StudentNumberFault fault) =>
        fault == StudentNumberFault.None ? "学籍号必须填写。" : fault.Text() + "。";

    private static CheckedEntry Wrong(string code, string message, string field) =>
        new(null, [new Problem(code, message, field)], HasEntered: false);
}
