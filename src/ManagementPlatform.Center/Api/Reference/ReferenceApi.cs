namespace ManagementPlatform.Center.Api.Reference;

/// <summary>基础数据: code tables, divisions, working days, rules of provinces.</summary>
internal static class ReferenceApi
{
    public static void MapReference(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").WithTags("基础数据");
        api.MapListCodeTables();
        api.MapReadCodeTable();
        api.MapListRegions();
        api.MapReadRegion();
        api.MapReadCalendar();
        api.MapAnnounceHolidays();
        api.MapListProvinceRules();
        api.MapSetProvinceRule();
    }
}
