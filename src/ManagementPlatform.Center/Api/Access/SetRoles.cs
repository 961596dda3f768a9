using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

public sealed record RolesForm(IReadOnlyList<Role> Roles);

/// <summary>授权: the roles of an account, all at once.</summary>
public sealed class SetRoles(ManagedUsers managed, UserStore store)
{
    public Task<UserView> HandleAsync(
        long userId, RolesForm form, int expectedVersion, Caller caller, CancellationToken cancel) =>
        managed.ChangeAsync(
            userId,
            expectedVersion,
            "user.set_roles",
            caller,
            async (user, view, c) =>
            {
                var kind = user.Kind == AccountKinds.System ? AccountKind.System : AccountKind.Person;
                var problems = RoleRules.Check(form.Roles, OrganizationNode.TierOf(view.Tier), kind);
                if (problems.Count > 0)
                    throw Refused.Invalid(problems);
                await store.SetRolesAsync(userId, form.Roles.Distinct(), c);
                await store.UpdateAsync(user, c);
                return new { before = CreateUser.RoleTexts(view.Roles), after = CreateUser.RoleTexts(form.Roles) };
            },
            cancel);
}

internal static class SetRolesApi
{
    private static readonly Operation Operation = new("user.set_roles", Permission.ManageUsers, "设置账号的角色")
    {
        Description = "系统管理员、安全管理员、审计管理员三者不得兼任；不能修改自己的角色。",
        Request = new RolesForm([Role.Registrar]),
        Response = UserContract.Example,
    };

    private static readonly Operation Catalogue = new("role.list", Permission.UseCenter, "角色目录")
    {
        IsPublicData = true,
        Response = new[] { new RoleContract(Role.Registrar, "学籍管理员", [Tier.County, Tier.School]) },
    };

    public static void MapSetRoles(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Put, "/users/{userId:long}/roles", Operation, SetAsync);
        api.MapSecured(HttpMethod.Get, "/roles", Catalogue, () => Enum.GetValues<Role>().Select(role => new RoleContract(
            role, RoleNames.Of(role), [.. Enum.GetValues<Tier>().Where(tier => RoleRules.AllowedAt(tier).Contains(role))])));
    }

    private static async Task<Versioned<UserContract>> SetAsync(
        long userId, RolesForm form, ExpectedVersion version, Caller caller, SetRoles set, CancellationToken cancel)
    {
        var user = await set.HandleAsync(userId, form, version.Value, caller, cancel);
        return Answer.Versioned(UserContract.Of(user), user.RowVersion);
    }
}

/// <summary>A role and the tiers where it can be held.</summary>
public sealed record RoleContract(Role Role, string Name, IReadOnlyList<Tier> Tiers);
