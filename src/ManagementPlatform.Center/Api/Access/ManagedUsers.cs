using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>
/// Changes to an account by its administrator: one of the same organization or of one above. Nobody administers their own
/// account.
/// </summary>
public sealed class ManagedUsers(UserQueries queries, UserStore store, Accounts accounts, IUnitOfWork work)
{
    /// <summary>Runs one change as a unit of work and returns the account as it is then.</summary>
    /// <param name="expectedVersion">What the administrator read; null for acts that do not depend on it.</param>
    /// <param name="change">Changes the rows; returns the detail for the audit trail.</param>
    public async Task<UserView> ChangeAsync(
        long userId,
        int? expectedVersion,
        string action,
        Caller caller,
        Func<User, UserView, CancellationToken, Task<object?>> change,
        CancellationToken cancel)
    {
        caller.Demand(Permission.ManageUsers);
        var changed = await work.CommitAsync(
            caller,
            action,
            async c =>
            {
                var view = await FindAsync(userId, caller, c);
                if (expectedVersion is { } expected && expected != view.RowVersion)
                    throw Refused.Stale();
                var user = (await store.FindAsync(userId, c))!;
                work.Audited(new AuditLine(Entity.User, userId, Detail: await change(user, view, c)));
                work.Changed(Entity.User, userId, user.RowVersion);
                return await FindAsync(userId, caller, c);
            },
            cancel);
        accounts.Forget(userId);
        return changed;
    }

    private async Task<UserView> FindAsync(long userId, Caller caller, CancellationToken cancel)
    {
        var view = await queries.FindAsync(userId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("账号");
        return view.UserId != caller.UserId ? view
            : throw Refused.Forbidden("own_account", "不能管理自己的账号，请由其他系统管理员操作。");
    }
}
