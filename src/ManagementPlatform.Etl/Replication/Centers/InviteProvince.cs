using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>邀请接入: at the nation, makes the token with which a province joins, or joins again after it has lost its key.</summary>
public sealed class InviteProvince(CenterBooks books, CenterKeys keys, ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    /// <param name="province">Center code, two digits.</param>
    /// <returns>The token, which is stored nowhere, and when it ends.</returns>
    /// <exception cref="RefusalException">This is not the nation, or there is no such province.</exception>
    public async Task<(JoinToken Token, DateTimeOffset ExpiresAt)> HandleAsync(string province, CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        if (identity.CenterCode != Channel.Nation)
            throw Refused.Conflict("not_the_nation", "只有国家级数据中心可以邀请省级数据中心接入。");
        if (province == Channel.Nation || await books.NameAsync(province, cancel) is not { } name)
            throw Refused.Invalid("region_without_center", $"“{province}”不设数据中心；请填两位省级代码，如 51（兵团 66）。", "province");
        return await work.CommitAsync(
            Caller.Center(identity.RootOrganizationId, identity.Tier),
            "replication.invite",
            async c =>
            {
                var token = JoinToken.New((await keys.CurrentOrNewAsync(identity.CenterCode, c)).KeyId);
                var now = time.GetUtcNow();
                var row = new InvitationRow
                {
                    TokenHash = token.Hash, CenterCode = province, CreatedAt = now,
                    CreatedBy = "center", ExpiresAt = now + JoinToken.Lifetime,
                };
                await books.AddInvitationAsync(row, c);
                work.Audited(
                    new AuditLine(Entity.Center, CenterNumber.Of(province), Detail: new { province, name, row.ExpiresAt }));
                return (token, row.ExpiresAt);
            },
            cancel);
    }
}

/// <summary>A center in the audit trail.</summary>
internal static class CenterNumber
{
    public static long Of(string center) => long.Parse(center, System.Globalization.CultureInfo.InvariantCulture);
}
