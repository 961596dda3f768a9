using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Staff;

internal static class ReleaseStaffApi
{
    private static readonly Operation Operation = new("staff.release", Permission.ManageStaff, "办理一名教职工离校")
    {
        Description = "在任班主任须先更换班主任。记录与工号保留。",
        Request = new Leaving("调出"),
        Response = StaffContract.Example with { IsActive = false, Version = 2 },
    };

    public static void MapReleaseStaff(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/staff/{staffId:long}/leave", Operation, ReleaseAsync);

    private static async Task<Versioned<StaffContract>> ReleaseAsync(
        long staffId,
        Leaving leaving,
        ExpectedVersion version,
        Caller caller,
        ReleaseStaff release,
        IMapper mapper,
        CancellationToken cancel)
    {
        var member = await release.HandleAsync(staffId, version.Value, leaving.Reason, caller, cancel);
        return Answer.Versioned(mapper.Map<StaffContract>(member), member.RowVersion);
    }
}

/// <summary>That somebody leaves.</summary>
/// <param name="Reason">For the audit trail, at most 200 characters.</param>
public sealed record Leaving(string? Reason = null);
