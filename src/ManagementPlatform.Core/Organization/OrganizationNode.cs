using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Organization;

/// <summary>A node of the tree ministry → province → city → county → school: an education bureau or a school.</summary>
public sealed record OrganizationNode
{
    public required long OrganizationId { get; init; }

    /// <summary>The tier in lower case: <c>ministry</c>, <c>province</c>, <c>city</c>, <c>county</c> or <c>school</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// A school's 学校标识码 (ten digits), a bureau's <see cref="BureauCode"/>; null for a school without a code yet.
    /// </summary>
    public string? Code { get; init; }

    public required string Name { get; init; }
    public required string NamePinyin { get; init; }

    /// <summary>The bureau above; a school's is the county-level bureau where it lies, whoever supervises it.</summary>
    public long? ParentId { get; init; }

    /// <summary>The division (GB/T 2260; 兵团 660000) of the organization.</summary>
    public required string RegionCode { get; init; }

    /// <summary>A school is while its status is <see cref="SchoolStatus.Active"/>.</summary>
    public required bool IsActive { get; init; }

    public required string HomeCenter { get; init; }
    public required int RowVersion { get; init; }

    public Tier Tier => TierOf(Kind);

    /// <summary>name_pinyin is cut here; a longer one sorts by its beginning.</summary>
    public const int PinyinLength = 200;

    /// <summary>The reading by which an organization's name is sorted and searched.</summary>
    public static string PinyinOf(string name, Pinyin pinyin)
    {
        var reading = pinyin.OfPlace(name);
        return reading.Length <= PinyinLength ? reading : reading[..PinyinLength];
    }

    public static Tier TierOf(string kind) => Enum.Parse<Tier>(kind, ignoreCase: true);

    public static string KindOf(Tier tier) => tier.ToString().ToLowerInvariant();
}
