using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class MoveSchoolApi
{
    private static readonly Operation Operation = new("school.move", Permission.ManageSchools, "学校迁址")
    {
        Description = "迁到另一县级教育部门时填 countyId；原主管部门管不到新址的，由新的县级教育部门主管。",
        Request = new SchoolMoving(
            new SchoolMove("锦江区星河路2号", "610021", "510104002001", "111", 1_510_104), ApplyForSchoolApi.ExampleDecision),
        Response = SchoolContract.Example,
    };

    public static void MapMoveSchool(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/move", Operation, MoveAsync);

    private static async Task<Versioned<SchoolContract>> MoveAsync(
        long schoolId, SchoolMoving body, ExpectedVersion version, Caller caller, MoveSchool use,
        IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(schoolId, version.Value, body.Move, body.Decision, caller, cancel));
}

/// <summary>Where a school moves to.</summary>
public sealed record SchoolMoving(SchoolMove Move, SchoolDecision Decision);
