namespace ManagementPlatform.Core.Access;

/// <summary>
/// What a person or program does at its organization. 办法(2025) Art. 5 and the system's practice name the first two at every node;
/// the three administrators are kept apart as GB/T 22239-2019 (等保三级) asks (三员分立).
/// </summary>
public enum Role
{
    /// <summary>学籍管理员: enters and starts.</summary>
    Registrar,

    /// <summary>学籍主管领导: verifies what the registrar entered.</summary>
    Leader,

    /// <summary>统计分析员: statistics, no person rows.</summary>
    Analyst,

    /// <summary>系统管理员: accounts and jobs of the organization and those below.</summary>
    SystemAdministrator,

    /// <summary>安全管理员: rules, code tables, security settings.</summary>
    SecurityAdministrator,

    /// <summary>审计管理员: reads and verifies the audit trail.</summary>
    AuditAdministrator,

    /// <summary>对接系统: a school's or bureau's own program.</summary>
    Integration,
}

/// <summary>The five levels of use (五级应用).</summary>
public enum Tier
{
    Ministry,
    Province,
    City,
    County,
    School,
}
