using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Etl.Generation;

/// <summary>All county-level authorities of the nation with what the generator needs to know of each.</summary>
public sealed class CountyList
{
    private readonly ILookup<string, County> _byProvince;
    private readonly Dictionary<string, Region> _predecessors;

    public CountyList(RegionTree regions)
    {
        Regions = regions;
        var counties = regions.All.Where(r => r is { IsCountyAuthority: true, IsCurrent: true }).ToList();
        var ranks = new Dictionary<string, int>();
        All = [.. counties.Select((region, index) => Describe(region, index, ranks))];
        _byProvince = All.ToLookup(c => c.Province.Text);
        _predecessors = regions.All.Where(r => r is { SuccessorCode: not null, ValidTo: not null, Level: "county" })
            .GroupBy(r => r.SuccessorCode!).ToDictionary(g => g.Key, g => g.MaxBy(r => r.RegionCode, StringComparer.Ordinal)!);
    }

    public RegionTree Regions { get; }

    /// <summary>By code.</summary>
    public IReadOnlyList<County> All { get; }

    /// <summary>By location, so the 兵团's cities are among those of 新疆.</summary>
    public IEnumerable<County> InProvince(RegionCode province) => _byProvince[province.Text];

    /// <summary>The county's code on a day: a child born before 双流县 became 双流区 has the county's number.</summary>
    public string CodeOn(County county, DateOnly day) =>
        _predecessors.GetValueOrDefault(county.Code) is { } before && day <= before.ValidTo ? before.RegionCode : county.Code;

    private County Describe(Region region, int nationalRank, Dictionary<string, int> ranks)
    {
        var code = RegionCode.Parse(region.RegionCode);
        var rank = ranks.GetValueOrDefault(code.Province.Text);
        ranks[code.Province.Text] = rank + 1;
        var above = Regions.GovernmentAbove(region);
        var kind = County.KindOf(region);
        // 东区 and 城关区 are many; a district is named with its city.
        var shortName = kind == CountyKind.District && above is not null ? above.Name + region.Name : region.Name;
        return new County(region, code.Province, Regions.FullName(region.RegionCode), shortName, rank, nationalRank, kind,
            WeightOf(region, kind, above));
    }

    // Nobody publishes pupils by county in one place: these weights only have to look likely, and to stay the same.
    private static long WeightOf(Region region, CountyKind kind, Region? above)
    {
        var weight = Pcg.Of(0, "county weight " + region.RegionCode).Bell(45, 155);
        weight = weight * (kind switch { CountyKind.District => 130, CountyKind.City => 125, _ => 95 }) / 100;
        if (above is not null
            && (above.Name.EndsWith("自治州", StringComparison.Ordinal) || above.Name.EndsWith("地区", StringComparison.Ordinal)))
            weight = weight * 45 / 100;
        if (region.RegionCode.AsSpan(2, 2) is "01" && kind == CountyKind.District)
            weight = weight * 140 / 100;
        if (region.Level == "city")
            weight *= 4;
        return region.Kind == RegionKind.Xpcc ? weight / 4 : weight;
    }
}
