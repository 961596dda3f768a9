using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Dapper;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.TestSupport;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ManagementPlatform.Center.Tests;

/// <summary>People of a center, past its sign-in.</summary>
internal static class Accounts
{
    /// <summary>A client with a token of the account, which outlives any clock that a test moves.</summary>
    public static HttpClient ClientFor(this WebApplication app, long userId)
    {
        var identity = new ClaimsIdentity(
            [new Claim("uid", userId.ToString(CultureInfo.InvariantCulture)), new Claim("stamp", "stamp")],
            BearerTokenDefaults.AuthenticationScheme);
        var properties = new AuthenticationProperties { ExpiresUtc = TimeProvider.System.GetUtcNow().AddYears(10) };
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(identity), properties, BearerTokenDefaults.AuthenticationScheme);
        var options = app.Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>()
            .Get(BearerTokenDefaults.AuthenticationScheme);
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", options.BearerTokenProtector.Protect(ticket));
        return client;
    }

    /// <summary>An account past the product, that cannot sign in with a password.</summary>
    /// <param name="rows">The center's database.</param>
    public static async Task<long> AddAccountAsync(
        this WebApplication app, TestScope rows, Role[] roles, long organization, bool mustChangePassword = false)
    {
        var userId = await rows.RunAsync((IIdentifiers ids) => ids.ReserveAsync(1, CancellationToken.None));
        await using var connection = await rows.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            """
            INSERT INTO app_user (user_id, user_name, normalized_user_name, display_name, kind, organization_id, password_hash, security_stamp,
                access_failed_count, is_enabled, must_change_password, password_changed_at, created_at, row_version)
            VALUES (@userId, @name, @upper, '测试', 'person', @organization, 'AA==', 'stamp', 0, @yes, @mustChangePassword, @now, @now, 1)
            """,
            new
            {
                userId,
                name = $"u{userId}",
                upper = $"U{userId}",
                organization,
                yes = true,
                mustChangePassword,
                now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
            });
        foreach (var role in roles)
        {
            await connection.ExecuteAsync(
                "INSERT INTO app_user_role (user_id, role) VALUES (@userId, @role)",
                new { userId, role = JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString()) });
        }

        return userId;
    }
}
