using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class ApplyForSchoolApi
{
    private static readonly Operation Operation = new("school.apply", Permission.ManageSchools, "申请设立学校")
    {
        Description = "选项可填代码或名称；`supervisingId` 省略时由县级教育部门主管。之后提交赋码申请。",
        Request = new SchoolApplication(
            new SchoolForm
            {
                Name = SchoolContract.Example.Name,
                TypeCode = "小学",
                OrganizerCode = "县级教育部门",
                CountyId = 1_510_107,
                LocationCode = "510107001001",
                UrbanRuralCode = "111",
                Contact = SchoolContract.ExampleContact,
            },
            ExampleDecision),
        Response = SchoolContract.Example with { Code = null, Status = SchoolStatus.Applied, Version = 1 },
    };

    /// <summary>For the documentation of every decision.</summary>
    public static SchoolDecision ExampleDecision => new(new DateOnly(2026, 9, 1), "武教〔2026〕12号");

    public static void MapApplyForSchool(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools", Operation, ApplyAsync);

    private static async Task<Created<SchoolContract>> ApplyAsync(
        SchoolApplication application, Caller caller, ApplyForSchool apply, IMapper mapper, CancellationToken cancel)
    {
        var school = await apply.HandleAsync(application.School, application.Decision, caller, cancel);
        return Answer.Created($"/schools/{school.Id}", mapper.Map<SchoolContract>(school), school.Version);
    }
}

/// <summary>A school to found and the decision that founds it.</summary>
public sealed record SchoolApplication(SchoolForm School, SchoolDecision Decision);
