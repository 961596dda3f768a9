using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class MergeSchoolsApi
{
    private static readonly Operation Operation = new("school.merge", Permission.ManageSchools, "学校合并")
    {
        Description = "被并入学校的班级、在籍学生、教职工和教学点转入合并后的学校，学生保留学籍历史。`keepCode` 为沿用的标识码，省略则重新赋码。"
            + "If-Match 为合并后学校的版本。有在办学籍业务时不能合并。",
        Request = new SchoolMerging(
            [new MergedSchool(510_000_000_000_046, 5)], "2151000045", ApplyForSchoolApi.ExampleDecision, "成都市武侯区晨光小学", null),
        Response = SchoolContract.Example,
    };

    public static void MapMergeSchools(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/merger", Operation, MergeAsync);

    private static async Task<Versioned<SchoolContract>> MergeAsync(
        long schoolId, SchoolMerging body, ExpectedVersion version, Caller caller, MergeSchools use,
        IMapper mapper, CancellationToken cancel)
    {
        var merger = new SchoolMerger(
            schoolId, version.Value, body.Merged, body.KeepCode, body.Decision, body.Name, body.TypeCode);
        return mapper.Answer(await use.HandleAsync(merger, caller, cancel));
    }
}

/// <summary>The schools that end in another one.</summary>
/// <param name="Merged">Each with the version that the caller read.</param>
/// <param name="KeepCode">The code that stays: one of theirs or the successor's own; absent for a new one.</param>
public sealed record SchoolMerging(
    IReadOnlyList<MergedSchool> Merged, string? KeepCode, SchoolDecision Decision, string? Name = null, string? TypeCode = null);
