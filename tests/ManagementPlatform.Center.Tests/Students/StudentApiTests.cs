using System.Net;
using System.Net.Http.Json;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Students;

[TestClass]
public sealed class StudentApiTests
{
    private const string Students = "/api/v1/students";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_pupil_is_registered_read_found_edited_and_revealed(Engine engine)
    {
        await using var center = await StartAsync(engine);
        var school = await center.Scope.SchoolAsync(1);
        var form = TestPupils.Form(await center.Scope.ClassAsync(school));
        using var registrar = await center.ClientAsync(Role.Registrar, school.SchoolId);

        var registered = await PostAsync(registrar, Students, form);
        Assert.AreEqual(HttpStatusCode.Created, registered.StatusCode, await registered.Content.ReadAsStringAsync());
        var place = registered.Headers.Location!.ToString();
        var read = await registrar.GetAsync(place);
        Assert.IsTrue(read.Headers.CacheControl?.NoStore);
        var text = await read.Content.ReadAsStringAsync();
        foreach (var secret in new[] { form.DocumentNumber!, form.DocumentNumber![6..14], form.Phone!, "一环路", form.Family[0].DocumentNumber!, "2020-03-15" })
            Assert.DoesNotContain(secret, text);
        Assert.Contains("2020-**-**", text);

        var found = await PostAsync(registrar, Students + "/find", new { studentNumber = "G" + form.DocumentNumber });
        Assert.AreEqual(read.Headers.ETag, found.Headers.ETag);
        var edited = await PatchAsync(registrar, place, "\"1\"", """{"phone":"13811112222","specialty":"二胡"}""");
        Assert.AreEqual("\"2\"", edited.Headers.ETag?.Tag, await edited.Content.ReadAsStringAsync());
        var revealed = await (await PostAsync(registrar, place + "/reveal", new { purpose = "核对" })).JsonAsync();
        Assert.AreEqual(form.DocumentNumber, revealed.GetProperty("form").GetProperty("documentNumber").GetString());
        Assert.AreEqual("13811112222", revealed.GetProperty("form").GetProperty("phone").GetString());
    }

