using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class IssueSchoolCodeApi
{
    private static readonly Operation Operation = new("school.issue_code", Permission.ManageSchools, "赋予学校标识码")
    {
        Description = "限省级教育部门；待赋码的学校得到标识码并启用。",
        Request = ApplyForSchoolApi.ExampleDecision,
        Response = SchoolContract.Example,
    };

    public static void MapIssueSchoolCode(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/code", Operation, IssueAsync);

    private static async Task<Versioned<SchoolContract>> IssueAsync(
        long schoolId, SchoolDecision decision, ExpectedVersion version, Caller caller, IssueSchoolCode use,
        IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(schoolId, version.Value, decision, caller, cancel));
}
