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
    VerifyChanges,
    ApproveChanges,
    PromoteSchools,
    ImportStudents,
    ExportStudents,
    ViewStatistics,
    ViewJobs,
    ManageUsers,
    ViewAudit,
}
