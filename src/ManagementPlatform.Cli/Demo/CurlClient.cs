using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Cli.Terminal;

namespace ManagementPlatform.Cli.Demo;

/// <summary>An answer of the center.</summary>
/// <param name="Version">The ETag, for the next write; null when there is none.</param>
internal sealed record CurlAnswer(int Status, string? Version, JsonElement Body)
{
    public long Number(string name) => Body.GetProperty(name).GetInt64();

    public string Text(string name) => Body.GetProperty(name).ToString();
}

/// <summary>
/// Sends requests over HTTP and prints each as the <c>curl</c> line that sends the same bytes. Tokens stand in shell variables,
/// so that the lines can be pasted.
/// </summary>
internal sealed class CurlClient(Screen screen, string address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(address) };
    private readonly Dictionary<string, string> _tokens = [];

    /// <summary>Signs in without a word and keeps the token.</summary>
    /// <param name="variable">The shell variable that stands for the token.</param>
    public async Task SignInAsync(string variable, string userName, string password, CancellationToken cancel)
    {
        var body = JsonSerializer.Serialize(new { userName, password }, ApiJson.Options);
        screen.Line($"{variable}=$(curl -s {address}/api/v1/sign-in -H 'Content-Type: application/json' \\");
        screen.Line($"  -d '{body}' | sed 's/.*\"accessToken\":\"\\([^\"]*\\)\".*/\\1/')");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sign-in") { Content = Json(body) };
        _tokens[variable] = (await SendAsync(request, cancel)).Text("accessToken");
    }

    public Task<CurlAnswer> GetAsync(string token, string path, CancellationToken cancel) =>
        ShowAsync(token, HttpMethod.Get, path, null, null, null, cancel);

    public Task<CurlAnswer> PostAsync(string token, string path, object body, CancellationToken cancel, string? version = null) =>
        ShowAsync(token, HttpMethod.Post, path, Json(JsonSerializer.Serialize(body, ApiJson.Options)), null, version, cancel);

    /// <summary>Looks without a word; null when it is not there (yet).</summary>
    public async Task<CurlAnswer?> LookAsync(string token, string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[token]);
        using var response = await _http.SendAsync(request, cancel);
        return response.IsSuccessStatusCode ? await AnswerAsync(response, cancel) : null;
    }

    /// <summary>Posts a file as the body.</summary>
    public Task<CurlAnswer> UploadAsync(
        string token, string path, string file, string type, string? version, CancellationToken cancel)
    {
        var content = new ByteArrayContent(File.ReadAllBytes(file));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return ShowAsync(token, HttpMethod.Post, path, content, file, version, cancel);
    }

    public void Dispose() => _http.Dispose();

    private async Task<CurlAnswer> ShowAsync(
        string token, HttpMethod method, string path, HttpContent? content, string? file,
        string? version, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[token]);
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        await PrintAsync(request, token, file, version, cancel);
        return await SendAsync(request, cancel);
    }

    private async Task PrintAsync(
        HttpRequestMessage request, string token, string? file, string? version, CancellationToken cancel)
    {
        var line = new StringBuilder("curl -s");
        line.Append(CultureInfo.InvariantCulture, $" '{address}{request.RequestUri}' -H \"Authorization: Bearer ${token}\"");
        if (version is not null)
            line.Append(CultureInfo.InvariantCulture, $" -H 'If-Match: {version}'");
        if (request.Content is { } content)
        {
            line.Append(CultureInfo.InvariantCulture, $" -H 'Content-Type: {content.Headers.ContentType!.MediaType}' \\\n  ");
            line.Append(file is null ? $"-d '{await content.ReadAsStringAsync(cancel)}'" : $"--data-binary '@{file}'");
        }

        screen.Line(line.ToString());
    }

    private async Task<CurlAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var response = await _http.SendAsync(request, cancel);
        return response.IsSuccessStatusCode
            ? await AnswerAsync(response, cancel)
            : throw new InvalidOperationException(
                $"{request.Method} {request.RequestUri} gave {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancel)}");
    }

    private static async Task<CurlAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        return new CurlAnswer(
            (int)response.StatusCode, response.Headers.ETag?.ToString(),
            JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement);
    }

    private static StringContent Json(string text)
    {
        var content = new StringContent(text, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
