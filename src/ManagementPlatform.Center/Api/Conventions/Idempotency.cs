using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ManagementPlatform.Center.Api.Access;
using ManagementPlatform.Core;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Writing;
using Microsoft.Net.Http.Headers;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>
/// <c>Idempotency-Key</c> on POST: for 24 hours the same key with the same request gives the same answer without doing the work
/// again; with another request it is a conflict. The key is committed together with the work (<see cref="RequestMark"/>).
/// </summary>
internal sealed class Idempotency(RequestDelegate next, TimeProvider time, ILogger<Idempotency> log)
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 64;
    private const int LongestAnswer = 1024 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly string[] KeptHeaders = [HeaderNames.ContentType, HeaderNames.Location, HeaderNames.ETag];

    public async Task InvokeAsync(HttpContext http, CurrentCaller current, IdempotencyRecords records, RequestMark mark)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0 || current.Caller is not { } caller || !TakesKey(http))
        {
            await next(http);
            return;
        }

        if (key.Length > LongestKey || key.Any(c => c is < '!' or > '~'))
            throw Refused.Invalid("invalid_idempotency_key", $"Idempotency-Key 应为 1 至 {LongestKey} 个可见 ASCII 字符。");
        var now = time.GetUtcNow();
        var row = new IdempotencyRow
        {
            UserId = caller.UserId,
            IdempotencyKey = key,
            RequestHash = await HashAsync(http.Request),
            CreatedAt = now,
        };
        var known = await records.FindAsync(caller.UserId, key, now - Lifetime, http.RequestAborted);
        if (known is null)
            await records.ForgetAsync(caller.UserId, key, now - Lifetime, http.RequestAborted);
        if (known is not null || !await ExecuteAsync(http, row, records, mark))
            await RepeatAsync(http, row, known, records);
    }

    private static bool TakesKey(HttpContext http) => HttpMethods.IsPost(http.Request.Method)
        && http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { TakesKey: true };

    private static async Task<string> HashAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n{request.ContentType}\n"));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <returns>False when another request with the key was first: this one changed nothing and has answered nothing.</returns>
    private async Task<bool> ExecuteAsync(HttpContext http, IdempotencyRow row, IdempotencyRecords records, RequestMark mark)
    {
        mark.Set(row);
        var client = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = client;
        }

        if (mark.WasLost)
        {
            http.Response.Clear();
            return false;
        }

        if (IsToBeKept(http.Response.StatusCode) && answer.Length <= LongestAnswer)
            await KeepAsync(http, row, answer, records, mark.IsStored);
        answer.Position = 0;
        await answer.CopyToAsync(client, http.RequestAborted);
        return true;
    }

    // What depends on the moment (401, 403, 429, 5xx) is no answer to the request itself.
    private static bool IsToBeKept(int status) => status is (>= 200 and < 300) or 400 or 404 or 409 or 412;

    private async Task KeepAsync(
        HttpContext http, IdempotencyRow row, MemoryStream answer, IdempotencyRecords records, bool isStored)
    {
        var headers = KeptHeaders.Where(h => http.Response.Headers.ContainsKey(h))
            .ToDictionary(h => h, h => http.Response.Headers[h].ToString());
        var complete = row with
        {
            StatusCode = http.Response.StatusCode,
            Headers = JsonSerializer.Serialize(headers),
            Body = Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length),
        };
        try
        {
            // Not the request's own token: the work is done, and whoever asks again must get its answer.
            await records.AnswerAsync(complete, isStored, CancellationToken.None);
        }
        catch (Exception exception) when (exception is DbException or CenterBusyException)
        {
            log.LogWarning("An answer could not be kept for its idempotency key: {Exception}", SafeText.Of(exception));
        }
    }

    private async Task RepeatAsync(HttpContext http, IdempotencyRow row, IdempotencyRow? known, IdempotencyRecords records)
    {
        for (var wait = 1; wait <= 10 && known is null or { StatusCode: IdempotencyRow.Unanswered }; wait++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50 * wait), time, http.RequestAborted);
            known = await records.FindAsync(row.UserId, row.IdempotencyKey, row.CreatedAt - Lifetime, http.RequestAborted);
        }

        if (known is not null && known.RequestHash != row.RequestHash)
            throw Refused.Conflict("idempotency_key_reused", "该 Idempotency-Key 已用于另一个请求，请换一个新的。");
        if (known is null or { StatusCode: IdempotencyRow.Unanswered })
            throw Refused.Conflict("answer_pending", "相同的请求已经执行或正在执行，但结果尚不可得；请查询后再决定是否重新提交。");
        http.Response.StatusCode = known.StatusCode;
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(known.Headers)!)
            http.Response.Headers[name] = value;
        http.Response.Headers["Idempotent-Replayed"] = "true";
        if (known.Body.Length > 0)
            await http.Response.WriteAsync(known.Body, http.RequestAborted);
    }
}
