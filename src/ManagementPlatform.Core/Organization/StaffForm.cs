namespace ManagementPlatform.Core.Organization;

/// <summary>A member of staff as a school enters it. Options may be codes or names; everything may be missing or wrong.</summary>
public sealed record StaffForm
{
    public long? SchoolId { get; init; }
    public string? StaffNumber { get; init; }
    public string? Name { get; init; }
    public string? SexCode { get; init; }
    public DateOnly? BirthDate { get; init; }

    /// <summary>居民身份证 when empty.</summary>
    public string? DocumentType { get; init; }

    public string? DocumentNumber { get; init; }
    public string? EthnicityCode { get; init; }

    /// <summary>中国 when empty.</summary>
    public string? NationalityCode { get; init; }

    public string? BirthPlaceCode { get; init; }
    public string? PoliticalStatusCode { get; init; }
    public string? EducationLevelCode { get; init; }
    public string? PostCode { get; init; }
    public string? EstablishmentCode { get; init; }
    public string? Subject { get; init; }
    public DateOnly? WorkStartedOn { get; init; }
    public DateOnly? JoinedOn { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
}
