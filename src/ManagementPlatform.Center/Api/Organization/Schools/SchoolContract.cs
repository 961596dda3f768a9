using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

/// <summary>A school.</summary>
public sealed record SchoolContract
{
    public static readonly SchoolContract Example = new()
    {
        SchoolId = 510_000_000_000_045,
        Code = "2151000045",
        Name = "成都市武侯区晨光小学",
        NamePinyin = "chengdushiwuhouquchenguangxiaoxue",
        Status = SchoolStatus.Active,
        TypeCode = "211",
        OrganizerCode = "831",
        CountyId = 1_510_107,
        CityId = 1_510_100,
        ProvinceId = 1_510_000,
        SupervisingId = 1_510_107,
        RegionCode = "510107",
        LocationCode = "510107001001",
        UrbanRuralCode = "111",
        SchoolingSystem = "63",
        SchoolYear = 2026,
        Contact = ExampleContact,
        Version = 3,
    };

    public static SchoolContact ExampleContact => new()
    {
        Address = "四川省成都市武侯区晨光路1号",
        PostalCode = "610041",
        Phone = "028-85550000",
        FoundedOn = new DateOnly(1998, 9, 1),
        PrincipalName = "陈校长",
    };

    public required long SchoolId { get; init; }

    /// <summary>学校标识码; absent until it is issued and after it was voided.</summary>
    public string? Code { get; init; }

    public required string Name { get; init; }
    public required string NamePinyin { get; init; }

    /// <summary><c>applied</c>, <c>pending</c> (待赋码), <c>active</c>, <c>closed</c> or <c>merged</c>.</summary>
    public required string Status { get; init; }

    /// <summary>办学类型, code table <c>school_type</c>.</summary>
    public required string TypeCode { get; init; }

    /// <summary>举办者, code table <c>school_organizer</c>.</summary>
    public required string OrganizerCode { get; init; }

    public required long CountyId { get; init; }
    public long? CityId { get; init; }
    public required long ProvinceId { get; init; }

    /// <summary>学籍主管部门.</summary>
    public required long SupervisingId { get; init; }

    public required string RegionCode { get; init; }
    public required string LocationCode { get; init; }
    public required string UrbanRuralCode { get; init; }
    public required string SchoolingSystem { get; init; }

    /// <summary>The year in whose September its current school year began.</summary>
    public required int SchoolYear { get; init; }

    public required SchoolContact Contact { get; init; }
    public required int Version { get; init; }
}
