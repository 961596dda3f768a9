using ManagementPlatform.Center.Api.Access;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>The one way to map a route of the API.</summary>
public static class SecuredRoutes
{
    /// <summary>
    /// Maps a route that demands the operation's permission. The handler takes services, <c>Caller</c>, contracts and a
    /// <see cref="CancellationToken"/> as parameters, and returns a contract or one of <see cref="Answer"/>'s results; it throws
    /// <see cref="Core.RefusalException"/> to refuse.
    /// </summary>
    /// <exception cref="ArgumentException">The operation has no name or no summary.</exception>
    public static RouteHandlerBuilder MapSecured(
        this IEndpointRouteBuilder routes, HttpMethod method, string pattern, Operation operation, Delegate handler)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation.Name);
        ArgumentException.ThrowIfNullOrWhiteSpace(operation.Summary);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(operation.Name.Length, 40); // stands in the audit trail
        var route = routes.MapMethods(pattern, [method.Method], handler)
            .WithName(operation.Name)
            .WithSummary(operation.Summary);
        route.Finally(UnknownParameters.Refuse);
        return route.Guarded(operation);
    }

    /// <summary>The same promise for endpoints that others map (the OpenAPI document).</summary>
    internal static TBuilder Guarded<TBuilder>(this TBuilder route, Operation operation)
        where TBuilder : IEndpointConventionBuilder
    {
        route.WithMetadata(operation);
        if (operation.Permission is { } permission)
            route.RequireAuthorization(policy => policy.AddRequirements(new PermissionRequirement(permission)));
        else
            route.AllowAnonymous();
        return route;
    }

    /// <summary>
    /// A route that went around <see cref="MapSecured"/> would be open to everybody: then the center does not start. What was
    /// verified is what is served: a group makes its endpoints anew, with everything they are compiled to, for each who asks for
    /// them.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is such a route, or two with one name.</exception>
    internal static void VerifyRoutes(this IEndpointRouteBuilder routes)
    {
        var names = new HashSet<string>();
        Endpoint[] endpoints = [.. routes.DataSources.SelectMany(source => source.Endpoints)];
        foreach (var endpoint in endpoints)
        {
            var operation = endpoint.Metadata.GetMetadata<Operation>()
                ?? throw new InvalidOperationException($"The route '{endpoint.DisplayName}' was not mapped with MapSecured.");
            if (!names.Add(operation.Name))
                throw new InvalidOperationException($"Two routes are named '{operation.Name}'.");
        }

        routes.DataSources.Clear();
        routes.DataSources.Add(new DefaultEndpointDataSource(endpoints));
    }
}
