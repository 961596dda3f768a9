using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>退出登录: voids every token of the account, wherever it was issued.</summary>
public sealed class SignOut(UserStore store, NewPassword passwords, Accounts accounts, IUnitOfWork work)
{
    public async Task HandleAsync(Caller caller, CancellationToken cancel)
    {
        await work.CommitAsync(
            caller,
            "me.sign_out",
            async c =>
            {
                await passwords.StampAsync((await store.FindAsync(caller.UserId, c))!);
                work.Audited(new AuditLine(Entity.User, caller.UserId));
                return true;
            },
            cancel);
        accounts.Forget(caller.UserId);
    }
}

internal static class SignOutApi
{
    private static readonly Operation Operation = new("me.sign_out", Permission.UseCenter, "退出登录（所有设备）");

    public static void MapSignOut(this IEndpointRouteBuilder own) =>
        own.MapSecured(HttpMethod.Post, "/me/sign-out", Operation, OutAsync);

    private static async Task<Done> OutAsync(Caller caller, SignOut signOut, CancellationToken cancel)
    {
        await signOut.HandleAsync(caller, cancel);
        return Answer.Done();
    }
}
