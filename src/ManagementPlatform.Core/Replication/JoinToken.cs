using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ManagementPlatform.Core.Replication;

/// <summary>
/// 接入令牌: what the nation's operator hands to a province's, out of band. It lets the province in once, and tells it which key is
/// the nation's.
/// </summary>
/// <param name="Secret">32 random bytes, base64url.</param>
/// <param name="NationKeyId">The nation's key: a place that only pretends to be the nation cannot have it.</param>
public sealed record JoinToken(string Secret, string NationKeyId)
{
    /// <summary>How long a token is good for.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(7);

    /// <summary>What the nation keeps of it.</summary>
    public string Hash => HashOf(Secret);

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static JoinToken New(string nationKeyId) =>
        new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), nationKeyId);

    public static bool TryParse(string? text, [NotNullWhen(true)] out JoinToken? token)
    {
        token = text?.Trim().Split('.') is [{ Length: 43 } secret, { Length: 32 } key] ? new JoinToken(secret, key) : null;
        return token is not null;
    }

    public override string ToString() => $"{Secret}.{NationKeyId}";
}
