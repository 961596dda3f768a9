using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Staff;

internal static class ReadStaff
{
    private static readonly Operation Operation = new("staff.read", Permission.ViewStaff, "查看一名教职工")
    {
        Response = StaffContract.Example,
    };

    public static void MapReadStaff(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/staff/{staffId:long}", Operation, ReadAsync);

    private static async Task<Versioned<StaffContract>> ReadAsync(
        long staffId, Caller caller, IStaffStore staff, IMapper mapper, CancellationToken cancel)
    {
        var member = await staff.FindAsync(staffId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("教职工");
        return Answer.Versioned(mapper.Map<StaffContract>(member), member.RowVersion);
    }
}
