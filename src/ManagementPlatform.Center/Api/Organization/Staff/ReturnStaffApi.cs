using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Staff;

internal static class ReturnStaffApi
{
    private static readonly Operation Operation = new("staff.return", Permission.ManageStaff, "办理一名教职工返校")
    {
        Description = "恢复已离校的记录，沿用原工号。",
        Response = StaffContract.Example with { Version = 3 },
    };

    public static void MapReturnStaff(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/staff/{staffId:long}/return", Operation, ReturnAsync);

    private static async Task<Versioned<StaffContract>> ReturnAsync(
        long staffId, ExpectedVersion version, Caller caller, ReturnStaff back, IMapper mapper, CancellationToken cancel)
    {
        var member = await back.HandleAsync(staffId, version.Value, caller, cancel);
        return Answer.Versioned(mapper.Map<StaffContract>(member), member.RowVersion);
    }
}