    [TestMethod]
    public async Task Everything_wrong_with_a_form_comes_back_by_field()
    {
        await using var center = await StartAsync();
        var school = await center.Scope.SchoolAsync(1);
        var form = TestPupils.Form(await center.Scope.ClassAsync(school)) with { SexCode = "2", Phone = "1", EthnicityCode = "99" };
        using var registrar = await center.ClientAsync(Role.Registrar, school.SchoolId);

        var problem = await (await PostAsync(registrar, Students, form)).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");

        foreach (var field in new[] { "sexCode", "phone", "ethnicityCode" })
            Assert.IsTrue(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
        var check = await (await PostAsync(registrar, Students + "/check", form)).JsonAsync();
        Assert.AreEqual(3, check.GetProperty("errors").GetArrayLength());
    }

    [TestMethod]
    public async Task A_second_record_for_a_document_is_a_conflict()
    {
        await using var center = await StartAsync();
        var school = await center.Scope.SchoolAsync(1);
        var form = TestPupils.Form(await center.Scope.ClassAsync(school));
        using var registrar = await center.ClientAsync(Role.Registrar, school.SchoolId);
        await PostAsync(registrar, Students, form);
        await (await PostAsync(registrar, Students, form)).AssertProblemAsync(HttpStatusCode.Conflict, "document_taken");
    }

    [TestMethod]
    public async Task Edits_are_refused_without_a_version_for_key_information_and_for_unknown_fields()
    {
        await using var center = await StartAsync();
        var (place, registrar) = await RegisteredAsync(center);
        await (await PatchAsync(registrar, place, null, """{"phone":"13811112222"}"""))
            .AssertProblemAsync(HttpStatusCode.PreconditionRequired, "version_required");
        await (await PatchAsync(registrar, place, "\"7\"", """{"phone":"13811112222"}"""))
            .AssertProblemAsync(HttpStatusCode.PreconditionFailed, "stale_version");
        await (await PatchAsync(registrar, place, "\"1\"", """{"name":"别人"}"""))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "key_information");
        await (await PatchAsync(registrar, place, "\"1\"", """{"fone":"1"}"""))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
        await (await PatchAsync(registrar, place, "\"1\"", """{"phone":5}"""))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
        await (await PatchAsync(registrar, place, "\"1\"", """{"phone":null}"""))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
        await (await PatchAsync(registrar, place, "\"1\"", """{"phone":"13811112222","phone":"13811113333"}"""))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "malformed_json");
        await (await PatchAsync(registrar, place, "\"1\"", """{"extra":{"a":"1","a":"2"}}"""))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "malformed_json");
        await (await PatchAsync(registrar, place, "\"1\"", "[1]"))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "malformed_json");
        await (await PatchAsync(registrar, place, "\"1\"", """{"family":null}"""))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [TestMethod]
    public async Task Others_do_not_see_the_pupil_and_may_not_do_what_they_may_not()
    {
        await using var center = await StartAsync();
        var (place, registrar) = await RegisteredAsync(center);
        var other = await center.Scope.SchoolAsync(2);
        using var stranger = await center.ClientAsync(Role.Registrar, other.SchoolId);
        using var analyst = await center.ClientAsync(Role.Analyst, other.CountyId);
        await (await stranger.GetAsync(place)).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await PatchAsync(stranger, place, "\"1\"", """{"phone":"13811112222"}"""))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await PostAsync(stranger, place + "/reveal", new { purpose = "好奇心" }))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await analyst.GetAsync(place)).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await PostAsync(registrar, place + "/reveal", new { purpose = "" }))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "purpose_required");
    }

    [TestMethod]
    public async Task Lists_and_searches_page_within_the_scope()
    {
        await using var center = await StartAsync();
        var (place, registrar) = await RegisteredAsync(center);
        var school = (await (await registrar.GetAsync(place)).JsonAsync()).GetProperty("schoolId").GetInt64();
        var county = (await (await registrar.GetAsync(place)).JsonAsync()).GetProperty("countyId").GetInt64();
        using var bureau = await center.ClientAsync(Role.Registrar, county);

        Assert.AreEqual(3, await CountAsync(registrar.GetAsync(Students + "?limit=50")));
        var first = await registrar.GetAsync(Students + "?limit=2");
        Assert.AreEqual(1, await CountAsync(registrar.GetAsync(first.Headers.GetValues("Link").Single().Split('<', '>')[1])));
        Assert.AreEqual(3, await CountAsync(bureau.GetAsync($"{Students}?schoolId={school}&grade=21&statusCode=01")));
        Assert.AreEqual(3, await CountAsync(PostAsync(bureau, Students + "/search", new { text = "张", countyId = county })));
        Assert.AreEqual(1, await CountAsync(PostAsync(registrar, Students + "/search", new { text = "zhangsanf" })));
        await (await bureau.GetAsync(Students)).AssertProblemAsync(HttpStatusCode.BadRequest, "school_required");
        await (await registrar.GetAsync(Students + "?schoolId=1")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await PostAsync(registrar, Students + "/search", new { text = " " }))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "required");
    }

    [TestMethod]
    public async Task The_same_key_registers_once()
    {
        await using var center = await StartAsync();
        var school = await center.Scope.SchoolAsync(1);
        var form = TestPupils.Form(await center.Scope.ClassAsync(school));
        using var registrar = await center.ClientAsync(Role.Registrar, school.SchoolId);
        registrar.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        var first = await PostAsync(registrar, Students, form);
        var second = await PostAsync(registrar, Students, form);
        Assert.AreEqual((HttpStatusCode.Created, first.Headers.Location), (second.StatusCode, second.Headers.Location));
    }

    private static Task<CenterUnderTest> StartAsync(Engine engine = Engine.Sqlite) =>
        CenterUnderTest.StartAsync(engine, services: services => services.AddSingleton<IReferenceData, TestReference>());

    private static async Task<(string Place, HttpClient Registrar)> RegisteredAsync(CenterUnderTest center)
    {
        var school = await center.Scope.SchoolAsync(1);
        var classId = await center.Scope.ClassAsync(school);
        var registrar = await center.ClientAsync(Role.Registrar, school.SchoolId);
        await PostAsync(registrar, Students, TestPupils.Form(classId, 2, name: "张三丰"));
        await PostAsync(registrar, Students, TestPupils.Form(classId, 3, name: "张无忌"));
        return ((await PostAsync(registrar, Students, TestPupils.Form(classId))).Headers.Location!.ToString(), registrar);
    }

    private static async Task<int> CountAsync(Task<HttpResponseMessage> answer) =>
        (await (await answer).JsonAsync()).GetProperty("items").GetArrayLength();

    private static Task<HttpResponseMessage> PostAsync<T>(HttpClient client, string url, T body) =>
        client.PostAsJsonAsync(url, body, ApiJson.Options);

    private static Task<HttpResponseMessage> PatchAsync(HttpClient client, string url, string? version, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, url) { Content = Answers.Json(body) };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return client.SendAsync(request);
    }
}
