using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Center.Api.Reference;

internal static class ListRegions
{
    private static readonly Operation Operation = new("reference.regions", Permission.ViewReference, "查询行政区划")
    {
        Description = "按代码排序。`parentCode` 只列直接下级；`name` 按名称的一部分查找；默认不含已撤销的代码。",
        Response = Page<RegionContract>.Example(RegionContract.Example),
        IsPublicData = true,
    };

    public static void MapListRegions(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/reference/regions", Operation, ListAsync);

    private static async Task<Page<RegionContract>> ListAsync(
        PageRequest page,
        IReferenceData reference,
        CancellationToken cancel,
        string? parentCode = null,
        string? level = null,
        string? name = null,
        bool includeAbolished = false)
    {
        var regions = (await reference.GetAsync(cancel)).Regions;
        var after = page.After<string>() ?? "";
        var found = regions.All
            .Where(region => string.CompareOrdinal(region.RegionCode, after) > 0 && (includeAbolished || region.IsCurrent)
                && (parentCode is null || region.ParentCode == parentCode) && (level is null || region.Level == level)
                && (name is null || region.Name.Contains(name, StringComparison.Ordinal)))
            .Take(page.Take)
            .ToList();
        return Answer.Page(page, found, region => region.RegionCode, region => RegionContract.Of(region, regions));
    }
}
