using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Classes;

internal static class EditClassApi
{
    private static readonly Operation Operation = new("class.edit", Permission.ManageClasses, "维护班级信息")
    {
        Description = "名称、班号、类型省略时不变；班主任、教学点省略时清空。",
        Request = new ClassEdit("2026级3班", 3, "10", null, 510_000_000_000_501),
        Response = ClassContract.Example with { Version = 2 },
    };

    public static void MapEditClass(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Put, "/classes/{classId:long}", Operation, EditAsync);

    private static async Task<Versioned<ClassContract>> EditAsync(
        long classId, ClassEdit edit, ExpectedVersion version, Caller caller, EditClass use,
        IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(classId, version.Value, edit, caller, cancel));
}
