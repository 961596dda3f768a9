using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Access;

[TestClass]
public sealed class SignInTests
{
    private const string First = "First-2026";
    private const string Second = "Second-2026";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_new_person_changes_the_first_password_and_then_works(Engine engine)
    {
        await using var center = await CenterUnderTest.StartAsync(engine);
        await CreateAsync(center, "wangmin", Role.SystemAdministrator);
        using var client = center.Anonymous();
        var tokens = await (await SignInAsync(client, "wangmin", First)).JsonAsync();
        Assert.IsTrue(tokens.GetProperty("mustChangePassword").GetBoolean());
        Use(client, tokens.GetProperty("accessToken").GetString()!);
        await (await client.GetAsync("/api/v1/users")).AssertProblemAsync(HttpStatusCode.Forbidden, "password_change_required");

        var changed = await client.PostAsync(
            "/api/v1/me/password", Answers.Json($$"""{"currentPassword":"{{First}}","newPassword":"{{Second}}"}"""));
        Assert.AreEqual(HttpStatusCode.OK, changed.StatusCode, await changed.Content.ReadAsStringAsync());
        await (await client.GetAsync("/api/v1/users")).AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        Use(client, (await changed.JsonAsync()).GetProperty("accessToken").GetString()!);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/users")).StatusCode);
        await (await SignInAsync(client, "wangmin", First)).AssertProblemAsync(HttpStatusCode.Unauthorized, "wrong_credentials");
        Assert.AreEqual(HttpStatusCode.OK, (await SignInAsync(client, "WangMin", Second)).StatusCode);
    }

    [TestMethod]
    public async Task The_last_five_passwords_do_not_come_back()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await CreateAsync(center, "wangmin", Role.Registrar);
        using var client = center.Anonymous();
        var current = First;
        Use(client, (await (await SignInAsync(client, "wangmin", current)).JsonAsync()).GetProperty("accessToken").GetString()!);
        foreach (var next in new[] { "Aa1-aaaa", "Aa2-aaaa", "Aa3-aaaa", "Aa4-aaaa" })
        {
            var change = await ChangeAsync(client, current, next);
            Assert.AreEqual(HttpStatusCode.OK, change.StatusCode, await change.Content.ReadAsStringAsync());
            Use(client, (await change.JsonAsync()).GetProperty("accessToken").GetString()!);
            current = next;
        }

