using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>Signed requests of a province to the nation that it has joined.</summary>
public sealed class NationRequests(
    CenterHttp http, CenterBooks books, ICenterKeys keys, LearnKeys learn, ICurrentCenter center, TimeProvider time)
{
    private static readonly string EmptyHash = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <param name="path">Below <see cref="CenterHttp.BasePath"/>, with its query.</param>
    /// <exception cref="LineDownException">No answer.</exception>
    /// <exception cref="CenterRefusedException">A refusal.</exception>
    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancel) =>
        SendAsync(HttpMethod.Get, path, null, EmptyHash, cancel);

    /// <inheritdoc cref="GetAsync"/>
    public async Task<HttpResponseMessage> PutFileAsync(string path, string file, CancellationToken cancel)
    {
        string hash;
        await using (var bytes = Open(file))
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancel));
        using var content = new StreamContent(Open(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return await SendAsync(HttpMethod.Put, path, content, hash, cancel);

        static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task<HttpResponseMessage> PostAsync<T>(string path, T message, CancellationToken cancel)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web);
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await SendAsync(HttpMethod.Post, path, content, Convert.ToHexStringLower(SHA256.HashData(bytes)), cancel);
    }

    /// <summary>Tells the nation the key that this center will use next.</summary>
    public async Task AnnounceAsync(KeyMessage key, CancellationToken cancel)
    {
        using var answer = await PostAsync("/keys", key, cancel);
    }

    /// <summary>Asks for keys of the nation that are not known here.</summary>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> LearnNationKeysAsync(CancellationToken cancel)
    {
        using var answer = await GetAsync("/keys", cancel);
        var told = await CenterHttp.ReadAsync<KeysMessage>(answer, cancel);
        return await learn.HandleAsync(Channel.Nation, told.Keys, address: null, cancel) > 0;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, string bodyHash, CancellationToken cancel)
    {
        var here = (await center.GetAsync(cancel)).CenterCode;
        var nation = await books.FindAsync(Channel.Nation, cancel);
        if (nation?.Address is not { } address)
            throw new LineDownException("本中心尚未接入国家级数据中心，请先运行 mp replication join。");
        var uri = new Uri(http.Demand(new Uri(address)), CenterHttp.BasePath + path);
        var signed = new SignedRequest(here, time.GetUtcNow().ToUnixTimeSeconds(), Guid.CreateVersion7().ToString("n"), bodyHash);
        var signature = await keys.SignAsync(signed.ToSign(method.Method, uri.PathAndQuery), cancel);
        using var request = new HttpRequestMessage(method, uri) { Content = content };
        request.Headers.ExpectContinue = method == HttpMethod.Put; // a refusal comes before the bundle goes
        request.Headers.Add(SignedRequest.CenterHeader, signed.Center);
        request.Headers.Add(SignedRequest.TimeHeader, signed.Time.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SignedRequest.NonceHeader, signed.Nonce);
        request.Headers.Add(SignedRequest.BodyHeader, signed.BodyHash);
        request.Headers.Add(SignedRequest.KeyHeader, signature.KeyId);
        request.Headers.Add(SignedRequest.SignatureHeader, Convert.ToBase64String(signature.Value));
        return await http.SendAsync(request, cancel);
    }
}
