using ManagementPlatform.Center.Api.Access;
using ManagementPlatform.Center.Api.Admissions;
using ManagementPlatform.Center.Api.Cases;
using ManagementPlatform.Center.Api.Corrections;
using ManagementPlatform.Center.Api.Enrollment;
using ManagementPlatform.Center.Api.Exports;
using ManagementPlatform.Center.Api.Imports;
using ManagementPlatform.Center.Api.Jobs;
using ManagementPlatform.Center.Api.Organization;
using ManagementPlatform.Center.Api.Organization.Conditions;
using ManagementPlatform.Center.Api.Organization.Staff;
using ManagementPlatform.Center.Api.Reference;
using ManagementPlatform.Center.Api.Replication;
using ManagementPlatform.Center.Api.RollChecks;
using ManagementPlatform.Center.Api.Statistics;
using ManagementPlatform.Center.Api.Students;
using ManagementPlatform.Center.Api.Transfers;

namespace ManagementPlatform.Center.Api;

/// <summary>Every route of the API, feature by feature.</summary>
internal static class ApiRoutes
{
    public const string BasePath = "/api/v1";

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(BasePath);
        api.MapAccess();
        api.MapStudents();
        api.MapEnrollment();
        api.MapCases();
        api.MapTransfers();
        api.MapPupilInquiries();
        api.MapArchiveCopies();
        api.MapAdmissions();
        api.MapCorrections();
        api.MapRollChecks();
        api.MapJobs();
        api.MapOrganization();
        api.MapConditions();
        api.MapStaff();
        api.MapImports();
        api.MapExports();
        api.MapReference();
        api.MapStatistics();
        api.MapReplication();
        api.MapReplicationStatus();
    }
}
