using System.Security.Cryptography;
using System.Text.Json;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// <c>manifest.json</c> of a bundle: what it is, and every file in it with its hash. Its own hash is the batch's.
/// </summary>
/// <param name="From">Center code of the sender.</param>
/// <param name="To">Center code of the receiver.</param>
/// <param name="Kind"><see cref="BatchKind"/>.</param>
/// <param name="Schema">Number of the sender's last schema script.</param>
/// <param name="NextKey">The sender's allocator of keys.</param>
/// <param name="CutAt">UTC.</param>
/// <param name="IsFull">It holds as many changes as a batch can: more follow.</param>
public sealed record BundleManifest(
    string From,
    string To,
    long Number,
    string? Previous,
    string Kind,
    int Schema,
    long NextKey,
    DateTimeOffset CutAt,
    IReadOnlyList<BundledFile> Files,
    bool IsFull = false)
{
    public const string FileName = "manifest.json", SignatureName = "manifest.sig";

    public BatchHead Head(string hash) => new(new Channel(From, To), Number, Previous, hash, Schema, Kind, NextKey);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    /// <exception cref="JsonException">It is no manifest.</exception>
    public static BundleManifest Parse(byte[] bytes) => JsonSerializer.Deserialize<BundleManifest>(
        bytes, JsonSerializerOptions.Web)
        ?? throw new JsonException("The manifest is empty.");

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A file of a bundle.</summary>
/// <param name="Rows">Of a CSV, without its header; 0 for an archive file.</param>
/// <param name="Sha256">Of the bytes before they are packed, hex.</param>
public sealed record BundledFile(string Name, long Rows, long Bytes, string Sha256);
