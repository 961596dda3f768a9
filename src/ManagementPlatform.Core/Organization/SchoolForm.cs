namespace ManagementPlatform.Core.Organization;

/// <summary>A school as a bureau enters it. Options may be codes or names; everything may be missing or wrong.</summary>
public sealed record SchoolForm
{
    public string? Name { get; init; }

    /// <summary>办学类型.</summary>
    public string? TypeCode { get; init; }

    /// <summary>举办者.</summary>
    public string? OrganizerCode { get; init; }

    /// <summary>The county-level bureau above the school.</summary>
    public long? CountyId { get; init; }

    /// <summary>学籍主管部门; the county-level bureau when empty.</summary>
    public long? SupervisingId { get; init; }

    /// <summary>Twelve digits, or six.</summary>
    public string? LocationCode { get; init; }

    public string? UrbanRuralCode { get; init; }

    /// <summary>学制, 63 or 54; what is usual in the province when empty.</summary>
    public string? SchoolingSystem { get; init; }

    public required SchoolContact Contact { get; init; }
}

/// <summary>What a school's bureau keeps up to date without a decision.</summary>
public sealed record SchoolContact
{
    public string? EnglishName { get; init; }
    public string? Address { get; init; }
    public string? PostalCode { get; init; }
    public string? Phone { get; init; }
    public string? Fax { get; init; }
    public string? Email { get; init; }
    public string? Website { get; init; }
    public DateOnly? FoundedOn { get; init; }
    public string? CreditCode { get; init; }
    public string? LegalRepresentative { get; init; }
    public string? PrincipalName { get; init; }
    public string? OwnerCode { get; init; }
    public string? EthnicAttributeCode { get; init; }
    public string? LanguageCode { get; init; }
}
