namespace ManagementPlatform.Center.Api.Statistics;

/// <summary>统计.</summary>
internal static class StatisticsApi
{
    public static void MapStatistics(this IEndpointRouteBuilder api)
    {
        var statistics = api.MapGroup("/statistics").WithTags("统计");
        statistics.MapEnrollmentCounts();
        statistics.MapOverdueCases();
        statistics.MapTransferFigures();
    }
}
