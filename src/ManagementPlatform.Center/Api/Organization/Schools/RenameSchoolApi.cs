using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class RenameSchoolApi
{
    private static readonly Operation Operation = new("school.rename", Permission.ManageSchools, "学校更名")
    {
        Description = "标识码不变。",
        Request = new SchoolRenaming("成都市武侯区晨光小学", ApplyForSchoolApi.ExampleDecision),
        Response = SchoolContract.Example,
    };

    public static void MapRenameSchool(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/renaming", Operation, RenameAsync);

    private static async Task<Versioned<SchoolContract>> RenameAsync(
        long schoolId, SchoolRenaming body, ExpectedVersion version, Caller caller, RenameSchool use,
        IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(schoolId, version.Value, body.Name, body.Decision, caller, cancel));
}

/// <summary>A school's new name.</summary>
public sealed record SchoolRenaming(string Name, SchoolDecision Decision);
