namespace ManagementPlatform.Center.Api.Organization.Conditions;

/// <summary>办学条件: what schools report of buildings, network and equipment, a report a year.</summary>
internal static class ConditionsApi
{
    public static void MapConditions(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").WithTags("办学条件");
        api.MapListConditionFields();
        api.MapReportCondition();
        api.MapCorrectCondition();
        api.MapReadConditions();
        api.MapListConditions();
        api.MapSummarizeConditions();
    }
}
