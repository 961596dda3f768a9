using System.Globalization;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;
using Microsoft.AspNetCore.Http.Features;

namespace ManagementPlatform.Center.Api.Replication;

/// <summary>
/// The data center that makes this request: filled by <see cref="IdentifyCenter"/> on the routes that are for centers only.
/// </summary>
public sealed class CallingCenter
{
    private string? _code;

    public string Code
    {
        get => _code ?? throw new InvalidOperationException("No center calls on this route.");
        set => _code = value;
    }

    /// <summary>The channel of the route, which has to be the caller's own.</summary>
    /// <param name="sends">The caller is the one who sends on it.</param>
    /// <exception cref="RefusalException">It is another's, or none.</exception>
    public Channel Demand(string text, bool sends)
    {
        if (!Channel.TryParse(text, out var channel))
            throw Refused.Invalid("bad_channel", "通道应写作 51-00。", "channel");
        return (sends ? channel.From : channel.To) == Code
            ? channel
            : throw Refused.Forbidden("foreign_channel", $"通道 {channel} 不是贵中心（{Code}）可用的。");
    }
}

/// <summary>
/// The door of the routes for centers: the request is signed by a center that has joined, for this place, now, and was not seen
/// before (<see cref="SignedRequest"/>). No account opens it.
/// </summary>
internal sealed class IdentifyCenter(RequestDelegate next, TimeProvider time, ILogger<IdentifyCenter> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { IsForCenters: true })
            await IdentifyAsync(http);
        await next(http);
    }

    private async Task IdentifyAsync(HttpContext http)
    {
        var (services, cancel) = (http.RequestServices, http.RequestAborted);
        var (signed, signature) = Read(http.Request.Headers);
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var bytes = signed.ToSign(http.Request.Method, target);
        if (!await services.GetRequiredService<ICenterKeys>().VerifyAsync(signed.Center, signature, bytes, cancel))
        {
            log.LogWarning(
                "A request in the name of center {Center} was not signed by a key of it that is valid.", Shown(signed.Center));
            throw new ProblemException(401, "bad_signature", $"请求签名无效，或数据中心 {Shown(signed.Center)} 未接入、已停用、密钥已过期。");
        }

        var now = time.GetUtcNow();
        if (signed.Skew(now) is var skew && skew.Duration() > SignedRequest.Window)
            throw new ProblemException(401, "clock_skew", $"贵中心的时钟比国家级数据中心{Words(skew)}，超过允许的 5 分钟，请校准时钟。");
        if (!await services.GetRequiredService<CenterBooks>().SeeAsync(signed.Center, signed.Nonce, now, 2 * SignedRequest.Window, cancel))
            throw new ProblemException(409, "repeated_request", "该请求此前已收到，不再受理。");
        http.Request.Body = new SignedBody(http.Request.Body, signed.BodyHash);
        services.GetRequiredService<CallingCenter>().Code = signed.Center;
    }

    private static (SignedRequest Signed, CenterSignature Signature) Read(IHeaderDictionary headers)
    {
        string Header(string name) => headers[name].ToString();
        var value = new byte[64];
        var isWhole = long.TryParse(
            Header(SignedRequest.TimeHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            && Header(SignedRequest.CenterHeader).Length == 2
            && Header(SignedRequest.NonceHeader).Length is >= 16 and <= 40
            && Convert.TryFromBase64String(Header(SignedRequest.SignatureHeader), value, out var length)
                && length == value.Length;
        if (!isWhole)
            throw new ProblemException(403, "centers_only", "该接口只供已接入的数据中心以签名请求调用。");
        var signed = new SignedRequest(
            Header(SignedRequest.CenterHeader), seconds, Header(SignedRequest.NonceHeader), Header(SignedRequest.BodyHeader));
        return (signed, new CenterSignature(Header(SignedRequest.KeyHeader), value));
    }

    private static string Words(TimeSpan skew)
    {
        var apart = skew.Duration();
        var text = apart.TotalHours >= 1
            ? $"{(int)apart.TotalHours} 小时 {apart.Minutes} 分" : $"{apart.Minutes} 分 {apart.Seconds} 秒";
        return (skew > TimeSpan.Zero ? "快 " : "慢 ") + text;
    }

    private static string Shown(string center) => center.Length == 2 && center.All(char.IsAsciiDigit) ? center : "??";
}
