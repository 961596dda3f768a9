using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Students;

/// <summary>What a pupil's row holds besides the form.</summary>
public sealed record StudentStanding
{
    public required long StudentId { get; init; }
    public required StudentNumber Number { get; init; }
    public required string NumberState { get; init; }
    public required long SchoolId { get; init; }
    public required long ClassId { get; init; }
    public required long CountyId { get; init; }
    public required bool OnRoll { get; init; }
    public required string StatusCode { get; init; }
    public string? PhotoHash { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public required string HomeCenter { get; init; }
    public required int RowVersion { get; init; }

    public static StudentStanding Of(Student student) => new()
    {
        StudentId = student.StudentId,
        Number = student.StudentNumber,
        NumberState = student.NumberState,
        SchoolId = student.SchoolId,
        ClassId = student.ClassId,
        CountyId = student.CountyId,
        OnRoll = student.OnRoll,
        StatusCode = student.StatusCode,
        PhotoHash = student.PhotoHash,
        RegisteredAt = student.RegisteredAt,
        HomeCenter = student.HomeCenter,
        RowVersion = student.RowVersion,
    };
}

/// <summary>Between the form as it was checked and the rows as they are stored.</summary>
public static class StudentRow
{
    private const int PinyinLength = 200;

    /// <param name="candidate">Checked: everything that is required is there.</param>
    public static Student Of(Candidate candidate, StudentStanding standing, Pinyin pinyin)
    {
        var form = candidate.Form;
        return new Student
        {
            StudentId = standing.StudentId,
            StudentNumber = standing.Number,
            NumberState = standing.NumberState,
            SchoolId = standing.SchoolId,
            ClassId = standing.ClassId,
            CountyId = standing.CountyId,
            OnRoll = standing.OnRoll,
            StatusCode = standing.StatusCode,
            Name = form.Name!,
            NamePinyin = form.NamePinyin ?? Sorted(pinyin.OfName(form.Name!)),
            FormerName = form.FormerName,
            SexCode = form.SexCode!,
            BirthDate = form.BirthDate!.Value,
            BirthPlaceCode = form.BirthPlaceCode!,
            NativePlace = form.NativePlace,
            EthnicityCode = form.EthnicityCode!,
            NationalityCode = form.NationalityCode!,
            DocumentType = candidate.Document!.Type,
            DocumentNumber = candidate.IsDocumented ? new DocumentNumber(candidate.Document.Number) : null,
            DocumentValidPeriod = ValidPeriod.TryParse(form.DocumentValidPeriod, out var period) ? period.ToStored() : null,
            HmtOverseasCode = form.HmtOverseasCode!,
            PoliticalStatusCode = form.PoliticalStatusCode,
            HealthCode = form.HealthCode!,
            PhotoHash = standing.PhotoHash,
            HouseholdPlaceCode = form.HouseholdPlaceCode!,
            HouseholdTypeCode = form.HouseholdTypeCode!,
            Specialty = form.Specialty,
            AuxiliaryNumber = form.AuxiliaryNumber,
            SeatNumber = form.SeatNumber,
            EntryMonth = form.EntryMonth!,
            AdmissionMethodCode = form.AdmissionMethodCode!,
            AttendanceModeCode = form.AttendanceModeCode!,
            PupilSourceCode = form.PupilSourceCode,
            ResidenceAddress = form.ResidenceAddress!,
            MailingAddress = form.MailingAddress!,
            HomeAddress = form.HomeAddress!,
            Phone = form.Phone!,
            PostalCode = form.PostalCode!,
            Email = form.Email,
            Website = form.Website,
            IsOnlyChild = form.IsOnlyChild!.Value,
            HadPreschool = form.HadPreschool!.Value,
            LeftBehindCode = form.LeftBehindCode!,
            IsMigrantChild = form.IsMigrantChild!.Value,
            IsOrphan = form.IsOrphan!.Value,
            IsMartyrChild = form.IsMartyrChild!.Value,
            InclusiveEducationCode = form.InclusiveEducationCode,
            DisabilityCode = form.DisabilityCode,
            HasPurchasedPlace = form.HasPurchasedPlace,
            AppliesForAid = form.AppliesForAid!.Value,
            ReceivesSubsidy = form.ReceivesSubsidy!.Value,
            CommuteDistanceKm = form.CommuteDistanceKm!.Value,
            CommuteModeCode = form.CommuteModeCode!,
            NeedsSchoolBus = form.NeedsSchoolBus!.Value,
            RegisteredAt = standing.RegisteredAt,
            HomeCenter = standing.HomeCenter,
            RowVersion = standing.RowVersion,
        };
    }

    public static IReadOnlyList<FamilyMember> Family(StudentForm form, long studentId) =>
        [.. form.Family.Select((member, i) => Member(member, studentId, i + 1))];

    private static FamilyMember Member(FamilyMemberForm form, long studentId, int number)
    {
        var document = form.DocumentType is null ? null : IdentityDocument.Parse(form.DocumentType, form.DocumentNumber);
        return new FamilyMember
        {
            StudentId = studentId,
            MemberNumber = number,
            Name = form.Name!,
            RelationCode = form.RelationCode!,
            RelationNote = form.RelationNote,
            IsGuardian = form.IsGuardian!.Value,
            Phone = form.Phone!,
            EthnicityCode = form.EthnicityCode,
            Workplace = form.Workplace,
            JobTitle = form.JobTitle,
            ResidenceAddress = form.ResidenceAddress,
            HouseholdPlaceCode = form.HouseholdPlaceCode,
            DocumentType = document?.Type,
            DocumentNumber = document is { Number.Length: > 0 } ? new DocumentNumber(document.Number) : null,
        };
    }

    private static string Sorted(string pinyin) => pinyin.Length <= PinyinLength ? pinyin : pinyin[..PinyinLength];
}
