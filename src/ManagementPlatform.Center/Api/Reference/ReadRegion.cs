using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Center.Api.Reference;

internal static class ReadRegion
{
    private static readonly Operation Operation = new("reference.region", Permission.ViewReference, "查看一个行政区划代码")
    {
        Description = "已撤销的代码也可查到，并给出后继代码。",
        Response = RegionContract.Example,
        IsPublicData = true,
    };

    public static void MapReadRegion(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/reference/regions/{code}", Operation, ReadAsync);

    private static async Task<RegionContract> ReadAsync(string code, IReferenceData reference, CancellationToken cancel)
    {
        var regions = (await reference.GetAsync(cancel)).Regions;
        return RegionContract.Of(regions.Find(code) ?? throw Refused.NotFound("行政区划"), regions);
    }
}
