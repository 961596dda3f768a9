namespace ManagementPlatform.Core.Replication;

/// <summary>
/// Signatures of centers: ECDSA over P-256 with SHA-256 (FIPS 186-5), as IEEE P1363 (64 bytes). Each center signs with its own
/// key; the others know its public ones.
/// </summary>
public interface ICenterKeys
{
    Task<CenterSignature> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancel);

    /// <summary>The center has signed these bytes with a key that is valid now.</summary>
    Task<bool> VerifyAsync(string center, CenterSignature signature, ReadOnlyMemory<byte> data, CancellationToken cancel);
}

/// <summary>A signature and the key that made it.</summary>
public sealed record CenterSignature(string KeyId, byte[] Value);
