using System.Net;
using System.Net.Http.Headers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Organization;

[TestClass]
public sealed class ConditionApiTests
{
    private const string List = "/api/v1/school-conditions?year=2025";

    private static readonly string Conditions = $"/api/v1/schools/{TestSchool.Id}/conditions";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_school_reports_corrects_and_its_bureau_reads(Engine engine)
    {
        await using var center = await StartAsync(engine);
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        using var bureau = await center.ClientAsync(Role.Analyst, TestSchool.County);

        var reported = await school.PostAsync(
            Conditions, Report("""{"siteArea":20000.25,"broadbandMbps":8,"classroomCount":40,"multimediaClassroomCount":30}"""));
        Assert.AreEqual(HttpStatusCode.Created, reported.StatusCode, await reported.Content.ReadAsStringAsync());
        Assert.AreEqual($"{Conditions}/2025", reported.Headers.Location!.ToString());
        var corrected = await CorrectAsync(
            school, """{"broadbandMbps":200,"classroomCount":40,"multimediaClassroomCount":30}""", "\"1\"");
        Assert.AreEqual("\"2\"", corrected.Headers.ETag!.Tag);

        var read = await bureau.GetAsync($"{Conditions}/2025");
        Assert.AreEqual("\"2\"", read.Headers.ETag!.Tag);
        Assert.AreEqual(
            """{"classroomCount":40,"multimediaClassroomCount":30,"broadbandMbps":200}""",
            (await read.JsonAsync()).GetProperty("conditions").GetRawText());
        Assert.AreEqual(1, (await (await bureau.GetAsync(Conditions)).JsonAsync()).GetArrayLength());
        var listed = (await (await bureau.GetAsync(List)).JsonAsync()).GetProperty("items");
        Assert.AreEqual(TestSchool.Id, listed[0].GetProperty("schoolId").GetInt64());
        Assert.AreEqual(
            0, (await (await bureau.GetAsync(List + "&reported=false")).JsonAsync()).GetProperty("items").GetArrayLength());
        var summary = (await (await bureau.GetAsync("/api/v1/school-conditions/summary?year=2025&level=county")).JsonAsync())[0];
        Assert.AreEqual("武侯区教育局", summary.GetProperty("name").GetString());
        Assert.AreEqual(1m, summary.GetProperty("connectedShare").GetDecimal());
        Assert.AreEqual(0.75m, summary.GetProperty("multimediaShare").GetDecimal());
        Assert.AreEqual(1, summary.GetProperty("bands")[3].GetProperty("schools").GetInt64());
    }

    [TestMethod]
    public async Task Everything_wrong_with_a_report_comes_back_at_once_by_field()
    {
        await using var center = await StartAsync();
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);

        var answer = await school.PostAsync(
            Conditions, Report("""{"classroomCount":-1,"computerCount":5,"teachingComputerCount":6}"""));

        var errors = (await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid")).GetProperty("errors");
        Assert.AreEqual("out_of_range", errors.GetProperty("classroomCount")[0].GetProperty("code").GetString());
        Assert.AreEqual("教学用计算机数不能大于计算机数。", errors.GetProperty("teachingComputerCount")[0].GetProperty("message").GetString());
    }

    [TestMethod]
    [DataRow("""{"year":2025,"conditions":{"classroomCount":1e40}}""")]
    [DataRow("""{"year":2025,"conditions":{"siteArea":1e400}}""")]
    [DataRow("""{"year":2025,"conditions":{"classroomCount":1.5}}""")]
    [DataRow("""{"year":2025,"conditions":{"classrooms":1}}""")]
    [DataRow("""{"year":2025,"conditions":null}""")]
    [DataRow("""{"conditions":{"classroomCount":1}}""")]
    [DataRow("""{"year":2025,"conditions":{"classroomCount":""")]
    public async Task A_malformed_report_is_refused(string body)
    {
        await using var center = await StartAsync();
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        var answer = await school.PostAsync(Conditions, Answers.Json(body));
        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        Assert.AreEqual(0, await center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM school_condition"));
    }

    [TestMethod]
    public async Task A_correction_names_the_version_it_saw()
    {
        await using var center = await StartAsync();
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        const string Form = """{"classroomCount":40}""";

        await (await CorrectAsync(school, Form, "\"1\"")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await school.PostAsync(Conditions, Report(Form));
        await (await school.PostAsync(Conditions, Report(Form))).AssertProblemAsync(HttpStatusCode.Conflict, "condition_exists");
        await (await CorrectAsync(school, Form, null))
            .AssertProblemAsync(HttpStatusCode.PreconditionRequired, "version_required");
        await (await CorrectAsync(school, Form, "\"7\"")).AssertProblemAsync(HttpStatusCode.PreconditionFailed, "stale_version");
    }

    [TestMethod]
    public async Task Outside_the_scope_there_is_no_such_school_and_without_the_role_no_such_right()
    {
        await using var center = await StartAsync();
        using var stranger = await center.ClientAsync(Role.Registrar, TestSchool.OtherSchool);
        using var leader = await center.ClientAsync(Role.Leader, TestSchool.Id);

        await (await stranger.PostAsync(Conditions, Report("""{"classroomCount":1}""")))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await stranger.GetAsync(Conditions)).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await stranger.GetAsync(Conditions + "/2025")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await leader.PostAsync(Conditions, Report("""{"classroomCount":1}""")))
            .AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        Assert.AreEqual(
            HttpStatusCode.BadRequest,
            (await leader.GetAsync("/api/v1/school-conditions/summary?year=2025&level=village")).StatusCode);
    }

    private static async Task<CenterUnderTest> StartAsync(Engine engine = Engine.Sqlite)
    {
        var center = await CenterUnderTest.StartAsync(engine);
        await TestSchool.CreateAsync(center.Scope);
        return center;
    }

    private static StringContent Report(string conditions) => Answers.Json($$"""{"year":2025,"conditions":{{conditions}}}""");

    private static async Task<HttpResponseMessage> CorrectAsync(HttpClient client, string form, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Conditions + "/2025") { Content = Answers.Json(form) };
        if (version is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(version));
        return await client.SendAsync(request);
    }
}
