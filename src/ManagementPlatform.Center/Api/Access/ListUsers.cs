using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>账号查询: the accounts of the organization and those below it.</summary>
internal static class ListUsers
{
    private static readonly Operation List = new("user.list", Permission.ManageUsers, "账号列表")
    {
        Response = Page<UserContract>.Example(UserContract.Example),
    };

    private static readonly Operation One = new("user.read", Permission.ManageUsers, "查看一个账号") { Response = UserContract.Example };

    public static void MapListUsers(this IEndpointRouteBuilder users)
    {
        users.MapSecured(HttpMethod.Get, "/", List, ListAsync);
        users.MapSecured(HttpMethod.Get, "/{userId:long}", One, ReadAsync);
    }

    private static async Task<Page<UserContract>> ListAsync(
        PageRequest page, long? organizationId, Choice<AccountKind>? kind, bool? isEnabled, Caller caller,
        UserQueries users, CancellationToken cancel)
    {
        var filter = new UserFilter(organizationId, kind?.Value, isEnabled);
        var rows = await users.PageAsync(filter, caller.OrganizationId, page.After<long>(), page.Take, cancel);
        return Answer.Page(page, rows, user => user.UserId, UserContract.Of);
    }

    private static async Task<Versioned<UserContract>> ReadAsync(
        long userId, Caller caller, UserQueries users, CancellationToken cancel)
    {
        var user = await users.FindAsync(userId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("账号");
        return Answer.Versioned(UserContract.Of(user), user.RowVersion);
    }
}
