using System.Security.Cryptography;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>A key for each center, made when first asked for; all of them are known to everybody.</summary>
/// <param name="folder">Where they lie, for other processes.</param>
internal sealed class KeyRing(string folder) : IDisposable
{
    private readonly Dictionary<string, ECDsa> _keys = [];

    public ICenterKeys Of(string center) => new CenterKeys(this, center);

    public void Dispose()
    {
        foreach (var key in _keys.Values)
            key.Dispose();
    }

    private ECDsa Key(string center)
    {
        lock (_keys)
            return _keys.TryGetValue(center, out var key) ? key : _keys[center] = Load(Path.Combine(folder, center + ".key"));
    }

    private static ECDsa Load(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
            key.ImportPkcs8PrivateKey(File.ReadAllBytes(path), out _);
        else
            File.WriteAllBytes(path, key.ExportPkcs8PrivateKey());
        return key;
    }

    private sealed class CenterKeys(KeyRing ring, string center) : ICenterKeys
    {
        public Task<CenterSignature> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancel) =>
            Task.FromResult(new CenterSignature("1", ring.Key(center).SignData(data.Span, HashAlgorithmName.SHA256)));

        public Task<bool> VerifyAsync(
            string sender, CenterSignature signature, ReadOnlyMemory<byte> data, CancellationToken cancel) =>
            Task.FromResult(ring.Key(sender).VerifyData(data.Span, signature.Value, HashAlgorithmName.SHA256));
    }
}
