using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class SplitSchoolApi
{
    private static readonly Operation Operation = new("school.split", Permission.ManageSchools, "学校分立")
    {
        Description = "把班级（连同在籍学生）和教职工划给已经设立并赋码的学校。`continues` 为 false 时原学校撤销，须划出全部班级。",
        Request = new SchoolSplitting(
            [new SplitPart(510_000_000_000_047, [510_000_000_000_301], [510_000_000_000_501])],
            true, ApplyForSchoolApi.ExampleDecision),
        Response = SchoolContract.Example,
    };

    public static void MapSplitSchool(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/split", Operation, SplitAsync);

    private static async Task<Versioned<SchoolContract>> SplitAsync(
        long schoolId, SchoolSplitting body, ExpectedVersion version, Caller caller, SplitSchool use,
        IMapper mapper, CancellationToken cancel)
    {
        var split = new SchoolSplit(schoolId, version.Value, body.Parts, body.Continues, body.Decision);
        return mapper.Answer(await use.HandleAsync(split, caller, cancel));
    }
}

/// <summary>What goes to which new school.</summary>
/// <param name="Continues">The school goes on with what is left.</param>
public sealed record SchoolSplitting(IReadOnlyList<SplitPart> Parts, bool Continues, SchoolDecision Decision);
