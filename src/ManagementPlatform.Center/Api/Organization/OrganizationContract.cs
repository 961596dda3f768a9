namespace ManagementPlatform.Center.Api.Organization;

/// <summary>A bureau or a school in the tree.</summary>
public sealed record OrganizationContract
{
    public static readonly OrganizationContract Example = new()
    {
        OrganizationId = 1_510_107, Kind = "county", Code = "510107", Name = "武侯区教育局", ParentId = 1_510_100,
        RegionCode = "510107", IsActive = true, Version = 1,
    };

    public required long OrganizationId { get; init; }

    /// <summary><c>ministry</c>, <c>province</c>, <c>city</c>, <c>county</c> or <c>school</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>A bureau's division, a school's 学校标识码.</summary>
    public string? Code { get; init; }

    public required string Name { get; init; }
    public long? ParentId { get; init; }
    public required string RegionCode { get; init; }
    public required bool IsActive { get; init; }
    public required int Version { get; init; }
}
