using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Organization;

namespace ManagementPlatform.Center.Api.Organization.Staff;

internal static class ListStaff
{
    private const int LongestName = 36;

    private static readonly Operation Operation = new("staff.list", Permission.ViewStaff, "查询一所学校的教职工")
    {
        Description = "按姓名拼音排序。`isActive` 区分在职与已离校；`name` 为姓名或其拼音的开头。",
        Response = Page<StaffListItem>.Example(StaffListItem.Example),
    };

    public static void MapListStaff(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/schools/{schoolId:long}/staff", Operation, ListAsync);

    private static async Task<Page<StaffListItem>> ListAsync(
        long schoolId,
        PageRequest page,
        Caller caller,
        ISchoolStandings schools,
        StaffQueries queries,
        IMapper mapper,
        CancellationToken cancel,
        bool? isActive = null,
        string? name = null)
    {
        _ = await schools.FindAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        if (name is { Length: > LongestName })
            throw Refused.Invalid("too_long", $"姓名不能超过{LongestName}个字符。", "name");
        var filter = new StaffFilter(schoolId, isActive, name, page.After<StaffKey>() ?? StaffKey.First, page.Take);
        var rows = await queries.ListAsync(filter, caller.OrganizationId, cancel);
        return Answer.Page(page, rows, row => new StaffKey(row.NamePinyin, row.StaffId), mapper.Map<StaffListItem>);
    }
}

/// <summary>A member of staff in a list: what one is known by at school, no more.</summary>
public sealed record StaffListItem(
    long StaffId, string StaffNumber, string Name, string SexCode, string? PostCode, string? Subject, bool IsActive, int Version)
{
    public static readonly StaffListItem Example = new(510_000_000_003_601, "T2015036", "王敏", "2", "10", "语文", true, 1);
}
