using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Organization;

/// <summary>The education bureaus that a tree of divisions needs; docs/rules.md §2.5, §6.1.</summary>
public sealed class BureauTree(RegionTree regions, Pinyin pinyin)
{
    /// <summary>The provinces with a center, 兵团 among them.</summary>
    public IEnumerable<Region> Provinces =>
        regions.All.Where(region => region is { Level: "province", HasCenter: true, IsCurrent: true });

    public OrganizationNode Ministry() => Bureau(Tier.Ministry, BureauCode.Ministry, BureauName.Ministry, null, "00");

    /// <summary>The bureaus of a province, each after the one above it.</summary>
    public IEnumerable<OrganizationNode> Of(Region province)
    {
        var center = province.RegionCode[..2];
        yield return Bureau(province, Tier.Province, province.RegionCode, BureauCode.Ministry, center);
        foreach (var city in Cities(province))
        {
            yield return Bureau(city, Tier.City, city.RegionCode, province.RegionCode, center);
            if (city.Kind == RegionKind.Citywide)
                yield return CountyLevel(city, center);
        }

        foreach (var county in Counties(province))
        {
            var above = county.Kind == RegionKind.Xpcc ? province : regions.GovernmentAbove(county)!;
            yield return Bureau(county, Tier.County, county.RegionCode, above.RegionCode, center);
        }
    }

    private IEnumerable<Region> Cities(Region province) => regions.Children(province.RegionCode)
        .Where(region => region is { Level: "city", IsCurrent: true, Kind: RegionKind.Gb or RegionKind.Citywide });

    // 兵团's cities lie in 新疆 and answer to 兵团: administration is not geography.
    private IEnumerable<Region> Counties(Region province)
    {
        var counties = regions.All.Where(region => region is { Level: "county", IsCountyAuthority: true, IsCurrent: true });
        return province.Kind == RegionKind.Xpcc
            ? counties.Where(county => county.Kind == RegionKind.Xpcc)
            : counties.Where(county => county.Kind == RegionKind.Gb && county.RegionCode.AsSpan(0, 2).SequenceEqual(province.RegionCode.AsSpan(0, 2)));
    }

    private OrganizationNode CountyLevel(Region city, string center) => Bureau(
        Tier.County,
        BureauCode.CountyLevelOf(city.RegionCode),
        BureauName.Of(city.Name, city.RegionCode, Tier.County) + "（县级）",
        city.RegionCode,
        center);

    private OrganizationNode Bureau(Region region, Tier tier, string code, string above, string center) =>
        Bureau(tier, code, BureauName.Of(region.Name, center, tier), above, center);

    private OrganizationNode Bureau(Tier tier, string code, string name, string? above, string center) => new()
    {
        OrganizationId = BureauCode.Key(code),
        Kind = OrganizationNode.KindOf(tier),
        Code = code,
        Name = name,
        NamePinyin = OrganizationNode.PinyinOf(name, pinyin),
        ParentId = above is null ? null : BureauCode.Key(above),
        RegionCode = code[..6],
        IsActive = true,
        HomeCenter = center,
        RowVersion = 1,
    };
}
