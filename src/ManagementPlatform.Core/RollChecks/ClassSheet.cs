using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.RollChecks;

/// <summary>What the class says: everybody on its roll is named once, as present or absent.</summary>
public sealed record ClassSheet(
    IReadOnlyList<long> Present, IReadOnlyList<AbsentPupil>? Absent = null, IReadOnlyList<UnrecordedPerson>? Unrecorded = null);

/// <summary>有籍无人.</summary>
/// <param name="Reason">Code of an <see cref="AbsenceReason"/>.</param>
public sealed record AbsentPupil(long StudentId, string Reason, string? Note = null);

/// <summary>有人无籍.</summary>
public sealed record UnrecordedPerson(string Name, string? Note = null);

/// <summary>A pupil who is in class (在读) by his record.</summary>
public sealed record RollPupil
{
    public long StudentId { get; init; }
    public string Name { get; init; } = "";
    public StudentNumber StudentNumber { get; init; }
}

/// <summary>Goes through a sheet: pure, everything that is wrong at once.</summary>
internal static class SheetCheck
{
    private const int LongestNote = 400, LongestName = 36, NamesShown = 5;

    /// <exception cref="RefusalException">Somebody is not named, named twice, not of the class, or a field is wrong.</exception>
    public static IReadOnlyList<RollCheckFinding> Findings(ClassSheet sheet, IReadOnlyList<RollPupil> roll, long rollCheckId)
    {
        var (absent, unrecorded) = (sheet.Absent ?? [], sheet.Unrecorded ?? []);
        List<Problem> problems =
        [
            .. Roll(sheet.Present.Concat(absent.Select(pupil => pupil.StudentId)).ToList(), roll),
            .. absent.SelectMany(Absence),
            .. unrecorded.SelectMany(Person),
        ];
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
        return
        [
            .. absent.Select((pupil, i) => new RollCheckFinding
            {
                RollCheckId = rollCheckId, FindingNumber = i + 1, Kind = FindingKind.NotInClass,
                StudentId = pupil.StudentId, Reason = pupil.Reason, Note = TypedText.Of(pupil.Note),
            }),
            .. unrecorded.Select((person, i) => new RollCheckFinding
            {
                RollCheckId = rollCheckId, FindingNumber = absent.Count + i + 1,
                Kind = FindingKind.NoRecord, Name = PersonName.Of(person.Name), Note = TypedText.Of(person.Note),
            }),
        ];
    }

    private static IEnumerable<Problem> Roll(List<long> named, IReadOnlyList<RollPupil> roll)
    {
        var missing = roll.ExceptBy(named, pupil => pupil.StudentId).ToList();
        if (missing.Count > 0)
        {
            var names = string.Join('、', missing.Take(NamesShown).Select(pupil => pupil.Name));
            yield return new Problem(
                "not_checked", $"还有{missing.Count}名学生没有确认：{names}{(missing.Count > NamesShown ? "等" : "")}。", "present");
        }

        if (named.Except(roll.Select(pupil => pupil.StudentId)).Any())
            yield return new Problem("not_on_roll", "名单中有不是该班在读学生的人，请刷新后重新核查。", "present");
        if (named.Distinct().Count() < named.Count)
            yield return new Problem("named_twice", "同一学生不能既在班又不在班，或重复出现。", "present");
    }

    private static IEnumerable<Problem> Absence(AbsentPupil pupil, int index)
    {
        if (FindingAdvice.Find(pupil.Reason) is null)
            yield return new Problem("unknown_reason", "不在班的原因必须从列表中选择。", $"absent[{index}].reason");
        else if (pupil.Reason == "other" && TypedText.Of(pupil.Note) is null)
            yield return new Problem("required", "原因为其他的须说明。", $"absent[{index}].note");
        if (pupil.Note?.Length > LongestNote)
            yield return TooLong($"absent[{index}].note");
    }

    private static IEnumerable<Problem> Person(UnrecordedPerson person, int index)
    {
        if (PersonName.Of(person.Name) is not { Length: <= LongestName } name || !PersonName.IsPlausible(name))
            yield return new Problem("bad_name", "姓名必须填写，不超过36字。", $"unrecorded[{index}].name");
        if (person.Note?.Length > LongestNote)
            yield return TooLong($"unrecorded[{index}].note");
    }

    private static Problem TooLong(string field) => new("too_long", $"说明不超过{LongestNote}字。", field);
}
