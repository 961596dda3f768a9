using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Organization;

[TestClass]
public sealed class StaffApiTests
{
    private static readonly string Staff = $"/api/v1/schools/{TestSchool.Id}/staff";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_teacher_is_added_found_edited_and_leaves(Engine engine)
    {
        await using var center = await StartAsync(engine);
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        using var bureau = await center.ClientAsync(Role.Leader, TestSchool.County);

        var added = await school.PostAsync(Staff, Body(TestStaff.Form(2, "王敏")));
        Assert.AreEqual(HttpStatusCode.Created, added.StatusCode, await added.Content.ReadAsStringAsync());
        var teacher = added.Headers.Location!.ToString();
        var read = await bureau.GetAsync(teacher);
        var text = await read.Content.ReadAsStringAsync();
        Assert.DoesNotContain(TestStaff.Form(2).DocumentNumber!, text);
        Assert.AreEqual("510***********0028", JsonDocument.Parse(text).RootElement.GetProperty("documentNumber").GetString());
        Assert.IsTrue(read.Headers.CacheControl!.NoStore);

        var edit = TestStaff.Form(2, "王敏") with { DocumentNumber = null, Subject = "历史" };
        var edited = await SendAsync(school, HttpMethod.Put, teacher, Body(edit), read.Headers.ETag!.Tag);
        Assert.AreEqual("历史", (await edited.JsonAsync()).GetProperty("subject").GetString());
        var left = await SendAsync(school, HttpMethod.Post, teacher + "/leave", Answers.Json("""{"reason":"调出"}"""), "\"2\"");
        Assert.IsFalse((await left.JsonAsync()).GetProperty("isActive").GetBoolean());
        Assert.AreEqual(0, await CountAsync(bureau, "?isActive=true"));
        var back = await SendAsync(school, HttpMethod.Post, teacher + "/return", null, "\"3\"");
        Assert.AreEqual("\"4\"", back.Headers.ETag!.Tag, await back.Content.ReadAsStringAsync());
        Assert.AreEqual(1, await CountAsync(bureau, "?isActive=true&name=王"));
    }

    [TestMethod]
    public async Task A_list_is_handed_out_page_by_page_without_a_number_in_it()
    {
        await using var center = await StartAsync();
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        foreach (var (name, i) in new[] { "张伟", "李娜", "王敏" }.Select((name, i) => (name, i + 1)))
            await school.PostAsync(Staff, Body(TestStaff.Form(i, name)));

        var names = new List<string>();
        for (var next = Staff + "?limit=2"; next is not null;)
        {
            var page = await school.GetAsync(next);
            Assert.DoesNotContain("510107", await page.Content.ReadAsStringAsync());
            names.AddRange((await page.JsonAsync()).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            next = page.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        CollectionAssert.AreEqual(new[] { "李娜", "王敏", "张伟" }, names);
        await (await school.GetAsync(Staff + "?cursor=x")).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_cursor");
    }

    [TestMethod]
    public async Task Everything_wrong_comes_back_at_once_by_field()
    {
        await using var center = await StartAsync();
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);

        var answer = await school.PostAsync(
            Staff, Body(TestStaff.Form() with { SexCode = "2", EthnicityCode = "60", StaffNumber = null }));

        var errors = (await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid")).GetProperty("errors");
        CollectionAssert.AreEquivalent(
            new[] { "staffNumber", "ethnicityCode", "sexCode" }, errors.EnumerateObject().Select(error => error.Name).ToArray());
        Assert.AreEqual("性别与身份证件号不一致。", errors.GetProperty("sexCode")[0].GetProperty("message").GetString());
    }

    [TestMethod]
    public async Task Conflicts_and_versions_are_told_apart()
    {
        await using var center = await StartAsync();
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        var teacher = (await school.PostAsync(Staff, Body(TestStaff.Form()))).Headers.Location!.ToString();

        await (await school.PostAsync(Staff, Body(TestStaff.Form(2) with { StaffNumber = "T001" })))
            .AssertProblemAsync(HttpStatusCode.Conflict, "staff_number_taken");
        await (await school.PostAsync(Staff, Body(TestStaff.Form() with { StaffNumber = "T009" })))
            .AssertProblemAsync(HttpStatusCode.Conflict, "staff_document_taken");
        await (await SendAsync(school, HttpMethod.Put, teacher, Body(TestStaff.Form()), null))
            .AssertProblemAsync(HttpStatusCode.PreconditionRequired, "version_required");
        await (await SendAsync(school, HttpMethod.Post, teacher + "/leave", Answers.Json("{}"), "\"9\""))
            .AssertProblemAsync(HttpStatusCode.PreconditionFailed, "stale_version");
    }

    [TestMethod]
    public async Task Outside_the_scope_there_is_nobody_and_without_the_role_no_right()
    {
        await using var center = await StartAsync();
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        using var stranger = await center.ClientAsync(Role.Registrar, TestSchool.OtherSchool);
        using var leader = await center.ClientAsync(Role.Leader, TestSchool.Id);
        using var analyst = await center.ClientAsync(Role.Analyst, TestSchool.County);
        var teacher = (await school.PostAsync(Staff, Body(TestStaff.Form()))).Headers.Location!.ToString();

        await (await stranger.GetAsync(teacher)).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await stranger.GetAsync(Staff)).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await stranger.PostAsync(Staff, Body(TestStaff.Form(2)))).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await SendAsync(stranger, HttpMethod.Put, teacher, Body(TestStaff.Form()), "\"1\""))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await leader.PostAsync(Staff, Body(TestStaff.Form(2)))).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await analyst.GetAsync(teacher)).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private static async Task<CenterUnderTest> StartAsync(Engine engine = Engine.Sqlite)
    {
        var center = await CenterUnderTest.StartAsync(
            engine, services: services => services.AddSingleton<IReferenceData, TestReference>());
        await TestSchool.CreateAsync(center.Scope);
        return center;
    }

    private static StringContent Body(StaffForm form) => Answers.Json(JsonSerializer.Serialize(form, ApiJson.Options));

    private static async Task<int> CountAsync(HttpClient client, string filter) =>
        (await (await client.GetAsync(Staff + filter)).JsonAsync()).GetProperty("items").GetArrayLength();

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string path, HttpContent? body, string? version)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (version is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(version));
        return await client.SendAsync(request);
    }
}
