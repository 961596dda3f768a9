namespace ManagementPlatform.Core.Access;

/// <summary>Who asks: a person or program that belongs to one organization and holds roles there.</summary>
/// <param name="UserId">0 for the center itself (a scheduled job, the operator's command line).</param>
/// <param name="OrganizationId">Reads and writes are cut to the schools that this organization sees.</param>
/// <param name="RemoteAddress">For the audit trail; null when there is none.</param>
public sealed record Caller(
    long UserId,
    string UserName,
    long OrganizationId,
    Tier Tier,
    IReadOnlyCollection<Role> Roles,
    string? RemoteAddress = null)
{
    public bool Has(Permission permission) => UserId == 0 || Permissions.Allows(permission, Tier, Roles);

    /// <summary>Throws a refusal unless the caller holds the permission; the rule for doors that are not HTTP routes.</summary>
    public void Demand(Permission permission)
    {
        if (!Has(permission))
            throw Refused.Forbidden("forbidden", "您的角色没有该操作权限。");
    }

    /// <summary>The center acting by itself, seeing what the given root organization sees.</summary>
    public static Caller Center(long rootOrganizationId, Tier tier) => new(0, "center", rootOrganizationId, tier, []);
}
