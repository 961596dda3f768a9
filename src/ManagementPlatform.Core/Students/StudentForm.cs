namespace ManagementPlatform.Core.Students;

/// <summary>
/// The national basic-information form (学生基本信息表) as it comes in, from JSON, CSV or Excel: everything may be missing or wrong,
/// and the registration check says all of it at once. Numbers are the form's. Options are codes.
/// </summary>
public sealed record StudentForm
{
    /// <summary>An existing 学籍号, from a legacy list; null for a pupil who has none yet.</summary>
    public string? StudentNumber { get; init; }

    /// <summary>23. The class; decides school, stage and grade.</summary>
    public long? ClassId { get; init; }

    public string? Name { get; init; } // 1
    public string? SexCode { get; init; } // 2
    public DateOnly? BirthDate { get; init; } // 3
    public string? BirthPlaceCode { get; init; } // 4
    public string? NativePlace { get; init; } // 5
    public string? EthnicityCode { get; init; } // 6
    public string? NationalityCode { get; init; } // 7
    public string? DocumentType { get; init; } // 8
    public string? DocumentNumber { get; init; } // 9
    public string? HmtOverseasCode { get; init; } // 10
    public string? PoliticalStatusCode { get; init; } // 11
    public string? HealthCode { get; init; } // 12
    public string? NamePinyin { get; init; } // 14, generated when empty
    public string? FormerName { get; init; } // 15
    public string? DocumentValidPeriod { get; init; } // 16, YYYYMMDD-YYYYMMDD or YYYYMMDD-长期
    public string? HouseholdPlaceCode { get; init; } // 17
    public string? HouseholdTypeCode { get; init; } // 18
    public string? Specialty { get; init; } // 19
    public string? AuxiliaryNumber { get; init; } // 20
    public string? SeatNumber { get; init; } // 21
    public string? EntryMonth { get; init; } // 24, YYYYMM
    public string? AdmissionMethodCode { get; init; } // 25
    public string? AttendanceModeCode { get; init; } // 26
    public string? PupilSourceCode { get; init; } // 27
    public string? ResidenceAddress { get; init; } // 28
    public string? MailingAddress { get; init; } // 29
    public string? HomeAddress { get; init; } // 30
    public string? Phone { get; init; } // 31
    public string? PostalCode { get; init; } // 32
    public string? Email { get; init; } // 33
    public string? Website { get; init; } // 34
    public bool? IsOnlyChild { get; init; } // 35
    public bool? HadPreschool { get; init; } // 36
    public string? LeftBehindCode { get; init; } // 37
    public bool? IsMigrantChild { get; init; } // 38
    public bool? IsOrphan { get; init; } // 39
    public bool? IsMartyrChild { get; init; } // 40
    public string? InclusiveEducationCode { get; init; } // 41
    public string? DisabilityCode { get; init; } // 42
    public bool? HasPurchasedPlace { get; init; } // 43
    public bool? AppliesForAid { get; init; } // 44
    public bool? ReceivesSubsidy { get; init; } // 45
    public decimal? CommuteDistanceKm { get; init; } // 46
    public string? CommuteModeCode { get; init; } // 47
    public bool? NeedsSchoolBus { get; init; } // 48

    public IReadOnlyList<FamilyMemberForm> Family { get; init; } = [];

    /// <summary>Province-defined fields (非基础学籍信息), by field code.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();
}

/// <summary>A family member as it comes in (家庭成员).</summary>
public sealed record FamilyMemberForm
{
    public string? Name { get; init; }
    public string? RelationCode { get; init; }
    public string? RelationNote { get; init; }
    public bool? IsGuardian { get; init; }
    public string? Phone { get; init; }
    public string? EthnicityCode { get; init; }
    public string? Workplace { get; init; }
    public string? JobTitle { get; init; }
    public string? ResidenceAddress { get; init; }
    public string? HouseholdPlaceCode { get; init; }
    public string? DocumentType { get; init; }
    public string? DocumentNumber { get; init; }
}
