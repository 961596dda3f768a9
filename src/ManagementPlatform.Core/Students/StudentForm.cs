namespace ManagementPlatform.Core.Students;

/// <summary>
/// The national basic-information form (学生基本信息表) as it comes in, from JSON, CSV or Excel: everything may be missing or wrong,
/// and the registration check says all of it at once. Numbers are the form's. Options are codes. Texts are trimmed as they come
/// in, blank ones are null.
/// </summary>
public sealed record StudentForm
{
    /// <summary>An existing 学籍号, from a legacy list; null for a pupil who has none yet.</summary>
    public string? StudentNumber { get; init => field = TypedText.Of(value); }

    /// <summary>23. The class; decides school, stage and grade.</summary>
    public long? ClassId { get; init; }

    public string? Name { get; init => field = PersonName.Of(value); } // 1
    public string? SexCode { get; init => field = TypedText.Of(value); } // 2
    public DateOnly? BirthDate { get; init; } // 3
    public string? BirthPlaceCode { get; init => field = TypedText.Of(value); } // 4
    public string? NativePlace { get; init => field = TypedText.Of(value); } // 5
    public string? EthnicityCode { get; init => field = TypedText.Of(value); } // 6
    public string? NationalityCode { get; init => field = TypedText.Of(value); } // 7
    public string? DocumentType { get; init => field = TypedText.Of(value); } // 8
    public string? DocumentNumber { get; init => field = TypedText.Of(value); } // 9
    public string? HmtOverseasCode { get; init => field = TypedText.Of(value); } // 10
    public string? PoliticalStatusCode { get; init => field = TypedText.Of(value); } // 11
    public string? HealthCode { get; init => field = TypedText.Of(value); } // 12
    public string? NamePinyin { get; init => field = TypedText.Of(value); } // 14, generated when empty
    public string? FormerName { get; init => field = PersonName.Of(value); } // 15
    public string? DocumentValidPeriod { get; init => field = TypedText.Of(value); } // 16, YYYYMMDD-YYYYMMDD or YYYYMMDD-长期
    public string? HouseholdPlaceCode { get; init => field = TypedText.Of(value); } // 17
    public string? HouseholdTypeCode { get; init => field = TypedText.Of(value); } // 18
    public string? Specialty { get; init => field = TypedText.Of(value); } // 19
    public string? AuxiliaryNumber { get; init => field = TypedText.Of(value); } // 20
    public string? SeatNumber { get; init => field = TypedText.Of(value); } // 21
    public string? EntryMonth { get; init => field = TypedText.Of(value); } // 24, YYYYMM
    public string? AdmissionMethodCode { get; init => field = TypedText.Of(value); } // 25
    public string? AttendanceModeCode { get; init => field = TypedText.Of(value); } // 26
    public string? PupilSourceCode { get; init => field = TypedText.Of(value); } // 27
    public string? ResidenceAddress { get; init => field = TypedText.Of(value); } // 28
    public string? MailingAddress { get; init => field = TypedText.Of(value); } // 29
    public string? HomeAddress { get; init => field = TypedText.Of(value); } // 30
    public string? Phone { get; init => field = TypedText.Of(value); } // 31
    public string? PostalCode { get; init => field = TypedText.Of(value); } // 32
    public string? Email { get; init => field = TypedText.Of(value); } // 33
    public string? Website { get; init => field = TypedText.Of(value); } // 34
    public bool? IsOnlyChild { get; init; } // 35
    public bool? HadPreschool { get; init; } // 36
    public string? LeftBehindCode { get; init => field = TypedText.Of(value); } // 37
    public bool? IsMigrantChild { get; init; } // 38
    public bool? IsOrphan { get; init; } // 39
    public bool? IsMartyrChild { get; init; } // 40
    public string? InclusiveEducationCode { get; init => field = TypedText.Of(value); } // 41
    public string? DisabilityCode { get; init => field = TypedText.Of(value); } // 42
    public bool? HasPurchasedPlace { get; init; } // 43
    public bool? AppliesForAid { get; init; } // 44
    public bool? ReceivesSubsidy { get; init; } // 45
    public decimal? CommuteDistanceKm { get; init; } // 46
    public string? CommuteModeCode { get; init => field = TypedText.Of(value); } // 47
    public bool? NeedsSchoolBus { get; init; } // 48

    public IReadOnlyList<FamilyMemberForm> Family { get; init; } = [];

    /// <summary>Province-defined fields (非基础学籍信息), by field code.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    /// <summary>Nothing of it: a form carries numbers in clear and must not reach a log.</summary>
    public override string ToString() => nameof(StudentForm);
}

/// <summary>A family member as it comes in (家庭成员).</summary>
public sealed record FamilyMemberForm
{
    public string? Name { get; init => field = PersonName.Of(value); }
    public string? RelationCode { get; init => field = TypedText.Of(value); }
    public string? RelationNote { get; init => field = TypedText.Of(value); }
    public bool? IsGuardian { get; init; }
    public string? Phone { get; init => field = TypedText.Of(value); }
    public string? EthnicityCode { get; init => field = TypedText.Of(value); }
    public string? Workplace { get; init => field = TypedText.Of(value); }
    public string? JobTitle { get; init => field = TypedText.Of(value); }
    public string? ResidenceAddress { get; init => field = TypedText.Of(value); }
    public string? HouseholdPlaceCode { get; init => field = TypedText.Of(value); }
    public string? DocumentType { get; init => field = TypedText.Of(value); }
    public string? DocumentNumber { get; init => field = TypedText.Of(value); }

    /// <inheritdoc cref="StudentForm.ToString"/>
    public override string ToString() => nameof(FamilyMemberForm);
}
