using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Classes;

internal static class ReadClass
{
    private static readonly Operation Operation = new("class.read", Permission.ViewOrganization, "查看一个班级")
    {
        Response = ClassContract.Example,
    };

    public static void MapReadClass(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/classes/{classId:long}", Operation, ReadAsync);

    private static async Task<Versioned<ClassContract>> ReadAsync(
        long classId, Caller caller, IClassStore classes, IMapper mapper, CancellationToken cancel) =>
        mapper.Answer(await classes.FindAsync(classId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("班级"));

    /// <summary>The class with its version.</summary>
    public static Versioned<ClassContract> Answer(this IMapper mapper, SchoolClass schoolClass) =>
        Conventions.Answer.Versioned(mapper.Map<ClassContract>(schoolClass), schoolClass.RowVersion);
}
