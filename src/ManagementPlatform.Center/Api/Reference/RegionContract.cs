using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Center.Api.Reference;

/// <summary>A division (GB/T 2260).</summary>
/// <param name="FullName">With everything above it: 四川省成都市武侯区.</param>
/// <param name="Kind">
/// <c>gb</c>, <c>zone</c> (statistical development zone), <c>xpcc</c> (兵团), <c>citywide</c>, <c>placeholder</c>.
/// </param>
/// <param name="ValidTo">The last day on which the code can have been in use; absent while it is.</param>
public sealed record RegionContract(
    string Code, string Name, string FullName, string Level, string? ParentCode, string Kind, bool HasBureau,
    DateOnly? ValidTo, string? SuccessorCode)
{
    public static readonly RegionContract Example = new("510107", "武侯区", "四川省成都市武侯区", "county", "510100", "gb", true, null, null);

    public static RegionContract Of(Region region, RegionTree regions) => new(
        region.RegionCode,
        region.Name,
        regions.FullName(region.RegionCode),
        region.Level,
        region.ParentCode,
        region.Kind,
        region.IsCountyAuthority,
        region.ValidTo,
        region.SuccessorCode);
}
