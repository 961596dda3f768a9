using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Students;

/// <summary>
/// An invented pupil, for the documentation and the demo. Nobody's numbers: no operator has telephone numbers that begin with
/// 154.
/// </summary>
public static class StudentExamples
{
    private static readonly DateOnly Birth = new(2020, 3, 15);

    public static StudentForm Form { get; } = new()
    {
        ClassId = 510_000_000_000_301,
        Name = "李思远",
        SexCode = "1",
        BirthDate = Birth,
        BirthPlaceCode = "510107",
        EthnicityCode = "01",
        NationalityCode = "CHN",
        DocumentType = IdentityDocumentType.CitizenId,
        DocumentNumber = CitizenId.Create("510107", Birth, 1).Text,
        HmtOverseasCode = "00",
        HealthCode = "10",
        HouseholdPlaceCode = "510107",
        HouseholdTypeCode = "2",
        EntryMonth = "202609",
        AdmissionMethodCode = "11",
        AttendanceModeCode = "1",
        ResidenceAddress = "四川省成都市武侯区晨光路1号",
        MailingAddress = "四川省成都市武侯区晨光路1号",
        HomeAddress = "四川省成都市武侯区晨光路1号",
        Phone = "15400000001",
        PostalCode = "610041",
        IsOnlyChild = true,
        HadPreschool = true,
        LeftBehindCode = "0",
        IsMigrantChild = false,
        IsOrphan = false,
        IsMartyrChild = false,
        AppliesForAid = false,
        ReceivesSubsidy = false,
        CommuteDistanceKm = 1.5m,
        CommuteModeCode = "1",
        NeedsSchoolBus = false,
        Family =
        [
            new() { Name = "李大山", RelationCode = "51", IsGuardian = true, Phone = "15400000001" },
            new() { Name = "王小红", RelationCode = "52", IsGuardian = true, Phone = "15400000002" },
        ],
    };

    public static StudentRecord Record { get; } = new(
        StudentRow.Of(
            new Candidate(Form with { NamePinyin = "li siyuan" }),
            new StudentStanding
            {
                StudentId = 510_000_000_012_345,
                Number = StudentNumber.Formal(CitizenId.Parse(Form.DocumentNumber)),
                NumberState = NumberState.Confirmed,
                SchoolId = 510_000_000_000_045,
                ClassId = 510_000_000_000_301,
                CountyId = 510_000_000_000_012,
                OnRoll = true,
                StatusCode = "01",
                RegisteredAt = new DateTimeOffset(2026, 9, 1, 1, 30, 0, TimeSpan.Zero),
                HomeCenter = "51",
                RowVersion = 1,
            },
            new Core.Reference.Pinyin(new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, string>())),
        StudentRow.Family(Form, 510_000_000_012_345),
        new Dictionary<string, string>());
}
