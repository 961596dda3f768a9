using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class CloseSchoolApi
{
    private static readonly Operation Operation = new("school.close", Permission.ManageSchools, "撤销学校")
    {
        Description = "有在籍学生时不能撤销；标识码作废，不再分配。未赋码的申请也以此撤回。",
        Request = ApplyForSchoolApi.ExampleDecision,
        Response = SchoolContract.Example with { Code = null, Status = SchoolStatus.Closed },
    };

    public static void MapCloseSchool(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/closure", Operation, CloseAsync);

    private static async Task<Versioned<SchoolContract>> CloseAsync(
        long schoolId, SchoolDecision decision, ExpectedVersion version, Caller caller, CloseSchool use,
        IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(schoolId, version.Value, decision, caller, cancel));
}
