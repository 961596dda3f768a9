using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.TestSupport;

/// <summary>
/// Forms that the registration check takes without a word, to be spoilt one field at a time. Nobody's real numbers.
/// </summary>
public static class TestPupils
{
    /// <summary>Six on 31 August 2026: a pupil of grade 1 in the first school year of <see cref="MovableTime"/>.</summary>
    public static readonly DateOnly GradeOneBirth = new(2020, 3, 15);

    /// <param name="sequence">1 to 999; every pupil of a test has another. Odd is a boy.</param>
    public static StudentForm Form(long classId, int sequence = 1, DateOnly? birth = null, string name = "张三")
    {
        var born = birth ?? GradeOneBirth;
        return new StudentForm
        {
            ClassId = classId,
            Name = name,
            SexCode = sequence % 2 == 1 ? "1" : "2",
            BirthDate = born,
            BirthPlaceCode = "510107",
            EthnicityCode = "01",
            NationalityCode = "CHN",
            DocumentType = IdentityDocumentType.CitizenId,
            DocumentNumber = CitizenId.Create("510107", born, sequence).Text,
            HmtOverseasCode = "00",
            HealthCode = "10",
            HouseholdPlaceCode = "510107",
            HouseholdTypeCode = "2",
            EntryMonth = "202609",
            AdmissionMethodCode = "11",
            AttendanceModeCode = "1",
            ResidenceAddress = "四川省成都市武侯区一环路南三段1号",
            MailingAddress = "四川省成都市武侯区一环路南三段1号",
            HomeAddress = "四川省成都市武侯区一环路南三段1号",
            Phone = "13800005678",
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
            Family = [Father(sequence), Mother(sequence)],
        };
    }

    /// <summary>The same pupil without a document: his guardians' stand in for it.</summary>
    public static StudentForm WithoutDocument(long classId, int sequence = 1, DateOnly? birth = null, string name = "李四") =>
        Form(classId, sequence, birth, name) with { DocumentType = IdentityDocumentType.Other, DocumentNumber = null };

    private static FamilyMemberForm Father(int sequence) => Guardian("张大山", "51", sequence * 2 % 998 + 1);

    private static FamilyMemberForm Mother(int sequence) => Guardian("李小红", "52", sequence * 2 % 998 + 2);

    private static FamilyMemberForm Guardian(string name, string relation, int sequence) => new()
    {
        Name = name,
        RelationCode = relation,
        IsGuardian = true,
        Phone = "13900001234",
        DocumentType = IdentityDocumentType.CitizenId,
        DocumentNumber = CitizenId.Create("510107", new DateOnly(1990, 1, 1), sequence).Text,
    };
}
