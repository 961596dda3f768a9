using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Center.Api.Organization.Staff;

internal static class RegisterStaffApi
{
    private static readonly Operation Operation = new("staff.register", Permission.ManageStaff, "录入一名教职工")
    {
        Description = "工号在校内唯一；选项可填代码或名称，证件类型不填为居民身份证，国籍不填为中国；一次检查全部栏目，逐项说明错误。",
        Request = StaffContract.FormExample,
        Response = StaffContract.Example,
    };

    public static void MapRegisterStaff(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/staff", Operation, RegisterAsync);

    private static async Task<Created<StaffContract>> RegisterAsync(
        long schoolId, StaffForm form, Caller caller, RegisterStaff register, IMapper mapper, CancellationToken cancel)
    {
        if (form.SchoolId is { } other && other != schoolId)
            throw Refused.Invalid("school_mismatch", "内容中的学校与地址中的学校不一致。", "schoolId");
        var member = await register.HandleAsync(form with { SchoolId = schoolId }, caller, cancel);
        return Answer.Created($"/staff/{member.StaffId}", mapper.Map<StaffContract>(member), member.RowVersion);
    }
}
