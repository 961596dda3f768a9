using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>
/// Remembers for a minute what a token says, since decrypting it costs a tenth of a short request. Nothing is trusted longer by
/// that: the ticket's own expiry and its account's security stamp are looked at on every request.
/// </summary>
internal sealed class RememberedTokens(ISecureDataFormat<AuthenticationTicket> tokens) : ISecureDataFormat<AuthenticationTicket>, IDisposable
{
    private static readonly MemoryCacheEntryOptions Minute = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1), Size = 1 };

    private readonly MemoryCache _tickets = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null || purpose is not null)
            return tokens.Unprotect(protectedText, purpose);
        if (_tickets.TryGetValue(protectedText, out AuthenticationTicket? known))
            return known;
        return tokens.Unprotect(protectedText) is { } ticket ? _tickets.Set(protectedText, ticket, Minute) : null;
    }

    public string Protect(AuthenticationTicket data) => tokens.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => tokens.Protect(data, purpose);

    public void Dispose() => _tickets.Dispose();
}
