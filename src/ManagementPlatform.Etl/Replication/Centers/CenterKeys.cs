using ManagementPlatform.Core;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>Keys of the data folder and of the books; see <see cref="ICenterKeys"/>.</summary>
public sealed class CenterKeys(CenterBooks books, PrivateKeys own, ICurrentCenter current, TimeProvider time) : ICenterKeys
{
    public async Task<CenterSignature> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        var key = await CurrentAsync((await current.GetAsync(cancel)).CenterCode, cancel)
            ?? throw Refused.Conflict(
                "no_center_key", "本中心没有可用的签名密钥：国家级数据中心请先运行 mp replication invite，省级请先（重新）接入 mp replication join。");
        return new CenterSignature(key.KeyId, own.Sign(key.KeyId, data.Span));
    }

    public async Task<bool> VerifyAsync(
        string center, CenterSignature signature, ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        if (signature.KeyId.Length != 32 || !signature.KeyId.All(char.IsAsciiHexDigitLower))
            return false;
        var isOwn = center == (await current.GetAsync(cancel)).CenterCode;
        if (isOwn && own.Has(signature.KeyId))
            return own.Verifies(signature.KeyId, data.Span, signature.Value);

        // Of its own bundles a center takes back those that it signed with an old key, too.
        var key = (await books.KeysAsync(center, cancel)).FirstOrDefault(k => k.KeyId == signature.KeyId);
        if (key is null || !(isOwn || (key.IsValid(time.GetUtcNow()) && await IsActiveAsync(center, cancel))))
            return false;
        return new CenterPublicKey(key.PublicKey).Verifies(data.Span, signature.Value);
    }

    /// <summary>The key with which this center signs; null when it has none.</summary>
    internal async Task<CenterKeyRow?> CurrentAsync(string here, CancellationToken cancel) =>
        (await books.KeysAsync(here, cancel)).FirstOrDefault(key => key.ValidTo is null && own.Has(key.KeyId));

    /// <summary>The key with which this center signs; it is made when there is none. Inside a unit of work.</summary>
    internal async Task<CenterKeyRow> CurrentOrNewAsync(string here, CancellationToken cancel)
    {
        if (await CurrentAsync(here, cancel) is { } key)
            return key;
        var now = time.GetUtcNow();
        var made = own.Make();
        var row = new CenterKeyRow { CenterCode = here, KeyId = made.Id, PublicKey = made.Text, ValidFrom = now };
        await books.EndKeysAsync(here, made.Id, now, cancel);
        await books.AddKeyAsync(row, cancel);
        return row;
    }

    private async Task<bool> IsActiveAsync(string center, CancellationToken cancel) =>
        (await books.FindAsync(center, cancel))?.State == KnownCenter.Active;
}
