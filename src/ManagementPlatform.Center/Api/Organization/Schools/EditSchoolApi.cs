using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class EditSchoolApi
{
    private static readonly Operation Operation = new("school.edit", Permission.ManageSchools, "维护学校信息")
    {
        Description = "提交全部联系信息；更名、迁址、变更主管部门和办学类型另有接口。举办者、城乡分类、学制省略时不变。",
        Request = new SchoolEdit(SchoolContract.ExampleContact),
        Response = SchoolContract.Example with { Version = 4 },
    };

    public static void MapEditSchool(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Put, "/schools/{schoolId:long}", Operation, EditAsync);

    private static async Task<Versioned<SchoolContract>> EditAsync(
        long schoolId, SchoolEdit edit, ExpectedVersion version, Caller caller, EditSchool use,
        IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(schoolId, version.Value, edit, caller, cancel));
}
