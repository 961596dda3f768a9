using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Classes;

internal static class FormClassApi
{
    private static readonly Operation Operation = new("class.form", Permission.ManageClasses, "建班")
    {
        Description = "年级由学段、入学年份和学校当前学年得出。班号省略时取下一个空号，名称省略时为“入学年份级班号班”。",
        Request = new ClassForm { SchoolId = 510_000_000_000_045, Stage = "小学", EntryYear = 2026, HeadTeacherId = 510_000_000_000_501 },
        Response = ClassContract.Example,
    };

    public static void MapFormClass(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/classes", Operation, FormAsync);

    private static async Task<Created<ClassContract>> FormAsync(
        ClassForm form, Caller caller, FormClass use, IMapper mapper, CancellationToken cancel)
    {
        var formed = await use.HandleAsync(form, caller, cancel);
        return Answer.Created($"/classes/{formed.ClassId}", mapper.Map<ClassContract>(formed), formed.RowVersion);
    }
}
