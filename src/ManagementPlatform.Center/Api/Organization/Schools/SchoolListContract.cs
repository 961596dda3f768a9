namespace ManagementPlatform.Center.Api.Organization.Schools;

/// <summary>A school in a list.</summary>
public sealed record SchoolListContract
{
    public static readonly SchoolListContract Example = new()
    {
        SchoolId = 510_000_000_000_045, Code = "2151000045", Name = "成都市武侯区晨光小学", Status = "active",
        TypeCode = "211", OrganizerCode = "831", UrbanRuralCode = "111", CountyId = 1_510_107, CountyName = "武侯区教育局",
        SupervisingId = 1_510_107, SchoolYear = 2026, Version = 3,
    };

    public required long SchoolId { get; init; }
    public string? Code { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
    public required string TypeCode { get; init; }
    public required string OrganizerCode { get; init; }
    public required string UrbanRuralCode { get; init; }
    public required long CountyId { get; init; }
    public required string CountyName { get; init; }
    public required long SupervisingId { get; init; }
    public required int SchoolYear { get; init; }
    public required int Version { get; init; }
}
