using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>Section <c>Replication</c> of the configuration.</summary>
public sealed record LineSettings
{
    /// <summary>How long the nation may take to answer: it applies a batch before it does.</summary>
    public int AnswerSeconds { get; init; } = 600;

    /// <summary>How long a connection may take.</summary>
    public int ConnectSeconds { get; init; } = 10;

    /// <summary>Allows an address without TLS that is not this machine's own; for lines that are protected otherwise.</summary>
    public bool AllowHttp { get; init; }
}

/// <summary>The other center has understood the request and does not do it.</summary>
public sealed class CenterRefusedException(HttpStatusCode status, string code, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>Of its problem document.</summary>
    public string Code { get; } = code;

    /// <summary>
    /// On a channel a refusal is a break: the same request again would be refused again. Not so one of the door (a clock that is
    /// off, a key that the nation does not know): it opens once somebody has put that right.
    /// </summary>
    internal static async Task<T> OnAsync<T>(Channel channel, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (CenterRefusedException refused) when (refused.Status == HttpStatusCode.Unauthorized)
        {
            throw new LineDownException(refused.Message, refused);
        }
        catch (CenterRefusedException refused)
        {
            throw new ChannelBrokenException(channel, refused.Code, refused.Message);
        }
    }
}

/// <summary>HTTP to the nation: everything that goes wrong is a line that is down, or a refusal in words.</summary>
public sealed class CenterHttp(LineSettings settings) : IDisposable
{
    public const string BasePath = "/api/v1/replication";

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(settings.ConnectSeconds),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // the address may move
        AllowAutoRedirect = false, // what is signed is signed for one place
    })
    {
        Timeout = TimeSpan.FromSeconds(settings.AnswerSeconds),
    };

    /// <summary>The address, when it may be used.</summary>
    /// <exception cref="RefusalException">It is none, or not protected.</exception>
    public Uri Demand(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http") || address.Query.Length > 0
            || address.UserInfo.Length > 0)
            throw Refused.Invalid("bad_address", "地址应为 https://主机[:端口]。", "nation");
        if (address.Scheme == "http" && !address.IsLoopback && !settings.AllowHttp)
            throw Refused.Invalid("not_protected", "地址须用 https；线路另有保护时可设 Replication:AllowHttp=true。", "nation");
        return new Uri(address.GetLeftPart(UriPartial.Authority));
    }

    /// <exception cref="LineDownException">No answer.</exception>
    /// <exception cref="CenterRefusedException">A refusal.</exception>
    public async Task<JoinAnswer> JoinAsync(Uri nation, JoinMessage message, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(nation, BasePath + "/centers")) { Content = JsonContent.Create(message) };
        using var answer = await SendAsync(request, cancel);
        return await ReadAsync<JoinAnswer>(answer, cancel);
    }

    /// <inheritdoc cref="JoinAsync"/>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var answer = await GuardAsync(
            request.RequestUri!, c => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, c), cancel);
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw await RefusalAsync(request.RequestUri!, answer, cancel);
    }

    public static Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancel) => GuardAsync(
        answer.RequestMessage!.RequestUri!,
        async c => (await answer.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, c))!, cancel);

    public static Task CopyAsync(HttpResponseMessage answer, Stream file, CancellationToken cancel) => GuardAsync(
        answer.RequestMessage!.RequestUri!,
        async c =>
        {
            await answer.Content.CopyToAsync(file, c);
            return 0;
        },
        cancel);

    public void Dispose() => _client.Dispose();

    private static async Task<T> GuardAsync<T>(Uri address, Func<CancellationToken, Task<T>> act, CancellationToken cancel)
    {
        try
        {
            return await act(cancel);
        }
        catch (OperationCanceledException exception) when (!cancel.IsCancellationRequested)
        {
            throw new LineDownException($"{address.Authority} 超时未答复。", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or NotSupportedException)
        {
            throw new LineDownException($"无法与 {address.Authority} 通信：{exception.Message}", exception);
        }
    }

    // What depends on the moment is a line that is down; the rest is an answer.
    private static async Task<Exception> RefusalAsync(Uri address, HttpResponseMessage answer, CancellationToken cancel)
    {
        var (code, detail) = await ProblemAsync(answer, cancel);
        return answer.StatusCode >= HttpStatusCode.InternalServerError || code is null or "stale_version" or "repeated_request"
            || answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            ? new LineDownException($"{address.Authority} 暂不能受理（HTTP {(int)answer.StatusCode}）：{detail ?? "对方不是数据中心，或中间设备拦截"}")
            : new CenterRefusedException(answer.StatusCode, code, detail ?? code);
    }

    private static async Task<(string? Code, string? Detail)> ProblemAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return (null, null);
        var problem = await ReadAsync<JsonElement>(answer, cancel);
        return (Text("code"), Text("detail"));

        string? Text(string name) => problem.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
