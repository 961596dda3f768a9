using System.Globalization;
using System.Security.Claims;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>
/// Who makes this request: filled by <see cref="IdentifyCaller"/>, read by handlers as a parameter of type <c>Caller</c>.
/// </summary>
public sealed class CurrentCaller
{
    public Account? Account { get; set; }

    public Caller? Caller { get; set; }
}

/// <summary>
/// Turns the token's claims into the account as it is now. A token of a disabled account, or from before the last change of its
/// security stamp, counts as none.
/// </summary>
internal sealed class IdentifyCaller(RequestDelegate next, Accounts accounts)
{
    public const string UserIdClaim = "uid";
    public const string StampClaim = "stamp";

    public async Task InvokeAsync(HttpContext http, CurrentCaller current)
    {
        if (http.User.Identity?.IsAuthenticated == true && !await IdentifyAsync(http, current))
            http.User = new ClaimsPrincipal(new ClaimsIdentity());
        await next(http);
    }

    private async ValueTask<bool> IdentifyAsync(HttpContext http, CurrentCaller current)
    {
        if (!long.TryParse(http.User.FindFirstValue(UserIdClaim), CultureInfo.InvariantCulture, out var userId))
            return false;
        var account = await accounts.FindAsync(userId, http.RequestAborted);
        if (account is not { IsEnabled: true } || account.SecurityStamp != http.User.FindFirstValue(StampClaim))
            return false;
        current.Account = account;
        current.Caller = account.ToCaller(http.Connection.RemoteIpAddress?.ToString());
        return true;
    }
}
