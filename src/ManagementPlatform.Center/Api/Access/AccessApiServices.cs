using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Access;
using ManagementPlatform.Storage.Access;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>Registers accounts, tokens, and the caller behind them.</summary>
public static class AccessApiServices
{
    /// <summary>What signs people in over HTTP.</summary>
    internal static void AddApiAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Access").Get<AccessSettings>() ?? new AccessSettings();
        services.AddSingleton(settings);
        services.AddAccounts();
        services.AddSingleton<Tokens>();
        services.AddScoped<IScheduledWork, DisableDormantUsers>();
        services.AddScoped<IJobKind, VerifyAuditJob>();
        services.AddScoped<SignIn>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<SignOut>();
        services.AddScoped<DelegateRole>();
        services.AddScoped<CurrentCaller>();
        services.AddScoped<Caller>(s => s.GetRequiredService<CurrentCaller>().Caller
            ?? throw new InvalidOperationException("Nobody is signed in on this route."));
        services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken(tokens =>
        {
            tokens.BearerTokenExpiration = TimeSpan.FromMinutes(settings.TokenMinutes);
            tokens.RefreshTokenExpiration = TimeSpan.FromHours(settings.RefreshHours);
        });
        services.AddOptions<BearerTokenOptions>(BearerTokenDefaults.AuthenticationScheme)
            .PostConfigure(tokens => tokens.BearerTokenProtector = new RememberedTokens(tokens.BearerTokenProtector));
        services.AddDataProtection().SetApplicationName("ManagementPlatform");
        services.AddOptions<KeyManagementOptions>()
            .Configure<DataProtectionKeys>((keys, table) => keys.XmlRepository = new KeyRing(table));
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationAnswers>();
    }

    /// <summary>
    /// What manages accounts, for the host and for <c>mp user</c> alike; needs <c>AddStorage</c> and <c>AddAccess</c>.
    /// </summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddIdentityCore<User>(identity =>
        {
            // PasswordRules says it in words; Identity need not say it again.
            identity.Password = new PasswordOptions
            {
                RequiredLength = 1, RequireDigit = false, RequireLowercase = false,
                RequireUppercase = false, RequireNonAlphanumeric = false,
            };
            identity.Lockout.MaxFailedAccessAttempts = PasswordRules.AttemptsBeforeLock;
            identity.Lockout.DefaultLockoutTimeSpan = PasswordRules.LockTime;
        }).AddUserStore<IdentityStore>();
        services.AddSingleton<Accounts>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<NewPassword>();
        services.AddScoped<ManagedUsers>();
        services.AddScoped<CreateUser>();
        services.AddScoped<EditUser>();
        services.AddScoped<SetRoles>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<UnlockUser>();
        return services;
    }
}
