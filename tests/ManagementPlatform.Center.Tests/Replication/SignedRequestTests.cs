using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Center.Tests.Replication;

[TestClass]
public sealed class SignedRequestTests
{
    private const string Place = CenterHttp.BasePath + "/channels/51-00";

    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod]
    public async Task A_request_that_was_seen_before_is_refused()
    {
        await using var centers = await JoinedCenters.StartAsync();
        var headers = await HeadersAsync(centers, HttpMethod.Get, Place, []);

        using (var first = await SendAsync(centers, HttpMethod.Get, Place, headers))
            Assert.AreEqual(HttpStatusCode.OK, first.StatusCode);
        using var again = await SendAsync(centers, HttpMethod.Get, Place, headers);

        await again.AssertProblemAsync(HttpStatusCode.Conflict, "repeated_request");
    }

    [TestMethod]
    public async Task A_clock_that_is_more_than_five_minutes_off_is_named()
    {
        await using var centers = await JoinedCenters.StartAsync();
        centers.Province.Time.Advance(TimeSpan.FromMinutes(5));
        await centers.PushAsync();

        centers.Province.Time.Advance(TimeSpan.FromSeconds(132));
        var ahead = await Assert.ThrowsExactlyAsync<LineDownException>(centers.PushAsync);
        centers.Province.Time.Advance(TimeSpan.FromMinutes(-72));
        var behind = await Assert.ThrowsExactlyAsync<LineDownException>(centers.PushAsync);
        centers.Province.Time.Advance(TimeSpan.FromMinutes(65));

        Assert.Contains("快 7 分 12 秒", ahead.Message);
        Assert.Contains("慢 1 小时 4 分", behind.Message);
        Assert.AreEqual(0, await centers.PushAsync(), "it goes on once the clock is right");
    }

    [TestMethod]
    public async Task What_was_signed_cannot_be_turned_into_something_else()
    {
        await using var centers = await JoinedCenters.StartAsync();
        const string Keys = CenterHttp.BasePath + "/keys";
        var body = Encoding.UTF8.GetBytes("{\"publicKey\":\"x\"}");

        using var otherPlace = await SendAsync(
            centers, HttpMethod.Get, Place + "/next?number=0", await HeadersAsync(centers, HttpMethod.Get, Place, []));
        await otherPlace.AssertProblemAsync(HttpStatusCode.Unauthorized, "bad_signature");

        var headers = await HeadersAsync(centers, HttpMethod.Post, Keys, body);
        using var otherBody = await SendAsync(centers, HttpMethod.Post, Keys, headers, "{\"publicKey\":\"y\"}"u8.ToArray());
        await otherBody.AssertProblemAsync(HttpStatusCode.BadRequest, "body_altered");

        var otherCenter = await HeadersAsync(centers, HttpMethod.Get, Place, []);
        otherCenter[SignedRequest.CenterHeader] = "44";
        using var ofAnother = await SendAsync(centers, HttpMethod.Get, Place, otherCenter);
        await ofAnother.AssertProblemAsync(HttpStatusCode.Unauthorized, "bad_signature");

        using var unsigned = await SendAsync(centers, HttpMethod.Get, Place, []);
        await unsigned.AssertProblemAsync(HttpStatusCode.Forbidden, "centers_only");
    }

    [TestMethod]
    public async Task A_province_that_has_not_joined_has_no_line()
    {
        await using var centers = await JoinedCenters.StartAsync(isJoined: false);

        var down = await Assert.ThrowsExactlyAsync<LineDownException>(centers.PushAsync);

        Assert.Contains("尚未接入", down.Message);
    }

    private static async Task<Dictionary<string, string>> HeadersAsync(
        JoinedCenters centers, HttpMethod method, string target, byte[] body)
    {
        var signed = new SignedRequest(
            "51", centers.Province.Time.Now.ToUnixTimeSeconds(), Guid.CreateVersion7().ToString("n"),
            Convert.ToHexStringLower(SHA256.HashData(body)));
        var signature = await centers.Province.RunAsync(
            (ICenterKeys keys) => keys.SignAsync(signed.ToSign(method.Method, target), None));
        return new()
        {
            [SignedRequest.CenterHeader] = signed.Center,
            [SignedRequest.TimeHeader] = signed.Time.ToString(CultureInfo.InvariantCulture),
            [SignedRequest.NonceHeader] = signed.Nonce,
            [SignedRequest.BodyHeader] = signed.BodyHash,
            [SignedRequest.KeyHeader] = signature.KeyId,
            [SignedRequest.SignatureHeader] = Convert.ToBase64String(signature.Value),
        };
    }

    private static async Task<HttpResponseMessage> SendAsync(
        JoinedCenters centers, HttpMethod method, string target, Dictionary<string, string> headers, byte[]? body = null)
    {
        using var client = new HttpClient { BaseAddress = centers.Nation.Address };
        using var request = new HttpRequestMessage(method, new Uri(target, UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (body is not null)
            request.Content = Answers.Json(Encoding.UTF8.GetString(body));
        return await client.SendAsync(request);
    }
}
