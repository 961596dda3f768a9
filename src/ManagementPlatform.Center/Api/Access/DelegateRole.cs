using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Access;
using Microsoft.AspNetCore.Identity;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>Who stands in for whom, in which role and when.</summary>
/// <param name="ToUserName">User name of somebody of the same organization.</param>
/// <param name="UntilDay">The last day.</param>
/// <param name="FromUserName">Whose role it is, when an administrator sets it; otherwise one's own.</param>
public sealed record DelegationForm(
    Role Role, string ToUserName, DateOnly FromDay, DateOnly UntilDay, string? FromUserName = null);

/// <summary>
/// 委托代办: an officer for himself, or the administrator of his organization for him; and its end before the time.
/// </summary>
public sealed class DelegateRole(
    UserManager<User> users, UserStore store, UserQueries queries, DelegationStore delegations,
    Accounts accounts, IIdentifiers identifiers, IUnitOfWork work, TimeProvider time)
{
    /// <exception cref="RefusalException">
    /// One of the two is no account of the organization, the role is not his or not to be lent, or the period is wrong.
    /// </exception>
    public async Task<DelegationView> SetAsync(DelegationForm form, Caller caller, CancellationToken cancel)
    {
        var view = await work.CommitAsync(caller, "delegation.set", c => SetInsideAsync(form, caller, c), cancel);
        accounts.Forget(view.ToUserId);
        return view;
    }

    /// <exception cref="RefusalException">Neither one's own nor of one's accounts, or revoked already.</exception>
    public async Task RevokeAsync(long delegationId, Caller caller, CancellationToken cancel)
    {
        var delegateId = await work.CommitAsync(
            caller,
            "delegation.revoke",
            async c =>
            {
                var view = await delegations.FindAsync(delegationId, caller, c) ?? throw Refused.NotFound("委托");
                await delegations.RevokeAsync(delegationId, caller.UserId, time.GetUtcNow(), c);
                work.Audited(new AuditLine(Entity.User, view.ToUserId, Detail: new { delegationId, view.FromUserId, view.Role }));
                return view.ToUserId;
            },
            cancel);
        accounts.Forget(delegateId);
    }

    private async Task<DelegationView> SetInsideAsync(DelegationForm form, Caller caller, CancellationToken cancel)
    {
        var from = await OwnerAsync(form.FromUserName, caller, cancel);
        var to = await store.FindByNameAsync(users.NormalizeName(form.ToUserName) ?? "", cancel);
        if (to is null || to.OrganizationId != from.OrganizationId || to.UserId == from.UserId || !to.IsEnabled
            || to.Kind != AccountKinds.Person)
            throw Refused.Invalid("unknown_user", "本单位没有该账号，或该账号不能代办。", "toUserName");
        await DemandAsync(form, from, cancel);
        var delegation = new Delegation
        {
            DelegationId = identifiers.Next(),
            OrganizationId = from.OrganizationId,
            FromUserId = from.UserId,
            ToUserId = to.UserId,
            Role = DelegationStore.Text(form.Role),
            FromDay = form.FromDay,
            UntilDay = form.UntilDay,
            CreatedBy = caller.UserId,
            CreatedAt = time.GetUtcNow(),
            RowVersion = 1,
        };
        await delegations.AddAsync(delegation, cancel);
        work.Audited(new AuditLine(
            Entity.User, to.UserId, Detail: new { delegation.DelegationId, delegation.FromUserId, delegation.Role, delegation.FromDay, delegation.UntilDay }));
        return (await delegations.FindAsync(delegation.DelegationId, caller, cancel))!;
    }

    private async Task<User> OwnerAsync(string? userName, Caller caller, CancellationToken cancel)
    {
        if (userName is null)
            return await store.FindAsync(caller.UserId, cancel) ?? throw Refused.NotFound("账号");
        caller.Demand(Permission.ManageUsers);
        var owner = await store.FindByNameAsync(users.NormalizeName(userName) ?? "", cancel);
        return owner is not null && await queries.FindAsync(owner.UserId, caller.OrganizationId, cancel) is not null
            ? owner : throw Refused.NotFound("账号");
    }

    private async Task DemandAsync(DelegationForm form, User from, CancellationToken cancel)
    {
        var problems = DelegationRules.Check(form.Role, form.FromDay, form.UntilDay, BeijingTime.Today(time)).ToList();
        if (problems.Count == 0 && !(await store.RolesAsync(from.UserId, cancel)).Contains(form.Role))
            problems.Add(new Problem("not_his_role", $"委托人不是{RoleNames.Of(form.Role)}。", "role"));
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
    }
}
