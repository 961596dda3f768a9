using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ManagementPlatform.Core.Replication;

/// <summary>A center's public key: ECDSA over P-256.</summary>
/// <param name="Text">SubjectPublicKeyInfo (RFC 5280 §4.1), base64.</param>
public sealed record CenterPublicKey(string Text)
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>The first half of the SHA-256 of the key, hex: who knows it can tell whether a key is the right one.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(Text)), 0, 16);

    public static CenterPublicKey Of(ECDsa key) => new(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));

    public static bool TryParse(string? text, [NotNullWhen(true)] out CenterPublicKey? key)
    {
        key = null;
        try
        {
            using var parsed = Import(text ?? "");
            if (parsed.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
                key = Of(parsed);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            // Then it is none.
        }

        return key is not null;
    }

    public bool Verifies(ReadOnlySpan<byte> data, byte[] signature)
    {
        using var key = Import(Text);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256);
    }

    /// <summary>What the key before it signs, and when there is none the key itself, to show that its owner has it.</summary>
    public byte[] ToEndorse(string center) => Encoding.UTF8.GetBytes($"mp-key-1\n{center}\n{Text}");

    private static ECDsa Import(string text)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
