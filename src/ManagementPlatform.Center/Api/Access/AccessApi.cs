namespace ManagementPlatform.Center.Api.Access;

/// <summary>The routes of accounts, sign-in and the audit trail.</summary>
internal static class AccessApi
{
    public static void MapAccess(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/").WithTags("本人");
        own.MapReadProfile();
    }
}
