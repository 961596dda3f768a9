using ManagementPlatform.Center.Api.Access;

namespace ManagementPlatform.Center.Hosting;

/// <summary>
/// One line a request: method, the route's template (never the path), status, time, account. No query, no body, no number of a
/// person. What was answered well and at once is for <c>Debug</c>: the metrics count it, and the audit trail has it when it
/// wrote.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> log)
{
    private const double SlowMilliseconds = 1000;

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
            var (status, milliseconds) = (http.Response.StatusCode, time.GetElapsedTime(start).TotalMilliseconds);
            var level = status >= 400 || milliseconds >= SlowMilliseconds ? LogLevel.Information : LogLevel.Debug;
            Answered(level, http.Request.Method, route, status, milliseconds, current.Account?.UserId);
        }
    }

    [LoggerMessage(Message = "{Method} {Route} {Status} {Milliseconds:0.0} ms, user {UserId}")]
    private partial void Answered(LogLevel level, string method, string route, int status, double milliseconds, long? userId);
}
