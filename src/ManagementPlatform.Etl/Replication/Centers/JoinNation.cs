using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>
/// 接入国家级数据中心: in a province, with the token that the nation gave out. Doing it again after a lost answer goes on.
/// </summary>
public sealed class JoinNation(
    CenterBooks books, BatchBooks batches, CenterKeys keys, PrivateKeys own, CenterHttp http,
    ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    /// <returns>The nation, as it is known from now on.</returns>
    /// <exception cref="RefusalException">The token is not good, or the place is not the nation that gave it.</exception>
    /// <exception cref="LineDownException">The nation cannot be reached.</exception>
    public async Task<KnownCenter> HandleAsync(Uri nation, JoinToken token, CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        if (identity.CenterCode == Channel.Nation)
            throw Refused.Conflict("is_the_nation", "国家级数据中心不需要接入。");
        var address = http.Demand(nation);
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier);
        var mine = await work.CommitAsync(caller, "replication.make_key", c => OwnKeyAsync(identity.CenterCode, c), cancel);
        var answer = await AskAsync(address, token, identity.CenterCode, mine, cancel);
        return await work.CommitAsync(
            caller, "replication.join", c => EnterAsync(address, answer, token, identity.CenterCode, c), cancel);
    }

    private async Task<CenterKeyRow> OwnKeyAsync(string here, CancellationToken cancel)
    {
        var key = await keys.CurrentOrNewAsync(here, cancel);
        work.Audited(new AuditLine(Entity.Center, CenterNumber.Of(here), Detail: new { key = key.KeyId }));
        return key;
    }

    private async Task<JoinAnswer> AskAsync(
        Uri address, JoinToken token, string here, CenterKeyRow mine, CancellationToken cancel)
    {
        var key = new CenterPublicKey(mine.PublicKey);
        var endorsement = Convert.ToBase64String(own.Sign(mine.KeyId, key.ToEndorse(here)));
        var message = new JoinMessage(token.Secret, here, new KeyMessage(mine.PublicKey, mine.KeyId, endorsement));
        try
        {
            return await http.JoinAsync(address, message, cancel);
        }
        catch (CenterRefusedException refused)
        {
            throw Refused.Conflict(refused.Code, refused.Message);
        }
    }

    private async Task<KnownCenter> EnterAsync(
        Uri address, JoinAnswer answer, JoinToken token, string here, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var known = await books.FindAsync(Channel.Nation, cancel);
        var nation = new KnownCenter
        {
            CenterCode = Channel.Nation, Name = answer.Name, Address = address.ToString(), EnrolledAt = known?.EnrolledAt ?? now,
        };
        await books.RememberAsync(nation, known is null, cancel);
        var trusted = Trusted(answer, token, now);
        if ((await books.KeysAsync(Channel.Nation, cancel)).All(key => key.KeyId != token.NationKeyId))
            await books.EndKeysAsync(Channel.Nation, token.NationKeyId, now, cancel); // it has begun anew
        await AddNewAsync(Channel.Nation, trusted, cancel);
        await AddNewAsync(here, Earlier(answer, here, now), cancel);
        await ChannelPair.OpenAsync(batches, Channel.Up(here), cancel);
        work.Audited(new AuditLine(Entity.Center, 0, Detail: new { address = nation.Address, key = token.NationKeyId }));
        return nation;
    }

    // The token names the key; what else the nation has must follow from that one.
    private static IReadOnlyList<CenterKeyRow> Trusted(JoinAnswer answer, JoinToken token, DateTimeOffset now)
    {
        var named = answer.Keys.Select(k => CenterPublicKey.TryParse(k.PublicKey, out var key) ? key : null)
            .FirstOrDefault(k => k?.Id == token.NationKeyId);
        if (answer.Center != Channel.Nation || named is null)
            throw Refused.Conflict("wrong_nation", "对方出示的密钥不是发出该令牌的国家级数据中心的，已停止接入；请核对地址和令牌。");
        var first = new CenterKeyRow { CenterCode = Channel.Nation, KeyId = named.Id, PublicKey = named.Text, ValidFrom = now };
        return [first, .. KeyChain.Follow(Channel.Nation, [first], [.. answer.Keys], now)];
    }

    private static IEnumerable<CenterKeyRow> Earlier(JoinAnswer answer, string here, DateTimeOffset now) =>
        from message in answer.Earlier
        let key = CenterPublicKey.TryParse(message.PublicKey, out var parsed) ? parsed : null
        where key is not null
        select new CenterKeyRow { CenterCode = here, KeyId = key.Id, PublicKey = key.Text, ValidFrom = now, ValidTo = now };

    private async Task AddNewAsync(string center, IEnumerable<CenterKeyRow> rows, CancellationToken cancel)
    {
        var there = (await books.KeysAsync(center, cancel)).Select(key => key.KeyId).ToHashSet();
        foreach (var row in rows.Where(row => !there.Contains(row.KeyId)))
            await books.AddKeyAsync(row, cancel);
    }
}
