using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Storage.Organization.Conditions;

namespace ManagementPlatform.Center.Api.Organization.Conditions;

internal static class SummarizeConditions
{
    private static readonly Operation Operation = new(
        "school_condition.summarize", Permission.ViewStatistics, "按省、市、县汇总一个年度的办学条件")
    {
        Description = "`level` 为 `province`、`city` 或 `county`（默认）。比例只在两项都已填报的学校之间计算，未填报不作零计。",
        Response = new[]
        {
            new ConditionSummaryContract(
                510_000_000_000_012, "510107", "武侯区教育局", 62, 60, 0.9833m, 0.9m, 0.781m, 12.5m, 28.4m, 7.5m, 0.002m, 17.2m,
                [new("none", "未接入互联网", 1, 0.0167m), new("over_10", "10M以上", 59, 0.9833m)]),
        },
    };

    public static void MapSummarizeConditions(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/school-conditions/summary", Operation, SummarizeAsync);

    private static async Task<IReadOnlyList<ConditionSummaryContract>> SummarizeAsync(
        int year,
        Caller caller,
        ConditionSummaryQueries queries,
        IMapper mapper,
        CancellationToken cancel,
        Choice<SummaryLevel>? level = null)
    {
        var rows = await queries.SummaryAsync(year, level?.Value ?? SummaryLevel.County, caller.OrganizationId, cancel);
        return [.. rows.Select(mapper.Map<ConditionSummaryContract>)];
    }
}

/// <summary>办学条件 of one bureau's schools. Shares lie between 0 and 1; what nobody reported is absent.</summary>
/// <param name="OrganizationId">Absent for the schools of a province that lie below no city.</param>
/// <param name="Schools">Schools that are active now.</param>
/// <param name="ReportedSchools">Schools that reported for the year.</param>
public sealed record ConditionSummaryContract(
    long? OrganizationId,
    string? Code,
    string Name,
    long Schools,
    long ReportedSchools,
    decimal? ConnectedShare,
    decimal? CampusNetworkShare,
    decimal? MultimediaShare,
    decimal? ComputersPer100Pupils,
    decimal? BooksPerPupil,
    decimal? BuildingAreaPerPupil,
    decimal? DangerousShare,
    decimal? PupilsPerTeacher,
    IReadOnlyList<BandContract> Bands);

/// <summary>Schools whose line to the Internet lies in a band.</summary>
public sealed record BandContract(string Band, string Name, long Schools, decimal? Share);
