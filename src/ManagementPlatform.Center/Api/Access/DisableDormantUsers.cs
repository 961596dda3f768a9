using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>
/// 停用长期不用的账号: GB/T 22239-2019 (等保三级) 访问控制 wants unused accounts removed or disabled. An administrator can enable them again.
/// </summary>
public sealed class DisableDormantUsers(
    UserStore store, NewPassword passwords, Accounts accounts, AccessSettings settings,
    ICurrentCenter center, IUnitOfWork work, WorkReport report, TimeProvider time)
    : IScheduledWork
{
    private const int Batch = 200;

    public string Name => "disable_dormant_users";

    public async Task RunAsync(CancellationToken cancel)
    {
        if (settings.DormantDays <= 0)
            return;
        var identity = await center.GetAsync(cancel);
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier);
        var before = time.GetUtcNow().AddDays(-settings.DormantDays);
        long after = 0;
        for (IReadOnlyList<long> found; (found = await store.DormantAsync(before, after, Batch, cancel)).Count > 0; after = found[^1])
        {
            foreach (var userId in found)
                await DisableAsync(userId, caller, cancel);
            report.Did(found.Count);
        }
    }

    private async Task DisableAsync(long userId, Caller caller, CancellationToken cancel)
    {
        await work.CommitAsync(
            caller,
            "user.disable_dormant",
            async c =>
            {
                var user = (await store.FindAsync(userId, c))!;
                user.IsEnabled = false;
                await passwords.StampAsync(user);
                work.Changed(Entity.User, userId, user.RowVersion);
                work.Audited(new AuditLine(Entity.User, userId, Reason: "dormant"));
                return true;
            },
            cancel);
        accounts.Forget(userId);
    }
}
