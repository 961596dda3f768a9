using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Hosting;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>
/// 对接系统取令牌: client credentials as RFC 6749 §4.4 has them, errors too (§5.2), so that any OAuth client library can use them.
/// </summary>
internal static class IssueToken
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly Operation Operation = Operation.Open("token", "对接系统获取访问令牌") with
    {
        Description = "OAuth 2.0 client credentials（RFC 6749 §4.4）。`client_id` 为对接系统账号的用户名；也可用 HTTP Basic 传递。",
        Accepts = [Form],
        Request = "grant_type=client_credentials&client_id=school-7-sis&client_secret=…",
        Response = new OAuthToken("CfDJ8…", "Bearer", 1800),
    };

    public static void MapIssueToken(this IEndpointRouteBuilder api) => api.MapSecured(
        HttpMethod.Post, "/token", Operation, IssueAsync)
        .Produces<OAuthToken>()
        .Produces<OAuthError>(StatusCodes.Status401Unauthorized)
        .WithMetadata(new SignsIn());

    private static async Task<IResult> IssueAsync(HttpContext http, SignIn signIn, Tokens tokens, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !Form.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase))
            return Error(400, "invalid_request", $"Content-Type 应为 {Form}。");
        var form = await http.Request.ReadFormAsync(cancel);
        if (form["grant_type"] != "client_credentials")
            return Error(400, "unsupported_grant_type", "grant_type 应为 client_credentials。");
        var (id, secret) = FromBasic(http.Request.Headers.Authorization)
            ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        try
        {
            var account = await signIn.AuthenticateAsync(
                id, secret, AccountKind.System, http.Connection.RemoteIpAddress?.ToString(), cancel);
            var token = tokens.ForSystem(account.UserId, account.SecurityStamp);
            return Results.Json(new OAuthToken(token.AccessToken, token.TokenType, token.ExpiresIn));
        }
        catch (ProblemException problem)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"token\"";
            return Error(problem.Status, "invalid_client", problem.Message);
        }
    }

    private static IResult Error(int status, string error, string description) =>
        Results.Json(new OAuthError(error, description), statusCode: status);

    // RFC 6749 §2.3.1: both parts are form-encoded inside.
    private static (string Id, string Secret)? FromBasic(string? header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value)
            || value is not { Scheme: "Basic", Parameter: { } encoded })
            return null;
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
            return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])) : null;
    }
}

/// <summary>RFC 6749 §5.1.</summary>
public sealed record OAuthToken(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);

/// <summary>RFC 6749 §5.2.</summary>
public sealed record OAuthError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description);
