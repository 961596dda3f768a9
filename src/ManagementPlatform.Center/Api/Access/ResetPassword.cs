using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>重置密码: a new first password for a person, a new secret for a program. Unlocks, and ends all sessions.</summary>
public sealed class ResetPassword(ManagedUsers managed, NewPassword passwords)
{
    public async Task<(UserView User, string Password)> HandleAsync(long userId, Caller caller, CancellationToken cancel)
    {
        string password = "";
        var view = await managed.ChangeAsync(
            userId,
            expectedVersion: null,
            "user.reset_password",
            caller,
            async (user, _, c) =>
            {
                var isPerson = user.Kind == AccountKinds.Person;
                password = isPerson ? NewPassword.Temporary() : NewPassword.Secret();
                await passwords.SetAsync(user, passwords.HashOf(user, password), mustChange: isPerson, c);
                return null;
            },
            cancel);
        return (view, password);
    }
}

/// <summary>解除锁定: lets a person try again before the lock's time is over.</summary>
public sealed class UnlockUser(ManagedUsers managed, UserStore store)
{
    public Task<UserView> HandleAsync(long userId, Caller caller, CancellationToken cancel) => managed.ChangeAsync(
        userId,
        expectedVersion: null,
        "user.unlock",
        caller,
        async (user, _, c) =>
        {
            (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
            await store.UpdateAsync(user, c);
            return null;
        },
        cancel);
}

internal static class ResetPasswordApi
{
    private static readonly Operation Reset = new("user.reset_password", Permission.ManageUsers, "重置账号的密码或密钥")
    {
        Description = "返回的密码只显示这一次；该账号的其他登录全部失效。",
        Response = new CreatedUser(UserContract.Example with { MustChangePassword = true }, "kTbw-4829-mRsqAa"),
        AnswersSecret = true,
    };

    private static readonly Operation Unlock = new("user.unlock", Permission.ManageUsers, "解除账号锁定") { Response = UserContract.Example };

    public static void MapResetPassword(this IEndpointRouteBuilder users)
    {
        users.MapSecured(HttpMethod.Post, "/{userId:long}/password-reset", Reset, ResetAsync);
        users.MapSecured(HttpMethod.Post, "/{userId:long}/unlock", Unlock, UnlockAsync);
    }

    private static async Task<CreatedUser> ResetAsync(long userId, Caller caller, ResetPassword reset, CancellationToken cancel)
    {
        var (user, password) = await reset.HandleAsync(userId, caller, cancel);
        return new CreatedUser(UserContract.Of(user), password);
    }

    private static async Task<Versioned<UserContract>> UnlockAsync(
        long userId, Caller caller, UnlockUser unlock, CancellationToken cancel)
    {
        var user = await unlock.HandleAsync(userId, caller, cancel);
        return Answer.Versioned(UserContract.Of(user), user.RowVersion);
    }
}
