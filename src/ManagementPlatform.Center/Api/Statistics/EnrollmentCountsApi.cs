using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Storage.Statistics;

namespace ManagementPlatform.Center.Api.Statistics;

internal static class EnrollmentCountsApi
{
    private const string ByStage = "stage", ByCounty = "county";

    private static readonly Operation Operation = new("statistics.enrollment_counts", Permission.ViewStatistics, "在籍学生数，按学段、县（区）")
    {
        Description = "by 为 stage、county 或 stage,county（默认）。当前实时数，不含任何个人信息；公布的统计数以快照为准。",
        Response = new[] { new EnrollmentCountContract(510107, "510107", "武侯区教育局", 2, "小学", 52_310, 12) },
    };

    public static void MapEnrollmentCounts(this IEndpointRouteBuilder statistics) =>
        statistics.MapSecured(HttpMethod.Get, "/enrollment-counts", Operation, CountAsync);

    private static async Task<EnrollmentCountContract[]> CountAsync(
        Caller caller, EnrollmentCounts counts, CancellationToken cancel, string? by = null)
    {
        var dimensions = (by ?? $"{ByStage},{ByCounty}").Split(',', StringSplitOptions.TrimEntries);
        if (dimensions.Except([ByStage, ByCounty]).Any())
            throw Refused.Invalid("unknown_dimension", "by 只能是 stage、county 或 stage,county。", "by");
        var rows = await counts.ReadAsync(caller.OrganizationId, cancel);
        return [.. rows
            .GroupBy(row => (
                County: dimensions.Contains(ByCounty)
                    ? (row.CountyId, row.CountyCode, row.CountyName) : default((long, string?, string)?),
                Stage: dimensions.Contains(ByStage) ? row.Stage : default(int?)))
            .Select(group => EnrollmentCountContract.Of(group.Key.County, group.Key.Stage, group))];
    }
}

/// <summary>在籍学生数 of a county, a stage, or one in the other; what was not asked for is null.</summary>
/// <param name="Suspended">Of the pupils, 休学.</param>
public sealed record EnrollmentCountContract(
    long? CountyId, string? CountyCode, string? CountyName, int? Stage, string? StageName, long Pupils, long Suspended)
{
    internal static EnrollmentCountContract Of(
        (long Id, string? Code, string Name)? county, int? stage, IEnumerable<EnrollmentCount> rows)
    {
        var (pupils, suspended) = rows.Aggregate((0L, 0L), (sum, row) => (sum.Item1 + row.Pupils, sum.Item2 + row.Suspended));
        return new(county?.Id, county?.Code, county?.Name, stage, stage is { } s ? ((Stage)s).Name() : null, pupils, suspended);
    }
}
