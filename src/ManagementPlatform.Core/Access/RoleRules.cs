namespace ManagementPlatform.Core.Access;

/// <summary>Which roles an account may hold together, and where.</summary>
public static class RoleRules
{
    // GB/T 22239-2019 (等保三级): system, security and audit administration lie in different hands (三员分立).
    private static readonly Role[] Administrators = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator];

    /// <summary>Rules and code tables are not a school's; otherwise every tier has every role (办法(2025) Art. 5).</summary>
    public static IReadOnlyList<Role> AllowedAt(Tier tier) => tier == Tier.School
        ? [.. Enum.GetValues<Role>().Where(role => role != Role.SecurityAdministrator)]
        : Enum.GetValues<Role>();

    /// <returns>Everything that is wrong with the set; empty for a good one.</returns>
    public static IReadOnlyList<Problem> Check(IReadOnlyCollection<Role> roles, Tier tier, AccountKind kind)
    {
        const string Field = "roles";
        var problems = new List<Problem>();
        if (roles.Count == 0)
            problems.Add(new("role_required", "至少要有一个角色。", Field));
        foreach (var role in roles.Except(AllowedAt(tier)))
            problems.Add(new("role_not_at_tier", $"{RoleNames.Of(tier)}账号不能担任{RoleNames.Of(role)}。", Field));
        if (roles.Intersect(Administrators).Count() > 1)
            problems.Add(new("administrators_apart", "系统管理员、安全管理员、审计管理员须由不同的人担任（三员分立）。", Field));
        if (kind == AccountKind.System && roles.Any(role => role != Role.Integration))
            problems.Add(new("system_account_roles", "对接系统账号只能担任“对接系统”角色。", Field));
        if (kind == AccountKind.Person && roles.Contains(Role.Integration))
            problems.Add(new("integration_is_no_person", "“对接系统”角色只能授予对接系统账号。", Field));
        return problems;
    }
}
