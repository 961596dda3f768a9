namespace ManagementPlatform.Center.Api.Access;

/// <summary>The routes of accounts, sign-in and the audit trail.</summary>
internal static class AccessApi
{
    public static void MapAccess(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/").WithTags("登录与本人");
        own.MapSignIn();
        own.MapIssueToken();
        own.MapReadProfile();
        own.MapChangePassword();
        own.MapSignOut();
        own.MapDelegations();

        var users = api.MapGroup("/users").WithTags("账号");
        users.MapListUsers();
        users.MapCreateUser();
        users.MapEditUser();
        users.MapResetPassword();
        api.MapGroup("/").WithTags("账号").MapSetRoles();
        api.MapListAudit();
        api.MapVerifyAudit();
    }
}
