using ManagementPlatform.Center.Api.Conventions;

namespace ManagementPlatform.Center.Hosting;

/// <summary>What browsers and proxies are told with every answer.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // Data never runs as a page. Swagger UI needs its own scripts, and styles that its scripts write.
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";
    private const string PagePolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments(CenterHost.DocsPath, StringComparison.OrdinalIgnoreCase) ? PagePolicy : DataPolicy;
        http.Response.OnStarting(KeepOutOfCaches, http);
        return next(http);
    }

    // Personal data is the rule, so an answer stays out of every cache unless its operation says otherwise (个人信息保护法 Art. 51).
    private static Task KeepOutOfCaches(object state)
    {
        var http = (HttpContext)state;
        if (http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } operation
            && http.Response.Headers.CacheControl.Count == 0)
            http.Response.Headers.CacheControl = operation.IsPublicData ? "private, max-age=300" : "no-store";
        return Task.CompletedTask;
    }
}
