using System.Net;
using ManagementPlatform.Core.Access;
using Microsoft.AspNetCore.Builder;

namespace ManagementPlatform.Center.Tests.Conventions;

[TestClass]
public sealed class ProblemTests
{
    // One center for all: these tests only ask.
    private static CenterUnderTest _center = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        _center = await CenterUnderTest.StartAsync(routes: new ProbeRoutes().Map);

    [ClassCleanup]
    public static async Task StopAsync() => await _center.DisposeAsync();

    [TestMethod]
    [DataRow("""{"name":""", "malformed_json", null)]
    [DataRow("[1,2]", "malformed_json", null)]
    [DataRow("null", "body_required", null)]
    [DataRow("", "body_required", null)]
    [DataRow("""{"nmae":"张三"}""", "invalid", "nmae")]
    [DataRow("""{"name":5}""", "invalid", "name")]
    [DataRow("""{"count":"5"}""", "invalid", "count")]
    [DataRow("""{"count":1.5}""", "invalid", "count")]
    [DataRow("""{"count":99999999999999999999}""", "invalid", "count")]
    [DataRow("""{"birthDate":"2026-02-30"}""", "invalid", "birthDate")]
    [DataRow("""{"role":"king"}""", "invalid", "role")]
    [DataRow("""{"role":3}""", "invalid", "role")]
    [DataRow("""{"name":"a\u0000b"}""", "invalid", "name")]
    [DataRow("""{"name":"\ud800"}""", "invalid", "name")]
    [DataRow("""{"name":"a","name":"b"}""", "invalid", "name")]
    [DataRow("""{"number":"G510104201601010024"}""", "invalid", "number")]
    [DataRow("""{"names":["a",null]}""", "invalid", null)]
    [DataRow("""{"extra":{"a":null}}""", "invalid", null)]
    public async Task A_wrong_body_is_answered_with_400_and_its_reason(string body, string code, string? field)
    {
        using var client = await _center.ClientAsync(Role.Registrar);
        var answer = await client.PostAsync("/api/v1/probe/echo", Answers.Json(body));
        var problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
        if (field is not null)
            Assert.IsTrue(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [TestMethod]
    public async Task A_good_body_is_understood()
    {
        using var client = await _center.ClientAsync(Role.Registrar);
        const string Body = """{"name":"欧阳\t锋","birthDate":"2016-02-29","count":3,"role":"system_administrator"}""";
        var answer = await client.PostAsync("/api/v1/probe/echo", Answers.Json(Body));
        Assert.AreEqual(Body, await answer.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task A_string_of_ten_megabytes_is_too_large()
    {
        using var client = await _center.ClientAsync(Role.Registrar);
        var answer = await client.PostAsync(
            "/api/v1/probe/echo", Answers.Json($$"""{"name":"{{new string('a', 10_000_000)}}"}"""));
        await answer.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [TestMethod]
    public async Task Another_media_type_is_refused()
    {
        using var client = await _center.ClientAsync(Role.Registrar);
        var answer = await client.PostAsync("/api/v1/probe/echo", new StringContent("name=a"));
        await answer.AssertProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [TestMethod]
    [DataRow("gbk")]
    [DataRow("\"utf-16\"")]
    [DataRow("no-such-charset")]
    public async Task Json_in_another_charset_is_refused(string charset)
    {
        using var client = await _center.ClientAsync(Role.Registrar);
        var body = Answers.Json("""{"name":"a"}""");
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
        await (await client.PostAsync("/api/v1/probe/echo", body))
            .AssertProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_charset");
    }

    [TestMethod]
    [DataRow("GET", "/api/v1/nowhere", 404, "no_such_route")]
    [DataRow("GET", "/api/v1/probe/things/seven", 404, "no_such_route")]
    [DataRow("DELETE", "/api/v1/probe/things/7", 405, "method_not_allowed")]
    [DataRow("GET", "/api/v1/probe/things?yaer=2026", 400, "invalid")]
    [DataRow("GET", "/api/v1/probe/things?year=next", 400, "invalid")]
    [DataRow("GET", "/api/v1/probe/things?limit=0", 400, "invalid_limit")]
    [DataRow("GET", "/api/v1/probe/things?limit=201", 400, "invalid_limit")]
    [DataRow("GET", "/api/v1/probe/things?cursor=x", 400, "invalid_cursor")]
    [DataRow("GET", "/api/v1/probe/things?cursor=%E4%BA%BA", 400, "invalid_cursor")]
    [DataRow("GET", "/api/v1/probe/fail/conflict", 409, "taken")]
    [DataRow("GET", "/api/v1/probe/fail/missing", 404, "not_found")]
    [DataRow("GET", "/api/v1/probe/fail/forbidden", 403, "four_eyes")]
    [DataRow("GET", "/api/v1/probe/fail/disk", 503, "storage_unavailable")]
    [DataRow("GET", "/api/v1/probe/fail/busy", 503, "center_busy")]
    [DataRow("GET", "/api/v1/probe/ministry", 403, "forbidden")]
    public async Task Every_refusal_is_a_problem_with_its_status_and_code(string method, string path, int status, string code)
    {
        using var client = await _center.ClientAsync(Role.Analyst);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var answer = await client.SendAsync(request);
        await answer.AssertProblemAsync((HttpStatusCode)status, code);
        Assert.AreEqual(status == 503, answer.Headers.RetryAfter is not null);
    }

    [TestMethod]
    public async Task All_errors_come_at_once_by_field()
    {
        using var client = await _center.ClientAsync(Role.Registrar);
        var problem = await (await client.GetAsync("/api/v1/probe/fail/all"))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.AreEqual(2, problem.GetProperty("errors").GetProperty("name").GetArrayLength());
        Assert.AreEqual("丙错。", problem.GetProperty("errors").GetProperty("request")[0].GetProperty("message").GetString());
    }

    [TestMethod]
    [DataRow("name=%00")]
    [DataRow("name=a%1Fb")]
    [DataRow("regionCode=%ED%A0%80&name=%0A")]
    public async Task A_query_with_control_characters_never_reaches_the_database(string query)
    {
        using var client = await _center.ClientAsync(Role.Analyst);
        var problem = await (await client.GetAsync("/api/v1/organizations?" + query))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.AreEqual(
            "control_character", problem.GetProperty("errors").GetProperty("name")[0].GetProperty("code").GetString());
    }

    [TestMethod]
    public async Task An_internal_error_gives_an_id_and_nothing_else_away()
    {
        using var client = await _center.ClientAsync(Role.Registrar);
        var problem = await (await client.GetAsync("/api/v1/probe/fail/internal"))
            .AssertProblemAsync(HttpStatusCode.InternalServerError, "internal_error");
        var id = problem.GetProperty("id").GetString()!;
        Assert.AreEqual(32, id.Length);
        Assert.DoesNotContain("secret", problem.ToString());

        // The operator finds it by this id; the exception's own words, which may repeat what was sent, stay out of the log too.
        var logged = _center.Errors.Take();
        Assert.Contains(id, logged);
        Assert.Contains(nameof(ProbeRoutes), logged);
        Assert.DoesNotContain("secret", logged);
    }

    [TestMethod]
    public async Task A_forbidden_attempt_is_in_the_audit_trail()
    {
        var userId = await _center.AddAccountAsync([Role.Analyst]);
        using var client = _center.ClientFor(userId);
        await client.GetAsync("/api/v1/probe/ministry");
        Assert.AreEqual("probe.staff refused forbidden", await _center.Scope.ScalarAsync<string>(
            "SELECT CONCAT(action, ' ', result, ' ', reason) FROM audit_event WHERE user_id = @userId", new { userId }));
    }

    [TestMethod]
    public async Task Numbers_of_people_leave_masked()
    {
        using var client = await _center.ClientAsync(Role.Registrar);
        var text = await client.GetStringAsync("/api/v1/probe/numbers");
        Assert.Contains("510***********0023", text);
        Assert.DoesNotContain("20160101", text);
    }

    [TestMethod]
    public void A_route_without_a_policy_does_not_start()
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Center"] = "Data Source=:memory:" };
        var options = new CenterHostOptions { Settings = settings, Routes = api => api.MapGet("/open", () => "everything") };
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => CenterHost.Build(options));
        Assert.Contains("/open", error.Message);
    }
}
