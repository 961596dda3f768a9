using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Storage.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

internal static class ListChanges
{
    private static readonly Operation Operation = new("enrollment.list_changes", Permission.ViewStudents, "查询学籍变动")
    {
        Description = "按提交顺序分页；waiting=true 只列出等待本单位核办的业务。",
        Response = Page<ChangeListItem>.Example(new ChangeListItem
        {
            StudentId = 510_000_000_012_345, ChangeId = 510_000_000_099_001, StudentName = "李思远", SchoolId = 510_000_000_000_045,
            SchoolName = "成都市武侯区晨光小学", Kind = "suspend", State = ChangeState.Open,
            FromGrade = "24", EffectiveOn = new(2026, 10, 12),
            SubmittedAt = new(2026, 10, 12, 1, 30, 0, TimeSpan.Zero), WaitingRole = "supervising_bureau",
            WaitingOrganizationId = 510_000_000_000_012, RowVersion = 2,
        }),
    };

    public static void MapListChanges(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/enrollment-changes", Operation, ListAsync);

    private static async Task<Page<ChangeListItem>> ListAsync(
        PageRequest page, Caller caller, ChangeQueries queries, CancellationToken cancel, string? state = null,
        string? kind = null, bool waiting = false)
    {
        var filter = new ChangeFilter(state, kind, waiting ? caller.OrganizationId : null, page.After<long>(), page.Take);
        return Answer.Page(page, await queries.ListAsync(caller.OrganizationId, filter, cancel), row => row.ChangeId, row => row);
    }
}
