using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class ChangeSchoolTypeApi
{
    private static readonly Operation Operation = new("school.change_type", Permission.ManageSchools, "变更办学类型")
    {
        Description = "类别不变的沿用标识码；类别改变的原码作废，重新赋码。",
        Request = new SchoolTypeChange("312", ApplyForSchoolApi.ExampleDecision),
        Response = SchoolContract.Example,
    };

    public static void MapChangeSchoolType(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/type", Operation, ChangeAsync);

    private static async Task<Versioned<SchoolContract>> ChangeAsync(
        long schoolId, SchoolTypeChange body, ExpectedVersion version, Caller caller, ChangeSchoolType use,
        IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(schoolId, version.Value, body.TypeCode, body.Decision, caller, cancel));
}

/// <summary>What a school is from now on.</summary>
public sealed record SchoolTypeChange(string TypeCode, SchoolDecision Decision);
