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
    private static readonly FrozenDictionary<Permission, (Role[] Roles, Tier[] Tiers)> Table =
        new Dictionary<Permission, (Role[], Tier[])>
        {
            [Permission.UseCenter] = (Enum.GetValues<Role>(), AllTiers),
            [Permission.ViewReference] = (Enum.GetValues<Role>(), AllTiers),
            [Permission.ManageReference] = ([SecurityAdministrator], [Ministry, Province]),
            [Permission.ViewOrganization] = (Enum.GetValues<Role>(), AllTiers),
            [Permission.ManageSchools] = ([Registrar], Bureaus),
            [Permission.ManageClasses] = ([Registrar, Integration], BureausAndSchools),
            [Permission.ManageStaff] = ([Registrar, Integration], BureausAndSchools),
            [Permission.ViewStaff] = ([Registrar, Leader, Integration], BureausAndSchools),
            [Permission.ManageConditions] = ([Registrar, Integration], BureausAndSchools),
            [Permission.ViewStudents] = ([Registrar, Leader, Integration], BureausAndSchools),
            [Permission.RegisterStudents] = ([Registrar, Integration], [School]),
            [Permission.EditStudents] = ([Registrar, Integration], [School]),
            [Permission.RevealNumbers] = ([Registrar, Leader], BureausAndSchools),
            [Permission.SubmitChanges] = ([Registrar], [School]),
            [Permission.VerifyChanges] = ([Leader], [School]),
            [Permission.ApproveChanges] = ([Registrar, Leader], Bureaus),
            [Permission.PromoteSchools] = ([Registrar], BureausAndSchools),
            [Permission.ImportStudents] = ([Registrar, Integration], BureausAndSchools),
            [Permission.ExportStudents] = ([Registrar, Leader, Integration], BureausAndSchools),
            [Permission.ViewStatistics] = ([Registrar, Leader, Analyst], AllTiers),
            [Permission.ViewJobs] = ([Registrar, Leader, SystemAdministrator, Integration], AllTiers),
            [Permission.ManageUsers] = ([SystemAdministrator], AllTiers),
            [Permission.ViewAudit] = ([AuditAdministrator], AllTiers),
        }.ToFrozenDictionary();

    public static bool Allows(Permission permission, Tier tier, IReadOnlyCollection<Role> roles)
    {
        var (holders, tiers) = Table[permission];
        return tiers.Contains(tier) && roles.Any(holders.Contains);
    }
}
