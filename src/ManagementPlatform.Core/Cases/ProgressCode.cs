using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// 查询码: eight digits that the guardian gets from the school, to see together with the case number how far the case is.
/// </summary>
public static class ProgressCode
{
    private const int Digits = 8;

    public static string New() => RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);

    public static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    public static bool Fits(string? code, string hash) => code?.Length == Digits
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(code)), Encoding.ASCII.GetBytes(hash));
}
