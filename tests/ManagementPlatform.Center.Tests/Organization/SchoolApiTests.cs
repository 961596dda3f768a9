using System.Net;
using System.Net.Http.Headers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Organization;

[TestClass]
public sealed class SchoolApiTests
{
    private const string Schools = "/api/v1/schools";
    private const string Decision = """ "decision":{"effectiveOn":"2026-09-01","documentNumber":"武教〔2026〕12号"} """;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_school_from_application_to_its_first_class_and_teacher(Engine engine)
    {
        await using var center = await StartAsync(engine);
        using var county = await center.ClientAsync(Role.Registrar, TestSchool.County);
        using var province = await center.ClientAsync(Role.Registrar);

        var applied = await county.PostAsync(Schools, Application());
        Assert.AreEqual(HttpStatusCode.Created, applied.StatusCode, await applied.Content.ReadAsStringAsync());
        var school = applied.Headers.Location!.ToString();
        Assert.AreEqual("applied", (await applied.JsonAsync()).GetProperty("status").GetString());
        await AssertStatusAsync(await PostAsync(county, $"{school}/submission", "{" + Inner + "}", "\"1\""), "pending", 2);
        await (await PostAsync(county, $"{school}/code", "{" + Inner + "}", "\"2\""))
            .AssertProblemAsync(HttpStatusCode.Forbidden, "codes_are_the_provinces");
        var active = await PostAsync(province, $"{school}/code", "{" + Inner + "}", "\"2\"");
        await AssertStatusAsync(active, "active", 3);

        var read = await county.GetAsync(school);
        Assert.AreEqual("\"3\"", read.Headers.ETag!.Tag);
        var json = await read.JsonAsync();
        Assert.AreEqual("2151000003", json.GetProperty("code").GetString());
        Assert.AreEqual("028-85550000", json.GetProperty("contact").GetProperty("phone").GetString());
        Assert.AreEqual(3, (await (await county.GetAsync($"{school}/events")).JsonAsync()).GetArrayLength());
        Assert.AreEqual(
            "2151000003", (await (await county.GetAsync($"{school}/codes")).JsonAsync())[0].GetProperty("code").GetString());

        var id = json.GetProperty("schoolId").GetInt64();
        using var registrar = await center.ClientAsync(Role.Registrar, id);
        var staff = await registrar.PostAsync($"{school}/staff", Answers.Json(Teacher));
        Assert.AreEqual(HttpStatusCode.Created, staff.StatusCode, await staff.Content.ReadAsStringAsync());
        var teacher = await staff.JsonAsync();
        Assert.AreEqual("510***********003X", teacher.GetProperty("documentNumber").GetString());
        var formed = await registrar.PostAsync(
            "/api/v1/classes", Answers.Json($$"""{"schoolId":{{id}},"stage":"小学","entryYear":2026,"headTeacherId":{{teacher.GetProperty("staffId")}}}"""));
        Assert.AreEqual(HttpStatusCode.Created, formed.StatusCode, await formed.Content.ReadAsStringAsync());
        var classes = await (await registrar.GetAsync($"/api/v1/classes?schoolId={id}&grade=21")).JsonAsync();
        Assert.AreEqual("王老师", classes.GetProperty("items")[0].GetProperty("headTeacherName").GetString());
        Assert.AreEqual(
            1, (await (await registrar.GetAsync($"{school}/staff?name=wang")).JsonAsync()).GetProperty("items").GetArrayLength());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Lists_are_cut_to_the_scope_and_page_by_cursor(Engine engine)
    {
        await using var center = await StartAsync(engine);
        using var city = await center.ClientAsync(Role.Analyst, TestSchool.City);
        using var county = await center.ClientAsync(Role.Analyst, TestSchool.County);
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);

        Assert.AreEqual("晨光小学,星河小学", await NamesAsync(city, Schools));
        Assert.AreEqual("晨光小学", await NamesAsync(county, Schools));
        Assert.AreEqual("晨光小学", await NamesAsync(city, Schools + "?name=晨光"));
        Assert.AreEqual("晨光小学", await NamesAsync(city, Schools + "?code=2151000001"));
        Assert.AreEqual("", await NamesAsync(city, Schools + "?name=%25"));
        Assert.AreEqual("", await NamesAsync(city, Schools + "?status=closed"));
        Assert.AreEqual("晨光小学", await NamesAsync(city, $"{Schools}?bureauId={TestSchool.County}"));

        var first = await (await city.GetAsync(Schools + "?limit=1")).JsonAsync();
        Assert.AreEqual("星河小学", await NamesAsync(city, $"{Schools}?limit=1&cursor={first.GetProperty("next").GetString()}"));
        Assert.AreEqual("晨光小学", await NamesAsync(school, "/api/v1/organizations?kind=school"));
        Assert.AreEqual("成都市教育局,武侯区教育局,晨光小学", await NamesAsync(school, "/api/v1/organizations?regionCode=510100&limit=3"));
        await (await school.GetAsync($"{Schools}/{TestSchool.OtherSchool}"))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await school.GetAsync($"/api/v1/organizations/{TestSchool.OtherSchool}"))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await city.GetAsync(Schools + "?cursor=!")).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_cursor");
        await (await city.GetAsync(Schools + "?county=1")).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [TestMethod]
    public async Task Decisions_take_the_version_that_was_read_and_nothing_else_decides()
    {
        await using var center = await StartAsync();
        using var county = await center.ClientAsync(Role.Registrar, TestSchool.County);
        using var registrar = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        var renaming = $"{Schools}/{TestSchool.Id}/renaming";
        const string Body = """{"name":"武侯区晨光小学",""" + Decision + "}";

        await (await county.PostAsync(renaming, Answers.Json(Body)))
            .AssertProblemAsync(HttpStatusCode.PreconditionRequired, "version_required");
        await (await PostAsync(county, renaming, Body, "\"7\""))
            .AssertProblemAsync(HttpStatusCode.PreconditionFailed, "stale_version");
        await (await PostAsync(registrar, renaming, Body, "\"1\"")).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        var renamed = await PostAsync(county, renaming, Body, "\"1\"");
        Assert.AreEqual("\"2\"", renamed.Headers.ETag!.Tag);
        var edited = await PutAsync(
            county, $"{Schools}/{TestSchool.Id}",
            """{"contact":{"address":"新路1号","postalCode":"610041","phone":"02885550001"}}""", "\"2\"");
        Assert.AreEqual("新路1号", (await edited.JsonAsync()).GetProperty("contact").GetProperty("address").GetString());
        var wrong = await PutAsync(county, $"{Schools}/{TestSchool.Id}", """{"contact":{"postalCode":"1"}}""", "\"3\"");
        var errors = (await wrong.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid")).GetProperty("errors");
        Assert.IsTrue(errors.TryGetProperty("address", out _) && errors.TryGetProperty("postalCode", out _) && errors.TryGetProperty("phone", out _));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Reference_data_are_read_and_kept_up(Engine engine)
    {
        await using var center = await StartAsync(engine);
        using var reader = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        using var keeper = await center.ClientAsync(Role.SecurityAdministrator);

        Assert.IsGreaterThan(30, (await (await reader.GetAsync("/api/v1/reference/code-tables")).JsonAsync()).GetArrayLength());
        Assert.AreEqual("汉族", (await (await reader.GetAsync("/api/v1/reference/code-tables/ethnicity")).JsonAsync())[0].GetProperty("name").GetString());
        await (await reader.GetAsync("/api/v1/reference/code-tables/nothing"))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        Assert.AreEqual(
            "四川省成都市武侯区",
            (await (await reader.GetAsync("/api/v1/reference/regions/510107")).JsonAsync()).GetProperty("fullName").GetString());
        Assert.AreEqual("武侯区", await NamesAsync(reader, "/api/v1/reference/regions?parentCode=510100&name=武侯"));

        var year = await reader.GetAsync("/api/v1/reference/calendar/2027");
        Assert.IsTrue((await year.JsonAsync()).GetProperty("provisional").GetBoolean());
        const string Notice = """{"days":[{"day":"2027-01-01","isWorking":false,"name":"元旦"}]}""";
        await (await PutAsync(reader, "/api/v1/reference/calendar/2027", Notice, year.Headers.ETag!.Tag))
            .AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        var announced = await PutAsync(keeper, "/api/v1/reference/calendar/2027", Notice, year.Headers.ETag!.Tag);
        Assert.AreEqual(HttpStatusCode.NoContent, announced.StatusCode, await announced.Content.ReadAsStringAsync());
        var after = await (await reader.GetAsync("/api/v1/reference/calendar/2027")).JsonAsync();
        Assert.IsFalse(after.GetProperty("provisional").GetBoolean());
        Assert.IsFalse(after.GetProperty("days")[0].GetProperty("isWorking").GetBoolean());

        var rules = await reader.GetAsync("/api/v1/province-rules");
        var tag = rules.Headers.ETag!.Tag;
        const string Cutoff = "/api/v1/province-rules/grade1_age_cutoff";
        var set = await PutAsync(keeper, Cutoff, """{"value":"12-31","validFrom":"2027-01-01","source":"川教函〔2026〕1号"}""", tag);
        Assert.AreEqual(HttpStatusCode.NoContent, set.StatusCode, await set.Content.ReadAsStringAsync());
        Assert.AreEqual("08-31", await RuleAsync(reader, "2026-12-31"));
        Assert.AreEqual("12-31", await RuleAsync(reader, "2027-01-01"));
        await (await PutAsync(keeper, Cutoff, """{"value":"12-31","validFrom":"2028-01-01"}""", tag))
            .AssertProblemAsync(HttpStatusCode.PreconditionFailed, "stale_version");
        await (await PutAsync(keeper, Cutoff, """{"value":"always","validFrom":"2028-01-01"}""", set.Headers.ETag!.Tag))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    private const string Inner = """ "effectiveOn":"2026-09-01","documentNumber":"武教〔2026〕12号" """;

    private static StringContent Application() => Answers.Json(
        $$"""
        {"school":{"name":"武侯区新城小学","typeCode":"小学","organizerCode":"831","countyId":{{TestSchool.County}},"locationCode":"510107001001",
          "urbanRuralCode":"111","contact":{"address":"新城路1号","postalCode":"610041","phone":"028-85550000"} },{{Decision}}}
        """);

    private static string Teacher =>
        $$"""
        {"staffNumber":"T1","name":"王老师","sexCode":"男","birthDate":"1985-05-20","ethnicityCode":"汉族","birthPlaceCode":"510107",
         "politicalStatusCode":"13","documentNumber":"{{Core.Codes.CitizenId.Create("510107", new DateOnly(1985, 5, 20), 3).Text}}"}
        """;

    private static async Task AssertStatusAsync(HttpResponseMessage answer, string status, int version)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, text);
        Assert.AreEqual(status, (await answer.JsonAsync()).GetProperty("status").GetString());
        Assert.AreEqual($"\"{version}\"", answer.Headers.ETag!.Tag);
    }

    private static async Task<string> NamesAsync(HttpClient client, string url)
    {
        var answer = await client.GetAsync(url);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        return string.Join(',', (await answer.JsonAsync()).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()));
    }

    private static async Task<string?> RuleAsync(HttpClient client, string on) =>
        (await (await client.GetAsync("/api/v1/province-rules?on=" + on)).JsonAsync()).GetProperty("rules").EnumerateArray()
        .Single(rule => rule.GetProperty("rule").GetString() == "grade1_age_cutoff").GetProperty("value").GetString();

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string url, string body, string tag) =>
        SendAsync(client, HttpMethod.Post, url, body, tag);

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string url, string body, string tag) =>
        SendAsync(client, HttpMethod.Put, url, body, tag);

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string url, string body, string tag)
    {
        using var request = new HttpRequestMessage(method, url) { Content = Answers.Json(body) };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        return await client.SendAsync(request);
    }

    private static async Task<CenterUnderTest> StartAsync(Engine engine = Engine.Sqlite)
    {
        var center = await CenterUnderTest.StartAsync(engine);
        await TestSchool.CreateAsync(center.Scope);
        var set = await ReferenceFiles.ReadAsync(CancellationToken.None);
        var own = set with { Regions = [.. set.Regions.Where(r => r.RegionCode.StartsWith("51", StringComparison.Ordinal))] };
        await using var scope = center.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LoadReferenceData>()
            .HandleAsync(own, center.Scope.Center, CancellationToken.None);
        await center.Scope.ScalarAsync<int>(
            "INSERT INTO school_code (code, school_id, state, assigned_on) VALUES ('2151000002', @other, 'active', '2026-09-01')",
            new { other = TestSchool.OtherSchool });
        return center;
    }
}
