namespace ManagementPlatform.Center.Api.Organization.Staff;

/// <summary>教职工 of schools.</summary>
internal static class StaffApi
{
    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").WithTags("教职工");
        api.MapRegisterStaff();
        api.MapListStaff();
        api.MapReadStaff();
        api.MapEditStaff();
        api.MapReleaseStaff();
        api.MapReturnStaff();
    }
}
