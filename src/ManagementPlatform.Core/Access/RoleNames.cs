namespace ManagementPlatform.Core.Access;

/// <summary>Roles and tiers in the words of the people who hold them.</summary>
public static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.Registrar => "学籍管理员",
        Role.Leader => "学籍主管领导",
        Role.Analyst => "统计分析员",
        Role.SystemAdministrator => "系统管理员",
        Role.SecurityAdministrator => "安全管理员",
        Role.AuditAdministrator => "审计管理员",
        Role.Integration => "对接系统",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static string Of(Tier tier) => tier switch
    {
        Tier.Ministry => "教育部",
        Tier.Province => "省级",
        Tier.City => "市级",
        Tier.County => "县级",
        Tier.School => "学校",
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };
}
