using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Statistics;

namespace ManagementPlatform.Center.Api.Statistics;

internal static class OverdueCasesApi
{
    private const string Bureaus = "bureau", Schools = "school";

    private static readonly Operation Operation = new("statistics.overdue_cases", Permission.ViewStatistics, "超期业务，按承办单位")
    {
        Description = "by 为 bureau（主管部门）或 school（学校），不填为全部。`longOverdue` 为超期 10 个工作日以上。不含任何个人信息。",
        Response = new[]
        {
            new OverdueRow
            {
                OrganizationId = 510_000_000_000_012, Code = "510107", Name = "武侯区教育局", Tier = "county",
                Waiting = 210, Overdue = 12, LongOverdue = 2, EarliestDueOn = new(2026, 9, 28),
            },
        },
    };

    public static void MapOverdueCases(this IEndpointRouteBuilder statistics) =>
        statistics.MapSecured(HttpMethod.Get, "/overdue-cases", Operation, ListAsync);

    private static async Task<IReadOnlyList<OverdueRow>> ListAsync(
        Caller caller, OverdueCases cases, IReferenceData reference, TimeProvider time,
        CancellationToken cancel, string? by = null)
    {
        if (by is not (null or Bureaus or Schools))
            throw Refused.Invalid("unknown_dimension", "by 只能是 bureau 或 school。", "by");
        var today = BeijingTime.Today(time);
        var longAgo = (await reference.GetAsync(cancel)).Calendar.MoreThan(OverdueCases.LongDays, today);
        return await cases.ReadAsync(by is null ? null : by == Schools, today, longAgo, caller.OrganizationId, cancel);
    }
}
