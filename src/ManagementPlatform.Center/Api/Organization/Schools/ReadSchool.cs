using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class ReadSchool
{
    private static readonly Operation Operation = new("school.read", Permission.ViewOrganization, "查看一所学校")
    {
        Response = SchoolContract.Example,
    };

    public static void MapReadSchool(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/schools/{schoolId:long}", Operation, ReadAsync);

    private static async Task<Versioned<SchoolContract>> ReadAsync(
        long schoolId, Caller caller, ISchoolStore schools, IMapper mapper, CancellationToken cancel)
    {
        var school = await schools.FindAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        return mapper.Answer(school);
    }

    /// <summary>The school with its version, as every decision answers.</summary>
    public static Versioned<SchoolContract> Answer(this IMapper mapper, RegisteredSchool school) =>
        Conventions.Answer.Versioned(mapper.Map<SchoolContract>(school), school.Version);
}
