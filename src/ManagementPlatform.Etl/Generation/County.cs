using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Etl.Generation;

/// <summary>What kind of government a county-level division has; says how much of it is town.</summary>
public enum CountyKind
{
    /// <summary>市辖区.</summary>
    District,

    /// <summary>县级市, and cities without counties.</summary>
    City,

    /// <summary>县, 旗.</summary>
    County,
}

/// <summary>A county-level authority (县级教育行政部门) whose schools are generated.</summary>
/// <param name="Region">The division where the schools lie.</param>
/// <param name="Province">The division it lies in; the 兵团's cities lie in 新疆.</param>
/// <param name="AddressName">As addresses begin: 四川省成都市武侯区.</param>
/// <param name="ShortName">As school names begin: 成都市武侯区, 大邑县.</param>
/// <param name="Rank">Its place among the counties of the province, by code; from 0.</param>
/// <param name="NationalRank">Its place among all counties.</param>
/// <param name="Weight">How many of the province's pupils go to school here, relative to its other counties.</param>
public sealed record County(
    Region Region, RegionCode Province, string AddressName, string ShortName, int Rank,
    int NationalRank, CountyKind Kind, long Weight)
{
    public string Code => Region.RegionCode;

    /// <summary>The four municipalities (直辖市) have no other cities.</summary>
    public bool IsXpcc => Region.Kind == RegionKind.Xpcc;

    // GB/T 2260: 01–20 districts, 21–80 counties and banners, 81–99 county-level cities; docs/rules.md §2.5.
    internal static CountyKind KindOf(Region region) =>
        region.Kind != RegionKind.Gb || region.Level == "city" ? CountyKind.City
        : string.CompareOrdinal(region.RegionCode[4..], "20") <= 0 ? CountyKind.District
        : string.CompareOrdinal(region.RegionCode[4..], "80") > 0 ? CountyKind.City
        : CountyKind.County;
}
