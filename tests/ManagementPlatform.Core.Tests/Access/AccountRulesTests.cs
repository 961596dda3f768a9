using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Tests.Access;

[TestClass]
public sealed class AccountRulesTests
{
    [TestMethod]
    [DataRow("Ab3xyz90", "")]
    [DataRow("ab3-xyz9", "")]
    [DataRow("Ab3xyz9", "password_length")]
    [DataRow("abcdefg9", "password_classes")]
    [DataRow("ABCDEFGH", "password_classes")]
    [DataRow("Wangmin-2026", "password_user_name")]
    [DataRow("abc", "password_length,password_classes")]
    public void A_password_needs_eight_characters_of_three_kinds_and_no_name(string password, string codes) =>
        Assert.AreEqual(codes, string.Join(',', PasswordRules.Check(password, "wangmin", "password").Select(p => p.Code)));

    [TestMethod]
    [DataRow(Tier.County, AccountKind.Person, "Registrar,Leader", "")]
    [DataRow(Tier.School, AccountKind.System, "Integration", "")]
    [DataRow(Tier.County, AccountKind.Person, "SystemAdministrator,AuditAdministrator", "administrators_apart")]
    [DataRow(Tier.Province, AccountKind.Person, "SecurityAdministrator,AuditAdministrator", "administrators_apart")]
    [DataRow(Tier.Province, AccountKind.Person, "SystemAdministrator,SecurityAdministrator", "administrators_apart")]
    [DataRow(Tier.School, AccountKind.Person, "SecurityAdministrator", "role_not_at_tier")]
    [DataRow(Tier.School, AccountKind.Person, "Integration", "integration_is_no_person")]
    [DataRow(Tier.School, AccountKind.System, "Registrar", "system_account_roles")]
    [DataRow(Tier.School, AccountKind.Person, "", "role_required")]
    public void Roles_are_kept_apart(Tier tier, AccountKind kind, string roles, string codes)
    {
        var set = roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>).ToArray();
        Assert.AreEqual(codes, string.Join(',', RoleRules.Check(set, tier, kind).Select(p => p.Code)));
    }
}