        await (await ChangeAsync(client, current, First)).AssertProblemAsync(HttpStatusCode.BadRequest, "password_reused");
        await (await ChangeAsync(client, current, "short")).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
        var fifth = await ChangeAsync(client, current, "Aa5-aaaa");
        Use(client, (await fifth.JsonAsync()).GetProperty("accessToken").GetString()!);
        Assert.AreEqual(HttpStatusCode.OK, (await ChangeAsync(client, "Aa5-aaaa", First)).StatusCode);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Five_wrong_passwords_at_once_lock_the_account_even_against_the_right_one(Engine engine)
    {
        await using var center = await CenterUnderTest.StartAsync(engine);
        var user = await CreateAsync(center, "wangmin", Role.Registrar);
        using var client = center.Anonymous();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SignInAsync(client, "wangmin", $"Wrong-{i}-2026")));
        Assert.IsTrue(answers.All(a => a.StatusCode == HttpStatusCode.Unauthorized));
        await (await SignInAsync(client, "wangmin", First)).AssertProblemAsync(HttpStatusCode.Unauthorized, "account_locked");
        Assert.AreEqual(5, await center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'sign_in' AND reason = 'wrong_password'"));
        Assert.AreEqual(9, await center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'sign_in' AND result = 'refused'"));

        using var admin = await center.ClientAsync(Role.SystemAdministrator);
        await admin.PostAsync($"/api/v1/users/{user}/unlock", null);
        Assert.AreEqual(HttpStatusCode.OK, (await SignInAsync(client, "wangmin", First)).StatusCode);
    }

    [TestMethod]
    public async Task The_lock_opens_by_itself()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await CreateAsync(center, "wangmin", Role.Registrar);
        using var client = center.Anonymous();
        for (var i = 0; i < 5; i++)
            await SignInAsync(client, "wangmin", "Wrong-2026");
        var until = await center.Scope.ScalarAsync<DateTime>("SELECT lockout_end FROM app_user WHERE user_name = 'wangmin'");
        Assert.AreEqual(30, (until - TimeProvider.System.GetUtcNow().UtcDateTime).TotalMinutes, 1);
        await center.Scope.ScalarAsync<int>("UPDATE app_user SET lockout_end = '2026-01-01 00:00:00.000000'");
        Assert.AreEqual(HttpStatusCode.OK, (await SignInAsync(client, "wangmin", First)).StatusCode);
    }

    [TestMethod]
    public async Task An_unknown_name_and_a_disabled_account_get_the_same_answer_as_a_wrong_password()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await CreateAsync(center, "wangmin", Role.Registrar);
        await center.Scope.ScalarAsync<int>("UPDATE app_user SET is_enabled = 0 WHERE user_name = 'wangmin'");
        using var client = center.Anonymous();
        await (await SignInAsync(client, "nobody", First)).AssertProblemAsync(HttpStatusCode.Unauthorized, "wrong_credentials");
        await (await SignInAsync(client, "wangmin", First)).AssertProblemAsync(HttpStatusCode.Unauthorized, "wrong_credentials");
    }

    [TestMethod]
    public async Task A_refresh_token_gives_a_new_access_token_until_sign_out()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await CreateAsync(center, "wangmin", Role.Registrar);
        using var client = center.Anonymous();
        var tokens = await (await SignInAsync(client, "wangmin", First)).JsonAsync();
        var refresh = tokens.GetProperty("refreshToken").GetString();
        var renewed = await client.PostAsync("/api/v1/sign-in/renew", Answers.Json($$"""{"refreshToken":"{{refresh}}"}"""));
        Use(client, (await renewed.JsonAsync()).GetProperty("accessToken").GetString()!);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/me")).StatusCode);

        Assert.AreEqual(HttpStatusCode.NoContent, (await client.PostAsync("/api/v1/me/sign-out", null)).StatusCode);
        await (await client.GetAsync("/api/v1/me")).AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await client.PostAsync("/api/v1/sign-in/renew", Answers.Json($$"""{"refreshToken":"{{refresh}}"}""")))
            .AssertProblemAsync(HttpStatusCode.Unauthorized, "invalid_refresh_token");
        await (await client.PostAsync("/api/v1/sign-in/renew", Answers.Json("""{"refreshToken":"x"}""")))
            .AssertProblemAsync(HttpStatusCode.Unauthorized, "invalid_refresh_token");
    }

    [TestMethod]
    public async Task A_password_is_good_for_ninety_days_and_no_longer()
    {
        var time = new MovableTime(TimeProvider.System.GetUtcNow());
        await using var center = await CenterUnderTest.StartAsync(
            services: services => services.AddSingleton<TimeProvider>(time));
        await CreateAsync(center, "wangmin", Role.SystemAdministrator);
        using var client = center.Anonymous();
        Use(client, (await (await SignInAsync(client, "wangmin", First)).JsonAsync()).GetProperty("accessToken").GetString()!);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.AreEqual(HttpStatusCode.OK, (await ChangeAsync(client, First, Second)).StatusCode);

        time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(1));
        var last = await (await SignInAsync(client, "wangmin", Second)).JsonAsync();
        Assert.IsFalse(last.GetProperty("mustChangePassword").GetBoolean());
        Use(client, last.GetProperty("accessToken").GetString()!);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/users")).StatusCode);

        time.Advance(TimeSpan.FromMinutes(2));
        await (await client.GetAsync("/api/v1/users")).AssertProblemAsync(HttpStatusCode.Forbidden, "password_change_required");
        var tooLate = await (await SignInAsync(client, "wangmin", Second)).JsonAsync();
        Assert.IsTrue(tooLate.GetProperty("mustChangePassword").GetBoolean());
        Use(client, tooLate.GetProperty("accessToken").GetString()!);
        Assert.IsTrue((await (await client.GetAsync("/api/v1/me")).JsonAsync()).GetProperty("mustChangePassword").GetBoolean());
        await (await client.GetAsync("/api/v1/users")).AssertProblemAsync(HttpStatusCode.Forbidden, "password_change_required");

        var changed = await (await ChangeAsync(client, Second, "Third-2026")).JsonAsync();
        Use(client, changed.GetProperty("accessToken").GetString()!);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/users")).StatusCode);
    }

    [TestMethod]
    public async Task A_program_takes_tokens_by_client_credentials()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var admin = await center.ClientAsync(Role.SystemAdministrator);
        var created = await admin.PostAsync("/api/v1/users", Answers.Json(
            $$"""{"userName":"school-7-sis","displayName":"教务系统","organizationId":{{center.RootOrganizationId}},"roles":["integration"],"kind":"system"}"""));
        var secret = (await created.JsonAsync()).GetProperty("password").GetString()!;
        using var client = center.Anonymous();

        var byForm = await TokenAsync(
            client, ("grant_type", "client_credentials"), ("client_id", "school-7-sis"), ("client_secret", secret));
        var token = await byForm.JsonAsync();
        Assert.AreEqual("Bearer", token.GetProperty("token_type").GetString());
        Use(client, token.GetProperty("access_token").GetString()!);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/me")).StatusCode);

        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"school-7-sis:{secret}")));
        Assert.AreEqual(HttpStatusCode.OK, (await TokenAsync(client, ("grant_type", "client_credentials"))).StatusCode);

        client.DefaultRequestHeaders.Authorization = null;
        var wrong = await TokenAsync(
            client, ("grant_type", "client_credentials"), ("client_id", "school-7-sis"), ("client_secret", "x"));
        Assert.AreEqual(
            (HttpStatusCode.Unauthorized, "invalid_client"),
            (wrong.StatusCode, (await wrong.JsonAsync()).GetProperty("error").GetString()));
        var other = await TokenAsync(client, ("grant_type", "password"));
        Assert.AreEqual("unsupported_grant_type", (await other.JsonAsync()).GetProperty("error").GetString());
        await (await SignInAsync(client, "school-7-sis", secret))
            .AssertProblemAsync(HttpStatusCode.Unauthorized, "wrong_credentials");
    }

    [TestMethod]
    public async Task A_form_of_another_kind_gives_no_token()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var client = center.Anonymous();
        var form = new StringContent("cut off");
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        var answer = await client.PostAsync("/api/v1/token", form);
        Assert.AreEqual(
            (HttpStatusCode.BadRequest, "invalid_request"),
            (answer.StatusCode, (await answer.JsonAsync()).GetProperty("error").GetString()));
    }

    [TestMethod]
    public async Task Tokens_of_one_node_are_good_on_another()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await CreateAsync(center, "wangmin", Role.Registrar);
        using var client = center.Anonymous();
        var token = (await (await SignInAsync(client, "wangmin", First)).JsonAsync()).GetProperty("accessToken").GetString()!;
        await using var other = await center.StartSecondNodeAsync();
        using var there = new HttpClient { BaseAddress = new Uri(other.Urls.First()) };
        Use(there, token);
        Assert.AreEqual(HttpStatusCode.OK, (await there.GetAsync("/api/v1/me")).StatusCode);
    }

    private static async Task<long> CreateAsync(CenterUnderTest center, string name, Role role)
    {
        using var admin = await center.ClientAsync(Role.SystemAdministrator);
        var answer = await admin.PostAsync("/api/v1/users", Answers.Json(
            $$"""
            {"userName":"{{name}}","displayName":"王敏","organizationId":{{center.RootOrganizationId}},
            "roles":["{{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString())}}"],"password":"{{First}}"}
            """));
        Assert.AreEqual(HttpStatusCode.Created, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).GetProperty("user").GetProperty("userId").GetInt64();
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password) =>
        client.PostAsync("/api/v1/sign-in", Answers.Json($$"""{"userName":"{{name}}","password":"{{password}}"}"""));

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string current, string next) =>
        client.PostAsync("/api/v1/me/password", Answers.Json($$"""{"currentPassword":"{{current}}","newPassword":"{{next}}"}"""));

    private static Task<HttpResponseMessage> TokenAsync(HttpClient client, params (string Name, string Value)[] form) =>
        client.PostAsync("/api/v1/token", new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    private static void Use(HttpClient client, string token) =>
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
}
