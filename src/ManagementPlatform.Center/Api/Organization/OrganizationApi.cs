using ManagementPlatform.Center.Api.Organization.Classes;
using ManagementPlatform.Center.Api.Organization.Schools;

namespace ManagementPlatform.Center.Api.Organization;

/// <summary>机构: the tree of bureaus and schools, what happens to schools, their classes.</summary>
internal static class OrganizationApi
{
    public static void MapOrganization(this IEndpointRouteBuilder routes)
    {
        var tree = routes.MapGroup("").WithTags("机构");
        tree.MapListOrganizations();
        tree.MapReadOrganization();
        MapSchools(routes.MapGroup("").WithTags("学校"));
        MapClasses(routes.MapGroup("").WithTags("班级"));
    }

    private static void MapSchools(IEndpointRouteBuilder api)
    {
        api.MapListSchools();
        api.MapReadSchool();
        api.MapReadSchoolHistory();
        api.MapApplyForSchool();
        api.MapSubmitSchool();
        api.MapIssueSchoolCode();
        api.MapEditSchool();
        api.MapRenameSchool();
        api.MapMoveSchool();
        api.MapChangeSupervisor();
        api.MapChangeSchoolType();
        api.MapMergeSchools();
        api.MapSplitSchool();
        api.MapCloseSchool();
        api.MapRestoreSchool();
        api.MapSubUnits();
    }

    private static void MapClasses(IEndpointRouteBuilder api)
    {
        api.MapListClasses();
        api.MapReadClass();
        api.MapFormClass();
        api.MapEditClass();
        api.MapDissolveClass();
    }
}
