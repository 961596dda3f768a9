using System.Globalization;
using System.Text;

namespace ManagementPlatform.Core.Replication;

/// <summary>
/// What a province says of a request to the nation, and signs with its key. It stands in the request's headers.
/// </summary>
/// <param name="Center">Center code of the sender.</param>
/// <param name="Time">When it was sent, seconds since 1970 UTC.</param>
/// <param name="Nonce">Made for this request alone: seen twice, it is a replay.</param>
/// <param name="BodyHash">SHA-256 of the body, hex.</param>
public sealed record SignedRequest(string Center, long Time, string Nonce, string BodyHash)
{
    public const string CenterHeader = "Mp-Center", KeyHeader = "Mp-Key", TimeHeader = "Mp-Time", NonceHeader = "Mp-Nonce";
    public const string BodyHeader = "Mp-Body-Sha256", SignatureHeader = "Mp-Signature";

    /// <summary>How far the clocks of two centers may be apart.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(5);

    /// <summary>What is signed: everything that the receiver acts on.</summary>
    /// <param name="target">Path and query, as they are sent.</param>
    public byte[] ToSign(string method, string target) => Encoding.UTF8.GetBytes(string.Join(
        '\n', "mp-request-1", method, target, Center, Time.ToString(CultureInfo.InvariantCulture), Nonce, BodyHash));

    /// <summary>How far the sender's clock is from the receiver's; positive when the sender's is ahead.</summary>
    public TimeSpan Skew(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(Time) - now;
}
