using System.Net;
using Dapper;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Access;

[TestClass]
public sealed class UserTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Accounts_are_seen_and_managed_from_above_and_not_from_beside(Engine engine)
    {
        await using var center = await CenterUnderTest.StartAsync(engine);
        var city = await AddOrganizationAsync(center, "city", "510100", center.RootOrganizationId);
        var county = await AddOrganizationAsync(center, "county", "510104", city);
        var beside = await AddOrganizationAsync(center, "county", "510105", city);
        using var above = await center.ClientAsync(Role.SystemAdministrator, city);
        using var neighbour = await center.ClientAsync(Role.SystemAdministrator, beside);

        var created = await CreateAsync(above, county, "lihua");
        Assert.AreEqual(HttpStatusCode.Created, created.StatusCode, await created.Content.ReadAsStringAsync());
        var id = (await created.JsonAsync()).GetProperty("user").GetProperty("userId").GetInt64();
        Assert.AreEqual($"/api/v1/users/{id}", created.Headers.Location!.ToString());
        Assert.AreEqual(HttpStatusCode.OK, (await above.GetAsync($"/api/v1/users/{id}")).StatusCode);
        await (await neighbour.GetAsync($"/api/v1/users/{id}")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await neighbour.PostAsync($"/api/v1/users/{id}/password-reset", null))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await CreateAsync(neighbour, county, "zhangwei")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await CreateAsync(above, county, "LiHua")).AssertProblemAsync(HttpStatusCode.Conflict, "user_name_taken");

        Assert.AreEqual(3, await CountAsync(above));
        Assert.AreEqual(1, await CountAsync(neighbour));
        Assert.AreEqual(1, await CountAsync(above, $"?organizationId={county}&kind=person&isEnabled=true"));
    }

    [TestMethod]
    public async Task Only_a_system_administrator_manages_accounts()
    {
        await using var center = await CenterUnderTest.StartAsync();
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.SystemAdministrator))
        {
            using var client = await center.ClientAsync(role);
            await (await client.GetAsync("/api/v1/users")).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        }
    }

    [TestMethod]
    public async Task Everything_wrong_with_a_new_account_is_said_at_once()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var admin = await center.ClientAsync(Role.SystemAdministrator);
        var answer = await admin.PostAsync("/api/v1/users", Answers.Json(
            $$"""{"userName":"王","displayName":" ","organizationId":{{center.RootOrganizationId}},"roles":["system_administrator","audit_administrator"],"password":"abc","phone":"十三号"}"""));
        var errors = (await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid")).GetProperty("errors");
        CollectionAssert.AreEquivalent(
            new[] { "userName", "displayName", "password", "roles", "phone" },
            errors.EnumerateObject().Select(e => e.Name).ToArray());
    }

    [TestMethod]
    public async Task Nobody_administers_the_own_account()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var id = await center.AddAccountAsync([Role.SystemAdministrator]);
        using var admin = center.ClientFor(id);
        admin.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"1\"");
        await (await admin.PutAsync($"/api/v1/users/{id}/roles", Answers.Json("""{"roles":["registrar"]}""")))
            .AssertProblemAsync(HttpStatusCode.Forbidden, "own_account");
        await (await admin.PutAsync($"/api/v1/users/{id}", Answers.Json("""{"displayName":"甲","isEnabled":false}""")))
            .AssertProblemAsync(HttpStatusCode.Forbidden, "own_account");
    }

    [TestMethod]
    public async Task Roles_change_with_the_version_read_and_count_at_once()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var id = await center.AddAccountAsync([Role.Registrar]);
        using var person = center.ClientFor(id);
        using var admin = await center.ClientAsync(Role.SystemAdministrator);
        Assert.AreEqual(HttpStatusCode.Forbidden, (await person.GetAsync("/api/v1/audit-events")).StatusCode);
        admin.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"1\"");
        var changed = await admin.PutAsync($"/api/v1/users/{id}/roles", Answers.Json("""{"roles":["audit_administrator"]}"""));
        Assert.AreEqual("\"2\"", changed.Headers.ETag?.Tag, await changed.Content.ReadAsStringAsync());
        Assert.AreEqual(HttpStatusCode.OK, (await person.GetAsync("/api/v1/audit-events")).StatusCode);
        await (await admin.PutAsync($"/api/v1/users/{id}/roles", Answers.Json("""{"roles":["registrar"]}""")))
            .AssertProblemAsync(HttpStatusCode.PreconditionFailed, "stale_version");
    }

    [TestMethod]
    public async Task A_disabled_account_is_out_at_once()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var id = await center.AddAccountAsync([Role.Registrar]);
        using var person = center.ClientFor(id);
        Assert.AreEqual(HttpStatusCode.OK, (await person.GetAsync("/api/v1/me")).StatusCode);
        using var admin = await center.ClientAsync(Role.SystemAdministrator);
        admin.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"1\"");
        await admin.PutAsync($"/api/v1/users/{id}", Answers.Json("""{"displayName":"甲","isEnabled":false}"""));
        await (await person.GetAsync("/api/v1/me")).AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [TestMethod]
    public async Task The_audit_trail_shows_who_did_what_newest_first()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var admin = await center.ClientAsync(Role.SystemAdministrator);
        await CreateAsync(admin, center.RootOrganizationId, "lihua");
        await CreateAsync(admin, center.RootOrganizationId, "lihua");
        using var auditor = await center.ClientAsync(Role.AuditAdministrator);
        var items = (await (await auditor.GetAsync("/api/v1/audit-events?action=user.create")).JsonAsync()).GetProperty("items");
        Assert.AreEqual("refused", items[0].GetProperty("result").GetString());
        Assert.AreEqual("user_name_taken", items[0].GetProperty("reason").GetString());
        Assert.AreEqual("done", items[1].GetProperty("result").GetString());
        Assert.AreEqual("127.0.0.1", items[1].GetProperty("remoteAddress").GetString());
        Assert.Contains("lihua", items[1].GetProperty("detail").GetString()!);
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient admin, long organization, string name) => admin.PostAsync(
        "/api/v1/users",
        Answers.Json($$"""{"userName":"{{name}}","displayName":"李华","organizationId":{{organization}},"roles":["registrar"]}"""));

    private static async Task<int> CountAsync(HttpClient client, string query = "") =>
        (await (await client.GetAsync("/api/v1/users" + query)).JsonAsync()).GetProperty("items").GetArrayLength();

    private static async Task<long> AddOrganizationAsync(CenterUnderTest center, string kind, string code, long parent)
    {
        var id = await center.Scope.RunAsync((IIdentifiers ids) => ids.ReserveAsync(1, CancellationToken.None));
        await using var connection = await center.Scope.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            """
            INSERT INTO organization (organization_id, kind, code, name, name_pinyin, parent_id, region_code, is_active, home_center, row_version)
            VALUES (@id, @kind, @code, @code, 'x', @parent, '510000', @yes, '51', 1)
            """,
            new { id, kind, code, parent, yes = true });
        return id;
    }
}
