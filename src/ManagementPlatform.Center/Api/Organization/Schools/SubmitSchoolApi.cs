using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class SubmitSchoolApi
{
    private static readonly Operation Operation = new("school.submit", Permission.ManageSchools, "提交赋码申请")
    {
        Description = "已申请的学校转为待赋码。",
        Request = ApplyForSchoolApi.ExampleDecision,
        Response = SchoolContract.Example with { Code = null, Status = SchoolStatus.Pending, Version = 2 },
    };

    public static void MapSubmitSchool(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/submission", Operation, SubmitAsync);

    private static async Task<Versioned<SchoolContract>> SubmitAsync(
        long schoolId, SchoolDecision decision, ExpectedVersion version, Caller caller, SubmitSchool use,
        IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(schoolId, version.Value, decision, caller, cancel));
}
