using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>
/// 更换密钥: a new key that the one in use signs. A province tells the nation before it uses it; provinces ask the nation when they
/// meet a key that they do not know. The old key is good for <see cref="KeyChain.Overlap"/> more, for bundles that are on their
/// way.
/// </summary>
public sealed class RotateKey(
    CenterBooks books, CenterKeys keys, PrivateKeys own, NationRequests nation,
    ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    /// <returns>The new key, and when the old one ends.</returns>
    /// <exception cref="RefusalException">There is no key yet, or the nation refuses the new one.</exception>
    /// <exception cref="LineDownException">The nation cannot be reached: the old key stays in use.</exception>
    public async Task<(string KeyId, DateTimeOffset OldEndsAt)> HandleAsync(CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        var here = identity.CenterCode;
        var current = await keys.CurrentAsync(here, cancel) ?? throw Refused.Conflict("no_center_key", "本中心还没有签名密钥，无从更换。");
        var made = own.Make();
        var endorsement = Convert.ToBase64String(own.Sign(current.KeyId, made.ToEndorse(here)));
        if (here != Channel.Nation)
            await AnnounceAsync(new KeyMessage(made.Text, current.KeyId, endorsement), cancel);
        return await work.CommitAsync(
            Caller.Center(identity.RootOrganizationId, identity.Tier),
            "replication.rotate_key",
            async c =>
            {
                var now = time.GetUtcNow();
                var row = new CenterKeyRow
                {
                    CenterCode = here, KeyId = made.Id, PublicKey = made.Text, ValidFrom = now,
                    EndorsedBy = current.KeyId, Endorsement = endorsement,
                };
                await books.EndKeysAsync(here, made.Id, now + KeyChain.Overlap, c);
                await books.AddKeyAsync(row, c);
                work.Audited(
                    new AuditLine(Entity.Center, CenterNumber.Of(here), Detail: new { before = current.KeyId, after = made.Id }));
                return (made.Id, now + KeyChain.Overlap);
            },
            cancel);
    }

    private async Task AnnounceAsync(KeyMessage key, CancellationToken cancel)
    {
        try
        {
            await nation.AnnounceAsync(key, cancel);
        }
        catch (CenterRefusedException refused)
        {
            throw Refused.Conflict(refused.Code, refused.Message);
        }
    }
}

/// <summary>Takes over new keys of another center that follow from the ones that are trusted.</summary>
public sealed class LearnKeys(CenterBooks books, ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    /// <param name="sender">The center whose keys they are.</param>
    /// <param name="address">Where the request came from; null when this center asked.</param>
    /// <returns>How many keys are new.</returns>
    public async Task<int> HandleAsync(string sender, IReadOnlyList<KeyMessage> told, string? address, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var trusted = (await books.KeysAsync(sender, cancel)).Where(key => key.IsValid(now));
        var found = KeyChain.Follow(sender, trusted, told, now);
        if (found.Count == 0)
            return 0;
        var identity = await center.GetAsync(cancel);
        return await work.CommitAsync(
            Caller.Center(identity.RootOrganizationId, identity.Tier) with { RemoteAddress = address },
            "replication.learn_key",
            async c =>
            {
                foreach (var key in found)
                {
                    await books.EndKeysAsync(sender, key.KeyId, now + KeyChain.Overlap, c);
                    await books.AddKeyAsync(key, c);
                    work.Audited(new AuditLine(Entity.Center, CenterNumber.Of(sender), Detail: new { before = key.EndorsedBy, after = key.KeyId }));
                }

                return found.Count;
            },
            cancel);
    }
}
