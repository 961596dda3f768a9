using ManagementPlatform.Core.Access;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;

namespace ManagementPlatform.Center.Api.Access;

internal static class AccessApiServices
{
    /// <summary>Tokens, and the caller behind them.</summary>
    public static void AddApiAccess(this IServiceCollection services)
    {
        services.AddSingleton<Accounts>();
        services.AddScoped<CurrentCaller>();
        services.AddScoped<Caller>(s => s.GetRequiredService<CurrentCaller>().Caller
            ?? throw new InvalidOperationException("Nobody is signed in on this route."));
        services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken();
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationAnswers>();
    }
}
