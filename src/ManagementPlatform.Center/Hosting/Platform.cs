using System.Net;
using ManagementPlatform.Center.Api.Conventions;
using Microsoft.AspNetCore.HttpOverrides;

namespace ManagementPlatform.Center.Hosting;

/// <summary>What a host has beside its features: limits, proxies, health, the OpenAPI document.</summary>
internal static class Platform
{
    public static void AddPlatform(this IServiceCollection services, CenterSettings settings, IConfiguration configuration)
    {
        var limits = configuration.GetSection("RateLimits").Get<RateLimitSettings>() ?? new RateLimitSettings();
        services.AddSingleton(limits);
        services.AddRateLimiter(options => RateLimits.Configure(options, limits));
        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        services.AddSingleton<Readiness>();
        Metrics.Add(services, configuration);
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in settings.TrustedProxies)
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }

    public static void MapPlatform(this WebApplication app)
    {
        app.MapOpenApi(OpenApiDescription.Pattern)
            .Guarded(Operation.Open("openapi", "接口说明（OpenAPI 3.1）") with { IsPublicData = true });
        var health = app.MapGroup("/health").WithTags("运行状况");
        health.MapHealth();
    }
}
