namespace ManagementPlatform.Core.Access;

/// <summary>What a route or command demands. Which role at which tier holds it: <see cref="Permissions"/>.</summary>
public enum Permission
{
    /// <summary>Own profile and password; every account that has signed in.</summary>
    UseCenter,
    ViewReference,
    ManageReference,
    ViewOrganization,
    ManageSchools,
    ManageClasses,
    ManageStaff,
    ViewStaff,
    ManageConditions,
    ViewStudents,
    RegisterStudents,
    EditStudents,

    /// <summary>See identity and student numbers in clear, each time with a purpose that is written to the audit trail.</summary>
    RevealNumbers,
    SubmitChanges,

    /// <summary>Decide the step of a change that waits for one's own organization.</summary>
    DecideChanges,
    PromoteSchools,
    ImportStudents,
    ExportStudents,
    ViewStatistics,
    ViewJobs,
    ManageUsers,
    ViewAudit,
}
