using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// What is known of a school besides its place in the tree: JY/T 1002 JCXX0101, JY/T 1004 ZXXX0101. One row of table
/// <c>school</c>; its version is that of its <see cref="OrganizationNode"/>.
/// </summary>
public sealed record School
{
    public required long SchoolId { get; init; }

    /// <summary><see cref="SchoolStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>办学类型, JY/T 1001 BXLX.</summary>
    public required string TypeCode { get; init; }

    /// <summary>举办者, JY/T 1001 XXJYJGJBZ.</summary>
    public required string OrganizerCode { get; init; }

    /// <summary>学籍主管部门: the county-level bureau, the city's or the province's; docs/rules.md §1.2.</summary>
    public required long SupervisingId { get; init; }

    /// <summary>The county-level bureau above the school.</summary>
    public required long CountyId { get; init; }

    /// <summary>Null where no city stands between county and province.</summary>
    public long? CityId { get; init; }

    public required long ProvinceId { get; init; }

    /// <summary>学校驻地: twelve digits (统计用区划代码), of which the first six are a real division, also for the 兵团.</summary>
    public required string LocationCode { get; init; }

    /// <summary>城乡分类, three digits.</summary>
    public required string UrbanRuralCode { get; init; }

    public string? EnglishName { get; init; }
    public required string Address { get; init; }
    public required string PostalCode { get; init; }
    public required string Phone { get; init; }
    public string? Fax { get; init; }
    public string? Email { get; init; }
    public string? Website { get; init; }
    public DateOnly? FoundedOn { get; init; }

    /// <summary>统一社会信用代码, GB 32100.</summary>
    public string? CreditCode { get; init; }

    public string? LegalRepresentative { get; init; }
    public string? PrincipalName { get; init; }

    /// <summary>主管部门码, XXZGBMM.</summary>
    public string? OwnerCode { get; init; }

    public string? EthnicAttributeCode { get; init; }

    /// <summary>主教学语言码.</summary>
    public string? LanguageCode { get; init; }

    /// <summary>学制, <see cref="Codes.SchoolingSystem"/>.</summary>
    public required string SchoolingSystem { get; init; }

    /// <summary>The school year that its classes stand in; the roll-over moves it.</summary>
    public required int SchoolYear { get; init; }
}

/// <summary>A school as use cases read and write it: its node in the tree and its own row, one version.</summary>
public sealed record RegisteredSchool(OrganizationNode Node, School Details)
{
    public long Id => Node.OrganizationId;

    public int Version => Node.RowVersion;

    /// <summary>The school as it stands after one more write.</summary>
    public RegisteredSchool Written => this with { Node = Node with { RowVersion = Version + 1 } };

    /// <exception cref="RefusalException">The caller read another version.</exception>
    public void DemandVersion(int version)
    {
        if (Version != version)
            throw Refused.Stale();
    }

    /// <summary>
    /// Decisions are the supervising bureau's, or those above it: a county does not decide about a school that its city
    /// supervises.
    /// </summary>
    /// <exception cref="RefusalException">The caller belongs to none of them.</exception>
    public void DemandAuthority(Caller caller)
    {
        long?[] line = [Details.CountyId, Details.CityId, Details.ProvinceId];
        if (caller.UserId != 0 && !line.SkipWhile(bureau => bureau != Details.SupervisingId).Contains(caller.OrganizationId))
            throw Refused.Forbidden("not_the_authority", "该校的学籍主管部门不是您所在的单位，不能作此变更。");
    }

    /// <exception cref="RefusalException">The school is in none of these states.</exception>
    public void DemandStatus(string message, params ReadOnlySpan<string> allowed)
    {
        if (!allowed.Contains(Details.Status))
            throw Refused.Conflict("school_status", message);
    }

    public RegisteredSchool WithStatus(string status) => this with
    {
        Node = Node with { IsActive = status == SchoolStatus.Active },
        Details = Details with { Status = status },
    };

    public RegisteredSchool WithCode(SchoolCode? code) => this with { Node = Node with { Code = code?.Text } };

    /// <summary>Null while it has none.</summary>
    public SchoolCode? Code => Node.Code is null ? null : SchoolCode.Parse(Node.Code);

    public SchoolType Type =>
        SchoolType.Find(Details.TypeCode) ?? throw new InvalidOperationException($"School type '{Details.TypeCode}' is unknown.");
}
