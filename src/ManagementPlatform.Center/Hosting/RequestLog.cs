using ManagementPlatform.Center.Api.Access;

namespace ManagementPlatform.Center.Hosting;

/// <summary>
/// One line a request: method, the route's template (never the path), status, time, account. No query, no body, no number of a person.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext http, CurrentCaller current)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";
            Answered(http.Request.Method, route, http.Response.StatusCode, time.GetElapsedTime(start).TotalMilliseconds, current.Account?.UserId);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} {Milliseconds:0.0} ms, user {UserId}")]
    private partial void Answered(string method, string route, int status, double milliseconds, long? userId);
}
