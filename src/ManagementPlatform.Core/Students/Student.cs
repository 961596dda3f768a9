using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// The pupil as he stands now: the national basic-information form (全国学籍 学生基本信息表, fields 1–48 in order) and his place.
/// Lengths and codes: JY/T 1002 JCTB0201, JCXS, ZXXS. One row of table <c>student</c>.
/// </summary>
public sealed record Student
{
    public required long StudentId { get; init; }

    /// <summary>Current 学籍号; every past one is in the history.</summary>
    public required StudentNumber StudentNumber { get; init; }

    /// <summary><see cref="Students.NumberState"/>.</summary>
    public required string NumberState { get; init; }

    public required long SchoolId { get; init; }
    public required long ClassId { get; init; }

    /// <summary>The county-level bureau where the school lies; names are searched inside it.</summary>
    public required long CountyId { get; init; }

    /// <summary>在籍: has an open enrolment (in class, suspended or dropped out).</summary>
    public required bool OnRoll { get; init; }

    /// <summary>JY/T 1001 XSDQZT, with the local additions of the code table <c>pupil_status</c>.</summary>
    public required string StatusCode { get; init; }

    public required string Name { get; init; }
    public required string NamePinyin { get; init; }
    public string? FormerName { get; init; }
    public required string SexCode { get; init; }
    public required DateOnly BirthDate { get; init; }
    public required string BirthPlaceCode { get; init; }
    public string? NativePlace { get; init; }
    public required string EthnicityCode { get; init; }
    public required string NationalityCode { get; init; }
    public required string DocumentType { get; init; }
    public DocumentNumber? DocumentNumber { get; init; }
    public string? DocumentValidPeriod { get; init; }
    public required string HmtOverseasCode { get; init; }
    public string? PoliticalStatusCode { get; init; }
    public required string HealthCode { get; init; }
    public string? PhotoHash { get; init; }
    public required string HouseholdPlaceCode { get; init; }
    public required string HouseholdTypeCode { get; init; }
    public string? Specialty { get; init; }
    public string? AuxiliaryNumber { get; init; }
    public string? SeatNumber { get; init; }

    /// <summary>入学年月, YYYYMM.</summary>
    public required string EntryMonth { get; init; }

    public required string AdmissionMethodCode { get; init; }
    public required string AttendanceModeCode { get; init; }
    public string? PupilSourceCode { get; init; }
    public required string ResidenceAddress { get; init; }
    public required string MailingAddress { get; init; }
    public required string HomeAddress { get; init; }
    public required string Phone { get; init; }
    public required string PostalCode { get; init; }
    public string? Email { get; init; }
    public string? Website { get; init; }
    public required bool IsOnlyChild { get; init; }
    public required bool HadPreschool { get; init; }
    public required string LeftBehindCode { get; init; }
    public required bool IsMigrantChild { get; init; }
    public required bool IsOrphan { get; init; }
    public required bool IsMartyrChild { get; init; }
    public string? InclusiveEducationCode { get; init; }
    public string? DisabilityCode { get; init; }
    public bool? HasPurchasedPlace { get; init; }
    public required bool AppliesForAid { get; init; }
    public required bool ReceivesSubsidy { get; init; }
    public required decimal CommuteDistanceKm { get; init; }
    public required string CommuteModeCode { get; init; }
    public required bool NeedsSchoolBus { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public required string HomeCenter { get; init; }

    /// <summary>The version of the whole pupil: every write of any of his rows moves it.</summary>
    public required int RowVersion { get; init; }
}

/// <summary>How far the number's national check has come (学籍号状态).</summary>
public static class NumberState
{
    /// <summary>待查重: a temporary number, the verdict is outstanding.</summary>
    public const string Pending = "pending";

    /// <summary>已核: a formal number.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>问题学籍: the check found a duplicate or a mismatch.</summary>
    public const string Problem = "problem";

    /// <summary>已注销: the record was deleted or merged into another; its numbers are never given again.</summary>
    public const string Void = "void";
}
