using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Hosting;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;
using Microsoft.AspNetCore.Identity;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>登录: a person's user name and password for tokens; and their renewal.</summary>
public sealed class SignIn(
    UserManager<User> users, UserStore store, AccountQueries accounts, PasswordCheck check, Tokens tokens, ICurrentCenter center)
{
    /// <summary>The account whose password this is.</summary>
    /// <exception cref="ProblemException">Wrong, locked, disabled, or an account of the other kind.</exception>
    public async Task<Account> AuthenticateAsync(
        string userName, string password, AccountKind kind, string? address, CancellationToken cancel)
    {
        var user = await store.FindByNameAsync(users.NormalizeName(userName) ?? "", cancel);
        var account = user is null ? null : await accounts.FindAsync(user.UserId, cancel);
        var known = account is { IsEnabled: true } && account.Kind == kind;
        var caller = account?.ToCaller(address)
            ?? new Caller(-1, "anonymous", (await center.GetAsync(cancel)).RootOrganizationId, Tier.School, [], address);
        await check.DemandAsync(known ? user : null, password, caller, "sign_in", cancel);
        return account!;
    }

    /// <exception cref="ProblemException">The token is none, expired, or from before the last change of the account.</exception>
    public async Task<TokenPair> RenewAsync(string refreshToken, CancellationToken cancel)
    {
        if (tokens.ReadRefreshToken(refreshToken) is { } owner
            && await accounts.FindAsync(owner.UserId, cancel) is { IsEnabled: true } account
            && account.SecurityStamp == owner.Stamp)
        {
            return tokens.ForPerson(account);
        }

        throw new ProblemException(StatusCodes.Status401Unauthorized, "invalid_refresh_token", "登录已失效，请重新登录。");
    }
}

internal static class SignInApi
{
    private static readonly TokenPair ExampleTokens = new("Bearer", "CfDJ8…", 1800, "CfDJ8…");

    private static readonly Operation Operation = Operation.Open("sign_in", "登录") with
    {
        Description = $"连续 {PasswordRules.AttemptsBeforeLock} 次密码错误锁定 {PasswordRules.LockTime.TotalMinutes:0} 分钟。"
            + "`mustChangePassword` 为真时须先修改密码。",
        Request = new Credentials("wangmin", "Ab3-xyz-90"),
        Response = ExampleTokens,
    };

    private static readonly Operation Renewal = Operation.Open("sign_in.renew", "续期访问令牌") with
    {
        Request = new RefreshForm("CfDJ8…"),
        Response = ExampleTokens,
    };

    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Post, "/sign-in", Operation, SignInAsync).WithMetadata(new SignsIn());
        api.MapSecured(HttpMethod.Post, "/sign-in/renew", Renewal, (RefreshForm form, SignIn signIn, CancellationToken cancel) =>
            signIn.RenewAsync(form.RefreshToken, cancel)).WithMetadata(new SignsIn());
    }

    private static async Task<TokenPair> SignInAsync(
        Credentials form, SignIn signIn, Tokens tokens, HttpContext http, CancellationToken cancel)
    {
        var address = http.Connection.RemoteIpAddress?.ToString();
        var account = await signIn.AuthenticateAsync(form.UserName, form.Password, AccountKind.Person, address, cancel);
        return tokens.ForPerson(account);
    }
}

public sealed record Credentials(string UserName, string Password)
{
    /// <summary>Nothing of a password in a log.</summary>
    public override string ToString() => UserName;
}

public sealed record RefreshForm(string RefreshToken);
