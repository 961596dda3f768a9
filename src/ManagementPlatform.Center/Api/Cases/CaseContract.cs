using ManagementPlatform.Core.Cases;
using ManagementPlatform.Storage.Cases;

namespace ManagementPlatform.Center.Api.Cases;

/// <summary>A case with everything that its parties need for a decision.</summary>
/// <param name="State">open, returned, completed, refused, withdrawn.</param>
/// <param name="StateName">待转入学校核办 …</param>
/// <param name="HeldBy">Who has to act; null when it has ended.</param>
/// <param name="DueOn">The last day for that.</param>
/// <param name="WorkingDaysLeft">0 on the last day, negative when it is overdue; null when it has ended.</param>
/// <param name="Content">What the kind adds: for a transfer route, grade and class.</param>
/// <param name="Blockers">What stands in its way as things are now, and who can clear it.</param>
/// <param name="History">The pupil's stays at schools.</param>
/// <param name="Actions">What the caller may do now: approve, refuse, return, recheck, withdraw, resubmit.</param>
public sealed record CaseContract(
    long CaseId,
    string Kind,
    string KindName,
    string State,
    string StateName,
    Party? HeldBy,
    Party? EscalatedTo,
    DateOnly? DueOn,
    int? WorkingDaysLeft,
    CasePupilContract Pupil,
    Party SubmittedBy,
    Party FromSchool,
    Party? ToSchool,
    string? ReasonCode,
    string? Explanation,
    IReadOnlyList<ProofFile> Proofs,
    object Content,
    DateTimeOffset SubmittedAt,
    int Version,
    IReadOnlyList<string> Actions,
    IReadOnlyList<Blocker> Blockers,
    IReadOnlyList<CaseStepContract> Steps,
    IReadOnlyList<CaseStay> History,
    IReadOnlyList<CaseEntry> Timeline)
{
    public static readonly CaseContract Example = new(
        510_000_000_099_001, "transfer", "转学", "open", "待转出学校核办",
        new(510_000_000_000_045, "成都市武侯区晨光小学"), null, new(2026, 10, 26), 3,
        new(510_000_000_012_345, "李思远", "L510107********4821", "1", "01", "24", "3班"), new(510_000_000_000_052, "成都市锦江区星河小学"),
        new(510_000_000_000_045, "成都市武侯区晨光小学"), new(510_000_000_000_052, "成都市锦江区星河小学"), "02", "家庭住址迁至锦江区",
        [new() { FileHash = new string('a', 64), MediaType = "application/pdf", SizeBytes = 182_044, StoredAt = new(2026, 10, 12, 1, 20, 0, TimeSpan.Zero) }],
        new { route = "AcrossCounties", name = "李思远", toGrade = "24", schoolYear = 2026, toClassId = (long?)null },
        new(2026, 10, 12, 1, 30, 0, TimeSpan.Zero), 4,
        [Verdict.Approve, Verdict.Refuse, Verdict.Return], [],
        [new(1, CaseNodes.ToSchool, "转入学校核办", 10, "approve"), new(2, CaseNodes.FromSchool, "转出学校核办", 10, null)],
        [new() { SchoolName = "成都市武侯区晨光小学", StatusCode = "01", StartedOn = new(2022, 9, 1), StartKind = "register" }],
        [new(new(2026, 10, 12, 1, 30, 0, TimeSpan.Zero), "submitted", "提交申请", "成都市锦江区星河小学", "家庭住址迁至锦江区")]);
}

/// <summary>An organization that has to do with a case.</summary>
public sealed record Party(long OrganizationId, string Name);

/// <summary>The pupil, as far as every party may see him; the number is masked.</summary>
public sealed record CasePupilContract(
    long StudentId, string Name, string StudentNumber, string SexCode, string StatusCode, string Grade, string ClassName)
{
    public static CasePupilContract Of(CasePupil pupil) => new(
        pupil.StudentId, pupil.Name, pupil.StudentNumber.ToString(), pupil.SexCode,
        pupil.StatusCode, pupil.Grade, pupil.ClassName);
}

/// <summary>A node of the chain.</summary>
/// <param name="Verdict">The last one; null while nobody has decided.</param>
public sealed record CaseStepContract(int StepNumber, string Node, string NodeName, int WorkingDays, string? Verdict);

/// <summary>One line of the case's timeline.</summary>
public sealed record CaseEntry(DateTimeOffset At, string Kind, string Title, string? By, string? Text);
