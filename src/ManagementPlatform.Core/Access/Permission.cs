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

    /// <summary>See what waits for one's own organization, and decide it as far as the node allows.</summary>
    UseInbox,

    /// <summary>See the cases that one's own organization or a school below is a party of.</summary>
    ViewCases,

    /// <summary>Submit, withdraw and complete cases (转学、关键信息变更、问题学籍) and do at one's own school what no leader decides.</summary>
    StartCases,

    /// <summary>Decide the step of a case that waits for one's own organization.</summary>
    DecideCases,
    ImportStudents,
    ExportStudents,
    ViewStatistics,
    ViewJobs,

    /// <summary>See how the exchange with other centers fares, and the history of scheduled work.</summary>
    ViewReplication,

    /// <summary>Stop, resume and retry a channel, let a mass change pass, retry or discard what was set aside.</summary>
    SteerReplication,
    ManageUsers,
    ViewAudit,
}
