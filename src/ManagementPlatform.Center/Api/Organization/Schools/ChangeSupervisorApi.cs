using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class ChangeSupervisorApi
{
    private static readonly Operation Operation = new("school.change_supervisor", Permission.ManageSchools, "变更学籍主管部门")
    {
        Description = "可为学校所在的县级、市级或省级教育部门。",
        Request = new SupervisorChange(1_510_100, ApplyForSchoolApi.ExampleDecision),
        Response = SchoolContract.Example,
    };

    public static void MapChangeSupervisor(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/supervisor", Operation, ChangeAsync);

    private static async Task<Versioned<SchoolContract>> ChangeAsync(
        long schoolId, SupervisorChange body, ExpectedVersion version, Caller caller, ChangeSupervisor use,
        IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(schoolId, version.Value, body.SupervisingId, body.Decision, caller, cancel));
}

/// <summary>The bureau that supervises a school from now on.</summary>
public sealed record SupervisorChange(long SupervisingId, SchoolDecision Decision);
