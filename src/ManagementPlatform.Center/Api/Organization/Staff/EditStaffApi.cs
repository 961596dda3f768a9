using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Staff;

internal static class EditStaffApi
{
    private static readonly Operation Operation = new("staff.edit", Permission.ManageStaff, "修改一名教职工的信息")
    {
        Description = "提交修改后的全部栏目；未填的栏目视为清空。证件类型不变而证件号未填时，保留原证件号。",
        Request = StaffContract.FormExample with { DocumentNumber = null, Subject = "历史" },
        Response = StaffContract.Example with { Subject = "历史", Version = 2 },
    };

    public static void MapEditStaff(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Put, "/staff/{staffId:long}", Operation, EditAsync);

    private static async Task<Versioned<StaffContract>> EditAsync(
        long staffId,
        StaffForm form,
        ExpectedVersion version,
        Caller caller,
        EditStaff edit,
        IMapper mapper,
        CancellationToken cancel)
    {
        var member = await edit.HandleAsync(staffId, version.Value, form, caller, cancel);
        return Answer.Versioned(mapper.Map<StaffContract>(member), member.RowVersion);
    }
}
