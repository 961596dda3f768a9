using System.Globalization;
using System.Security.Claims;
using ManagementPlatform.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>An access token, and for people one to renew it with.</summary>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="MustChangePassword">Until the password is changed nothing else is allowed.</param>
public sealed record TokenPair(
    string TokenType, string AccessToken, int ExpiresIn, string? RefreshToken = null, bool MustChangePassword = false);

/// <summary>
/// Makes and reads tokens. They are opaque (protected by the center's key ring) and name an account and its security stamp; what
/// the account may do is looked up at each request, so nothing in a token grows old.
/// </summary>
public sealed class Tokens(IOptionsMonitor<BearerTokenOptions> options, TimeProvider time)
{
    private const string TokenType = "Bearer"; // RFC 6750
    private const string Scheme = BearerTokenDefaults.AuthenticationScheme;
    private const string RefreshPurpose = Scheme + ":Refresh";

    private BearerTokenOptions Options => options.Get(Scheme);

    public TokenPair ForPerson(Account account) =>
        ForPerson(account.UserId, account.SecurityStamp, account.IsPasswordDue(time.GetUtcNow()));

    public TokenPair ForPerson(long userId, string stamp, bool mustChangePassword) => new(
        TokenType,
        Access(userId, stamp),
        (int)Options.BearerTokenExpiration.TotalSeconds,
        Options.RefreshTokenProtector.Protect(Ticket(userId, stamp, Options.RefreshTokenExpiration, RefreshPurpose)),
        mustChangePassword);

    /// <summary>Client credentials get no refresh token: the program has its secret (RFC 6749 §4.4.3).</summary>
    public TokenPair ForSystem(long userId, string stamp) =>
        new(TokenType, Access(userId, stamp), (int)Options.BearerTokenExpiration.TotalSeconds);

    /// <returns>Whose token it is, or null when it is none or has expired.</returns>
    public (long UserId, string Stamp)? ReadRefreshToken(string token)
    {
        if (Options.RefreshTokenProtector.Unprotect(token) is not { } ticket || ticket.Properties.ExpiresUtc <= time.GetUtcNow())
            return null;
        var userId = long.Parse(ticket.Principal.FindFirstValue(IdentifyCaller.UserIdClaim)!, CultureInfo.InvariantCulture);
        return (userId, ticket.Principal.FindFirstValue(IdentifyCaller.StampClaim)!);
    }

    private string Access(long userId, string stamp) =>
        Options.BearerTokenProtector.Protect(Ticket(userId, stamp, Options.BearerTokenExpiration, Scheme + ":AccessToken"));

    private AuthenticationTicket Ticket(long userId, string stamp, TimeSpan lifetime, string scheme)
    {
        Claim[] claims =
        [
            new(IdentifyCaller.UserIdClaim, userId.ToString(CultureInfo.InvariantCulture)),
            new(IdentifyCaller.StampClaim, stamp),
        ];
        var properties = new AuthenticationProperties { ExpiresUtc = time.GetUtcNow() + lifetime };
        return new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)), properties, scheme);
    }
}
