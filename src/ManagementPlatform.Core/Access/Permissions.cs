using System.Collections.Frozen;
using static ManagementPlatform.Core.Access.Role;
using static ManagementPlatform.Core.Access.Tier;

namespace ManagementPlatform.Core.Access;

/// <summary>The one table of who may do what. Scope (whose schools) is cut separately, in SQL.</summary>
public static class Permissions
{
    private static readonly Tier[] AllTiers = [Ministry, Province, City, County, School];
    private static readonly Tier[] Bureaus = [Province, City, County];
    private static readonly Tier[] BureausAndSchools = [Province, City, County, School];

    // docs/rules.md §7.4: the ministry sees no person rows; a school edits, its bureau decides.
    private static readonly FrozenDictionary<Permission, Grant[]> Table = new Dictionary<Permission, Grant[]>
    {
        [Permission.UseCenter] = [new(Enum.GetValues<Role>(), AllTiers)],
        [Permission.ViewReference] = [new(Enum.GetValues<Role>(), AllTiers)],
        [Permission.ManageReference] = [new([SecurityAdministrator], [Ministry, Province])],
        [Permission.ViewOrganization] = [new(Enum.GetValues<Role>(), AllTiers)],
        [Permission.ManageSchools] = [new([Registrar], Bureaus)],
        [Permission.ManageClasses] = [new([Registrar, Integration], BureausAndSchools)],
        [Permission.ManageStaff] = [new([Registrar, Integration], BureausAndSchools)],
        [Permission.ViewStaff] = [new([Registrar, Leader, Integration], BureausAndSchools)],
        [Permission.ManageConditions] = [new([Registrar, Integration], BureausAndSchools)],
        [Permission.ViewStudents] = [new([Registrar, Leader, Integration], BureausAndSchools)],
        [Permission.RegisterStudents] = [new([Registrar, Integration], [School])],
        [Permission.EditStudents] = [new([Registrar, Integration], [School])],
        [Permission.RevealNumbers] = [new([Registrar, Leader], BureausAndSchools)],
        [Permission.SubmitChanges] = [new([Registrar], [School])],

        // docs/rules.md §1.2: at the school the leader verifies what the registrar entered; at the bureau both may decide.
        [Permission.DecideChanges] = [new([Leader], [School]), new([Registrar, Leader], Bureaus)],
        [Permission.PromoteSchools] = [new([Registrar], BureausAndSchools)],

        // The ministry has one kind of case to decide: joint cases of two provinces that do not agree.
        [Permission.UseInbox] = [new([Registrar, Leader], AllTiers)],
        [Permission.ViewCases] = [new([Registrar, Leader], BureausAndSchools)],
        [Permission.StartCases] = [new([Registrar], BureausAndSchools)],
        [Permission.DecideCases] = [new([Leader], [School]), new([Registrar, Leader], [Ministry, .. Bureaus])],
        [Permission.ImportStudents] = [new([Registrar, Integration], BureausAndSchools)],
        [Permission.ExportStudents] = [new([Registrar, Leader, Integration], BureausAndSchools)],
        [Permission.ViewStatistics] = [new([Registrar, Leader, Analyst], AllTiers)],
        [Permission.ViewJobs] = [new([Registrar, Leader, SystemAdministrator, AuditAdministrator, Integration], AllTiers)],
        [Permission.ViewReplication] = [new([SystemAdministrator, SecurityAdministrator, AuditAdministrator], [Ministry, Province])],
        [Permission.SteerReplication] = [new([SystemAdministrator], [Ministry, Province])],
        [Permission.ManageUsers] = [new([SystemAdministrator], AllTiers)],
        [Permission.ViewAudit] = [new([AuditAdministrator], AllTiers)],
    }.ToFrozenDictionary();

    public static bool Allows(Permission permission, Tier tier, IReadOnlyCollection<Role> roles) =>
        Table[permission].Any(grant => grant.Tiers.Contains(tier) && roles.Any(grant.Roles.Contains));

    private sealed record Grant(Role[] Roles, Tier[] Tiers);
}
