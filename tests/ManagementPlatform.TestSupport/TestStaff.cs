using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.TestSupport;

/// <summary>
/// Forms of staff that the check takes without a word, to be spoilt one field at a time. Nobody's real numbers.
/// </summary>
public static class TestStaff
{
    public static readonly DateOnly Birth = new(1985, 3, 12);

    /// <param name="sequence">1 to 999; everybody of a test has another. Odd is a man.</param>
    public static StaffForm Form(int sequence = 1, string name = "王敏", long? school = null) => new()
    {
        SchoolId = school,
        StaffNumber = $"T{sequence:000}",
        Name = name,
        SexCode = sequence % 2 == 1 ? "1" : "2",
        BirthDate = Birth,
        DocumentType = IdentityDocumentType.CitizenId,
        DocumentNumber = CitizenId.Create("510107", Birth, sequence).Text,
        EthnicityCode = "01",
        NationalityCode = "CHN",
        BirthPlaceCode = "510107",
        PoliticalStatusCode = "13",
        EducationLevelCode = "21",
        PostCode = "10",
        EstablishmentCode = "10",
        Subject = "语文",
        WorkStartedOn = new DateOnly(2007, 7, 1),
        JoinedOn = new DateOnly(2015, 9, 1),
        Phone = "13800005678",
        Email = "wang@example.com",
    };
}
