using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Classes;

internal static class DissolveClassApi
{
    private static readonly Operation Operation = new("class.dissolve", Permission.ManageClasses, "撤班")
    {
        Description = "还有在籍学生时不能撤班。",
        Response = ClassContract.Example with { Status = "dissolved", FinishedOn = new DateOnly(2026, 10, 1), Version = 2 },
    };

    public static void MapDissolveClass(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/classes/{classId:long}/dissolution", Operation, DissolveAsync);

    private static async Task<Versioned<ClassContract>> DissolveAsync(
        long classId, ExpectedVersion version, Caller caller, DissolveClass use, IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await use.HandleAsync(classId, version.Value, caller, cancel));
}
