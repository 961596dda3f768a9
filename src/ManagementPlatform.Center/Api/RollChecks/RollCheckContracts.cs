using ManagementPlatform.Core.RollChecks;
using ManagementPlatform.Storage.RollChecks;

namespace ManagementPlatform.Center.Api.RollChecks;

/// <summary>A class's sheet: who is to be found, and what was found.</summary>
/// <param name="State">unsigned, signed (班级已签字), confirmed (学校已签字).</param>
/// <param name="Pupils">在读 of the class now.</param>
/// <param name="Version">0 while it is not signed.</param>
public sealed record ClassSheetContract(
    long ClassId, string Grade, string ClassName, string Round, string State, IReadOnlyList<SheetPupil> Pupils,
    IReadOnlyList<UnrecordedPerson> Unrecorded, DateTimeOffset? SignedAt, int Version)
{
    public static readonly ClassSheetContract Example = new(
        510_000_000_000_301, "24", "3班", "2026-2027学年第一学期", "signed",
        [new(510_000_000_012_345, "李思远", "L510107********4821", null, null), new(510_000_000_012_346, "王小雨", "L510107********0137", "abroad", "随父母赴新加坡")],
        [new("陈一诺", "九月随父母来蓉")], new(2026, 9, 20, 2, 0, 0, TimeSpan.Zero), 1);

    internal static ClassSheetContract Of(
        CheckedClass found, CheckRound round, RollCheck? check, IReadOnlyList<RollPupil> roll,
        IReadOnlyList<RollCheckFinding> findings)
    {
        var absent = findings.Where(f => f.StudentId is not null).ToDictionary(f => f.StudentId!.Value);
        return new(
            found.ClassId, found.Grade, found.Name, round.Name, StateOf(check),
            [.. roll.Select(pupil => SheetPupil.Of(pupil, absent.GetValueOrDefault(pupil.StudentId)))],
            [.. findings.Where(f => f.Name is not null).Select(f => new UnrecordedPerson(f.Name!, f.Note))],
            check?.SignedAt, check?.RowVersion ?? 0);
    }

    internal static string StateOf(RollCheck? check) => check?.State ?? "unsigned";
}

/// <summary>A pupil on the sheet; the number is masked.</summary>
/// <param name="AbsentReason">Null when he is present, or nobody has looked yet.</param>
public sealed record SheetPupil(long StudentId, string Name, string StudentNumber, string? AbsentReason, string? Note)
{
    internal static SheetPupil Of(RollPupil pupil, RollCheckFinding? finding) =>
        new(pupil.StudentId, pupil.Name, pupil.StudentNumber.ToString(), finding?.Reason, finding?.Note);
}

/// <summary>A school's classes, for its leader's signature.</summary>
/// <param name="Version">What the signature names.</param>
public sealed record SchoolSheetContract(long SchoolId, string Round, IReadOnlyList<ClassStateContract> Classes, int Version)
{
    public static readonly SchoolSheetContract Example =
        new(510_000_000_000_045, "2026-2027学年第一学期", [new(510_000_000_000_301, "24", "3班", "signed", 45, 1, 1)], 1);

    internal static SchoolSheetContract Of(long schoolId, CheckRound round, IReadOnlyList<(CheckedClass Class, RollCheck? Check)> classes) => new(
        schoolId, round.Name,
        [.. classes.Select(c => new ClassStateContract(
            c.Class.ClassId, c.Class.Grade, c.Class.Name, ClassSheetContract.StateOf(c.Check), c.Check?.Pupils,
            c.Check?.Absent, c.Check?.Unrecorded))],
        SignSchool.VersionOf(classes.Select(c => c.Check)));
}

/// <summary>How far a class is; figures once it is signed.</summary>
public sealed record ClassStateContract(
    long ClassId, string Grade, string ClassName, string State, int? Pupils, int? Absent, int? Unrecorded);

/// <summary>Something that was found, and what to do next.</summary>
public sealed record FindingContract(
    string Kind, string KindName, long SchoolId, string SchoolName, long ClassId, string Grade,
    string ClassName, long? StudentId, string Name, string? StudentNumber, string? Reason,
    string? ReasonName, string? Note, string Advice)
{
    public static readonly FindingContract Example = new(
        FindingKind.NotInClass, "有籍无人", 510_000_000_000_045, "成都市武侯区晨光小学", 510_000_000_000_301,
        "24", "3班", 510_000_000_012_346, "王小雨", "L510107********0137", "abroad", "已出境就学", "随父母赴新加坡", "请办理出境。");

    internal static FindingContract Of(FindingListItem row) => new(
        row.Kind, FindingKind.Name(row.Kind), row.SchoolId, row.SchoolName, row.ClassId, row.Grade,
        row.ClassName, row.StudentId, row.Name, row.StudentNumber?.ToString(), row.Reason, FindingAdvice.Find(row.Reason)?.Name,
        row.Note, FindingAdvice.Of(row.Kind, row.Reason));
}
