using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Hosting;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>修改密码: one's own, with the present one. All other sessions end.</summary>
public sealed class ChangePassword(
    UserStore store, PasswordCheck check, NewPassword passwords, Tokens tokens, Accounts accounts, IUnitOfWork work)
{
    public async Task<TokenPair> HandleAsync(PasswordChange form, Caller caller, CancellationToken cancel)
    {
        var user = await store.FindAsync(caller.UserId, cancel) ?? throw Refused.NotFound("账号");
        if (user.Kind != AccountKinds.Person)
            throw Refused.Forbidden("system_account", "对接系统账号的密钥由系统管理员重置。");
        await check.DemandAsync(user, form.CurrentPassword, caller, "me.confirm_password", cancel);
        await passwords.DemandGoodAsync(user, form.NewPassword, "newPassword", cancel);
        var hash = passwords.HashOf(user, form.NewPassword);
        var changed = await work.CommitAsync(
            caller,
            "me.change_password",
            async c =>
            {
                var current = (await store.FindAsync(caller.UserId, c))!;
                await passwords.SetAsync(current, hash, mustChange: false, c);
                work.Audited(new AuditLine(Entity.User, caller.UserId));
                return current;
            },
            cancel);
        accounts.Forget(caller.UserId);
        return tokens.ForPerson(changed.UserId, changed.SecurityStamp, mustChangePassword: false);
    }
}

internal static class ChangePasswordApi
{
    private static readonly Operation Operation = new("me.change_password", Permission.UseCenter, "修改本人密码")
    {
        Description = $"新密码 {PasswordRules.MinLength} 位以上，含大小写字母、数字、符号中至少 {PasswordRules.MinClasses} 种，"
            + $"不得与最近 {PasswordRules.Remembered} 次相同。成功后其他登录全部失效，返回新的令牌。",
        Request = new PasswordChange("Ab3-xyz-90", "Cd4-uvw-81"),
        Response = new TokenPair("Bearer", "CfDJ8…", 1800, "CfDJ8…"),
        AnswersSecret = true,
    };

    public static void MapChangePassword(this IEndpointRouteBuilder own) =>
        own.MapSecured(HttpMethod.Post, "/me/password", Operation, (PasswordChange form, Caller caller, ChangePassword change, CancellationToken cancel) =>
            change.HandleAsync(form, caller, cancel)).WithMetadata(new SignsIn());
}

public sealed record PasswordChange(string CurrentPassword, string NewPassword)
{
    public override string ToString() => nameof(PasswordChange);
}
