using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>准予接入: at the nation, lets in a province that has a token, and opens its channels.</summary>
public sealed class AdmitProvince(
    CenterBooks books, BatchBooks batches, ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    /// <param name="address">Where the request came from.</param>
    /// <exception cref="RefusalException">The token is unknown, used, expired or another province's; the key is none.</exception>
    public async Task<JoinAnswer> HandleAsync(JoinMessage message, string? address, CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        if (identity.CenterCode != Channel.Nation)
            throw Refused.Conflict("not_the_nation", "该地址不是国家级数据中心，不能接入。");
        var key = Proven(message);
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier) with { RemoteAddress = address };
        return await work.CommitAsync(caller, "replication.admit", c => InsideAsync(message, key, identity, c), cancel);
    }

    private async Task<JoinAnswer> InsideAsync(
        JoinMessage message, CenterPublicKey key, CenterIdentity identity, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var province = message.Center;
        work.Audited(new AuditLine(Entity.Center, CenterNumber.Of(province), Detail: new { province, key = key.Id }));
        var hash = JoinToken.HashOf(message.Token);
        var invitation = Accepted(await books.FindInvitationAsync(hash, cancel), province, key, now);
        var earlier = await books.KeysAsync(province, cancel);

        // An answer that was lost on its way is given again.
        if (invitation.UsedAt is null)
        {
            await books.UseInvitationAsync(hash, key.Id, now, cancel);
            await EnterAsync(province, key, now, cancel);
        }

        var own = await books.KeysAsync(identity.CenterCode, cancel);
        return new JoinAnswer(
            identity.CenterCode, identity.Name, [.. own.Where(k => k.IsValid(now)).Select(KeyMessage.Of)],
            [.. earlier.Where(k => k.KeyId != key.Id).Select(KeyMessage.Of)]);
    }

    private async Task EnterAsync(string province, CenterPublicKey key, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await books.FindAsync(province, cancel);
        var name = await books.NameAsync(province, cancel) ?? province;
        await books.RememberAsync(
            new KnownCenter { CenterCode = province, Name = name, EnrolledAt = known?.EnrolledAt ?? now }, known is null, cancel);
        await books.EndKeysAsync(province, key.Id, now, cancel);
        if ((await books.KeysAsync(province, cancel)).All(k => k.KeyId != key.Id))
            await books.AddKeyAsync(
                new CenterKeyRow { CenterCode = province, KeyId = key.Id, PublicKey = key.Text, ValidFrom = now }, cancel);
        await ChannelPair.OpenAsync(batches, Channel.Down(province), cancel);
    }

    private static InvitationRow Accepted(InvitationRow? invitation, string province, CenterPublicKey key, DateTimeOffset now)
    {
        if (invitation is null)
            throw Refused.Invalid("token_unknown", "接入令牌无效，请核对或向国家级数据中心重新申请。", "token");
        if (invitation.CenterCode != province)
            throw Refused.Conflict("token_of_another", $"该接入令牌是发给 {invitation.CenterCode} 的，不能用于 {province}。");
        if (invitation.UsedAt is not null && invitation.UsedByKey != key.Id)
            throw Refused.Conflict("token_used", "该接入令牌已经用过，请向国家级数据中心重新申请。");
        if (now >= invitation.ExpiresAt)
            throw Refused.Conflict("token_expired", "该接入令牌已过期，请向国家级数据中心重新申请。");
        return invitation;
    }

    private static CenterPublicKey Proven(JoinMessage message)
    {
        if (message.Center.Length != 2 || !message.Center.All(char.IsAsciiDigit))
            throw Refused.Invalid("center_code", "数据中心代码应为两位数字。", "center");
        if (!CenterPublicKey.TryParse(message.Key.PublicKey, out var key)
            || !KeyChain.IsEndorsed(message.Center, key, key, message.Key.Endorsement))
            throw Refused.Invalid("bad_key", "公钥无效，或其自签名不符。", "key");
        return key;
    }
}

/// <summary>Opens both channels of a province at one end.</summary>
internal static class ChannelPair
{
    /// <param name="own">The one that this end sends; it begins with a snapshot.</param>
    public static async Task OpenAsync(BatchBooks books, Channel own, CancellationToken cancel)
    {
        var there = (await books.ChannelsAsync(cancel)).Select(row => row.Channel).ToHashSet();
        if (!there.Contains(own.ToString()))
            await books.OpenAsync(own, withSnapshot: true, cancel);
        if (!there.Contains(own.Back.ToString()))
            await books.OpenAsync(own.Back, withSnapshot: false, cancel);
    }
}
