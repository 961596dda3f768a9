using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>What the registrar asks for.</summary>
/// <param name="Kind">Code of a <see cref="ChangeKind"/>.</param>
/// <param name="ReasonCode">JY/T 1001 XJYDYY.</param>
/// <param name="EffectiveOn">生效日期: the day from which it counts.</param>
/// <param name="UntilOn">Last day of a suspension.</param>
/// <param name="ProofHash">SHA-256 of the scanned proof, stored before.</param>
public sealed record ChangeRequest(
    string Kind,
    DateOnly EffectiveOn,
    string? ReasonCode = null,
    DateOnly? UntilOn = null,
    long? TargetClassId = null,
    string? ProofHash = null,
    string? Explanation = null);

/// <summary>A class as far as changes look at it.</summary>
public sealed record ClassPlace(long ClassId, long SchoolId, Grade Grade, SchoolingSystem System, bool IsActive)
{
    /// <summary>Of the columns of a stored class.</summary>
    public static ClassPlace Stored(long classId, long schoolId, string grade, string system, string status) =>
        new(classId, schoolId, Codes.Grade.Parse(grade), SchoolingSystem.Find(system)!, status == ClassStatus.Active);

    public Stage Stage => Grade.Stage;

    public bool IsGraduating => Grade.IsGraduating(System);

    public int SchoolingYear => System.SchoolingYear(Grade);
}

/// <summary>Where a pupil stands, read inside the caller's scope.</summary>
/// <param name="Version">Of the whole pupil.</param>
/// <param name="SupervisingId">学籍主管部门 of the school.</param>
/// <param name="IsInclusive">随班就读 or with a disability: 办法(2025) Art. 14 treats such pupils as special education.</param>
/// <param name="HasOpenBusiness">在办业务: a change that is not decided yet.</param>
public sealed record PupilPlace(
    long StudentId,
    int Version,
    string Status,
    bool OnRoll,
    long EnrollmentId,
    DateOnly EnrolledOn,
    ClassPlace Class,
    long SupervisingId,
    string ProvinceCode,
    bool IsInclusive,
    bool HasOpenBusiness);

/// <summary>Everything that the rules look at.</summary>
/// <param name="Target">The class named in the request; null when none was named or it is outside the caller's scope.</param>
/// <param name="Suspension">The suspension that is running; null when there is none.</param>
/// <param name="Rule">Province rules on the day, by name; null when neither province nor nation says anything.</param>
/// <param name="IsProofStored">The proof named in the request is among the pupil's files; true when none is named.</param>
/// <param name="RepeatersInGrade">Pupils of the grade who were made to repeat it this school year.</param>
/// <param name="PupilsInGrade">Pupils of the grade at the school; 0 when it was not asked.</param>
/// <param name="DaysLate">See <see cref="EnrollmentChange.DaysLate"/>.</param>
public sealed record ChangeFacts(
    ChangeKind Kind,
    ChangeRequest Request,
    PupilPlace Pupil,
    ClassPlace? Target,
    Suspension? Suspension,
    DateOnly Today,
    TermCalendar Terms,
    Func<string, string?> Rule,
    bool IsProofStored = true,
    int RepeatersInGrade = 0,
    int PupilsInGrade = 0,
    int? DaysLate = null)
{
    public Stage Stage => Pupil.Class.Stage;
}

/// <summary>A running suspension.</summary>
/// <param name="Grade">The grade it began in.</param>
/// <param name="UntilOn">Its last day, extensions included.</param>
/// <param name="Renewals">How often it was extended.</param>
public sealed record Suspension(Grade Grade, DateOnly UntilOn, int Renewals = 0);
