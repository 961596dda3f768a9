using System.Security.Cryptography;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>
/// The private keys of this center, <c>KEYID.pem</c> (PKCS #8), readable by the program's account only. They are not encrypted
/// with the keys in the database: a database that is restored from an old backup must not take the center's voice away.
/// </summary>
public sealed class PrivateKeys(string folder)
{
    public CenterPublicKey Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = CenterPublicKey.Of(key);
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(PathOf(made.Id), options);
        file.Write(key.ExportPkcs8PrivateKeyPem());
        return made;
    }

    public bool Has(string keyId) => File.Exists(PathOf(keyId));

    /// <exception cref="FileNotFoundException">The key is not in the data folder.</exception>
    public byte[] Sign(string keyId, ReadOnlySpan<byte> data)
    {
        using var key = Open(keyId);
        return key.SignData(data, HashAlgorithmName.SHA256);
    }

    /// <summary>Whether this center itself has signed something, with whatever key it ever had.</summary>
    public bool Verifies(string keyId, ReadOnlySpan<byte> data, byte[] signature)
    {
        using var key = Open(keyId);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256);
    }

    private ECDsa Open(string keyId)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(PathOf(keyId)));
        return key;
    }

    private string PathOf(string keyId) => keyId.Length == 32 && keyId.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(folder, keyId + ".pem")
        : throw new ArgumentException("Not the name of a key.", nameof(keyId));
}
