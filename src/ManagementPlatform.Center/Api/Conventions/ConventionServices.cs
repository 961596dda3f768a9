namespace ManagementPlatform.Center.Api.Conventions;

internal static class ConventionServices
{
    /// <summary>JSON, documentation, and bad requests as exceptions that <see cref="ProblemAnswers"/> puts into words.</summary>
    public static void AddApiConventions(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddOpenApi(OpenApiDescription.DocumentName, OpenApiDescription.Configure);
    }
}
