using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class RestoreSchoolApi
{
    private static readonly Operation Operation = new("school.restore", Permission.ManageSchools, "恢复学校")
    {
        Description = "恢复原标识码；原码已由合并后的学校沿用或类别改变的，重新赋码。",
        Request = ApplyForSchoolApi.ExampleDecision,
        Response = SchoolContract.Example,
    };

    public static void MapRestoreSchool(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/restoration", Operation, RestoreAsync);

    private static async Task<Versioned<SchoolContract>> RestoreAsync(
        long schoolId, SchoolDecision decision, ExpectedVersion version, Caller caller, RestoreSchool use,
        IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(schoolId, version.Value, decision, caller, cancel));
}
