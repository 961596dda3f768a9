namespace ManagementPlatform.Center.Api.Corrections;

/// <summary>关键信息变更、问题学籍、双重学籍.</summary>
internal static class CorrectionsApi
{
    public static void MapCorrections(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").WithTags("学籍更正");
        api.MapKeyChanges();
        api.MapProblems();
        api.MapHandleProblem();
        api.MapDuplicates();
    }
}
