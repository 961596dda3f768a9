using ManagementPlatform.Storage;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>Turns every exception into a problem, and every bare error status into one with words.</summary>
internal sealed class ProblemAnswers(RequestDelegate next, Database database, ILogger<ProblemAnswers> log)
{
    private const string RetryAfterSeconds = "5";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (IsBareError(http.Response))
                await ProblemDocument.WriteAsync(http, Problems.OfStatus(http.Response.StatusCode));
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, exception);
        }
    }

    private static bool IsBareError(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400 and < 600, ContentLength: null, ContentType: null };

    private async Task AnswerAsync(HttpContext http, Exception exception)
    {
        var problem = Problems.Of(exception, database) ?? Unforeseen(exception);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            log.LogWarning("{Code}: {Exception}", problem.Code, SafeText.Of(exception));
        http.Response.Clear();
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        await ProblemDocument.WriteAsync(http, problem);
    }

    private ProblemDocument Unforeseen(Exception exception)
    {
        var id = Guid.CreateVersion7().ToString("n");
        log.LogError("Internal error {ErrorId}: {Exception}", id, SafeText.Of(exception));
        return ProblemDocument.Of(500, "internal_error", $"系统内部错误，请将编号 {id} 告知系统管理员。", id: id);
    }
}
