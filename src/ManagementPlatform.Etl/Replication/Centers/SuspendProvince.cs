using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>
/// 停用、恢复省级数据中心: at the nation, when a key has fallen into wrong hands, until the province has joined with a new one.
/// </summary>
public sealed class SuspendProvince(CenterBooks books, ICurrentCenter center, IUnitOfWork work)
{
    /// <param name="province">Center code.</param>
    /// <exception cref="RefusalException">No such center has joined.</exception>
    public async Task<KnownCenter> HandleAsync(string province, bool isSuspended, CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        return await work.CommitAsync(
            Caller.Center(identity.RootOrganizationId, identity.Tier),
            isSuspended ? "replication.suspend" : "replication.readmit",
            async c =>
            {
                if (province == Channel.Nation || await books.FindAsync(province, c) is not { } known)
                    throw Refused.NotFound("已接入的省级数据中心");
                var state = isSuspended ? KnownCenter.Suspended : KnownCenter.Active;
                await books.SetStateAsync(province, state, c);
                work.Audited(
                    new AuditLine(Entity.Center, CenterNumber.Of(province), Detail: new { before = known.State, after = state }));
                return known with { State = state };
            },
            cancel);
    }
}
