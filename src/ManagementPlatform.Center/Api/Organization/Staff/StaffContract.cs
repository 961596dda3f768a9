using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Staff;

/// <summary>
/// A member of staff. The document number is masked. The telephone is not: it is how schools and bureaus reach whoever keeps the
/// records.
/// </summary>
public sealed record StaffContract(
    long StaffId,
    long SchoolId,
    string StaffNumber,
    string Name,
    string NamePinyin,
    string SexCode,
    DateOnly BirthDate,
    string DocumentType,
    DocumentNumber DocumentNumber,
    string EthnicityCode,
    string NationalityCode,
    string? BirthPlaceCode,
    string? PoliticalStatusCode,
    string? EducationLevelCode,
    string? PostCode,
    string? EstablishmentCode,
    string? Subject,
    DateOnly? WorkStartedOn,
    DateOnly? JoinedOn,
    string? Phone,
    string? Email,
    bool IsActive,
    int Version)
{
    /// <summary>A form for the documentation; the number is the example of GB 11643.</summary>
    public static readonly StaffForm FormExample = new()
    {
        StaffNumber = "T2015036", Name = "王敏", SexCode = "2", BirthDate = new(1949, 12, 31), DocumentType = "1",
        DocumentNumber = "11010519491231002X", EthnicityCode = "01", NationalityCode = "CHN", BirthPlaceCode = "110105",
        PoliticalStatusCode = "13", EducationLevelCode = "21", PostCode = "10", EstablishmentCode = "10", Subject = "语文",
        WorkStartedOn = new(1971, 7, 1), JoinedOn = new(1985, 9, 1), Phone = "13800005678", Email = "wang@example.com",
    };

    public static readonly StaffContract Example = new(
        510_000_000_003_601, 510_000_000_000_045, "T2015036", "王敏", "wang min", "2", new(1949, 12, 31), "1",
        new("11010519491231002X"), "01", "CHN", "110105", "13", "21", "10", "10", "语文", new(1971, 7, 1), new(1985, 9, 1),
        "13800005678", "wang@example.com", true, 1);
}
