using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

internal static class PromoteSchoolApi
{
    private static readonly Operation Operation = new("enrollment.promote_school", Permission.PromoteSchools, "一所学校升级（转入新学年）")
    {
        Description = "在升级办理期内，毕业班须先办完毕业。已升级的学校再次调用不作更改。",
        Response = new PromotionAnswer(24),
    };

    public static void MapPromoteSchool(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/promotion", Operation, PromoteAsync);

    private static async Task<PromotionAnswer> PromoteAsync(
        long schoolId, Caller caller, PromoteSchool promote, CancellationToken cancel) =>
        new(await promote.HandleAsync(schoolId, caller, cancel));
}

/// <param name="Classes">How many classes moved; 0 when the school was promoted before.</param>
public sealed record PromotionAnswer(int Classes);
