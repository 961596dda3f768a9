using System.Globalization;
using System.Net;
using System.Text.Json;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Enrollment;

[TestClass]
public sealed class ChangeApiTests
{
    private static readonly string Today = BeijingTime.Today(TimeProvider.System)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    private static readonly string Later = BeijingTime.Today(TimeProvider.System).AddMonths(6)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Rules and the working-day calendar; the tests go by today's date.
    private static Task<CenterUnderTest> StartAsync(Engine engine = Engine.Sqlite) =>
        CenterUnderTest.StartAsync(engine, services: services => services.AddSingleton<IReferenceData, TestReference>());

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_suspension_is_asked_for_verified_and_approved_over_HTTP(Engine engine)
    {
        await using var center = await StartAsync(engine);
        var pupil = await PupilAsync(center);
        using var registrar = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        using var leader = await center.ClientAsync(Role.Leader, TestSchool.Id);
        using var bureau = await center.ClientAsync(Role.Registrar, TestSchool.County);

        var submitted = await registrar.PostAsync($"/api/v1/students/{pupil}/changes", Suspension());
        Assert.AreEqual(HttpStatusCode.Created, submitted.StatusCode, await submitted.Content.ReadAsStringAsync());
        var change = submitted.Headers.Location!.ToString();
        Assert.AreEqual(HttpStatusCode.OK, (await DecideAsync(leader, change, submitted.Headers.ETag!.Tag)).StatusCode);
        var waiting = await (await bureau.GetAsync("/api/v1/enrollment-changes?waiting=true&state=open")).JsonAsync();
        Assert.AreEqual(pupil, waiting.GetProperty("items")[0].GetProperty("studentId").GetInt64());
        var decided = await DecideAsync(bureau, change, "\"2\"");

        Assert.AreEqual("approved", (await decided.JsonAsync()).GetProperty("state").GetString());
        var history = await (await registrar.GetAsync($"/api/v1/students/{pupil}/changes")).JsonAsync();
        CollectionAssert.AreEqual(
            new[] { "approve", "approve" },
            history[0].GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("decision").GetString()).ToArray());
    }

    [TestMethod]
    public async Task Everything_wrong_with_a_change_comes_back_at_once_in_Chinese()
    {
        await using var center = await StartAsync();
        var pupil = await PupilAsync(center);
        using var registrar = await center.ClientAsync(Role.Registrar, TestSchool.Id);

        var answer = await registrar.PostAsync(
            $"/api/v1/students/{pupil}/changes", Answers.Json($$"""{"kind":"withdraw","effectiveOn":"{{Today}}"}"""));

        var problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
        StringAssert.Contains(problem.GetRawText(), "义务教育阶段不得办理退学");
        StringAssert.Contains(problem.GetRawText(), "须上传证明材料");
    }

    [TestMethod]
    public async Task A_decision_names_the_version_it_saw()
    {
        await using var center = await StartAsync();
        var pupil = await PupilAsync(center);
        using var registrar = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        using var leader = await center.ClientAsync(Role.Leader, TestSchool.Id);
        var change = (await registrar.PostAsync($"/api/v1/students/{pupil}/changes", Suspension())).Headers.Location!.ToString();

        await (await DecideAsync(leader, change, null))
            .AssertProblemAsync(HttpStatusCode.PreconditionRequired, "version_required");
        await (await DecideAsync(leader, change, "\"7\"")).AssertProblemAsync(HttpStatusCode.PreconditionFailed, "stale_version");
    }

    [TestMethod]
    public async Task Outside_the_scope_there_is_no_such_pupil_and_without_the_role_no_such_right()
    {
        await using var center = await StartAsync();
        var pupil = await PupilAsync(center);
        using var stranger = await center.ClientAsync(Role.Registrar, TestSchool.OtherSchool);
        using var leader = await center.ClientAsync(Role.Leader, TestSchool.Id);

        await (await stranger.PostAsync($"/api/v1/students/{pupil}/changes", Suspension()))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await stranger.GetAsync($"/api/v1/students/{pupil}/changes"))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await leader.PostAsync($"/api/v1/students/{pupil}/changes", Suspension()))
            .AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [TestMethod]
    public async Task Many_are_decided_at_once_and_each_is_told_its_outcome()
    {
        await using var center = await StartAsync();
        var first = await PupilAsync(center);
        using var registrar = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        using var leader = await center.ClientAsync(Role.Leader, TestSchool.Id);
        var change = await (await registrar.PostAsync($"/api/v1/students/{first}/changes", Suspension())).JsonAsync();

        var answer = await leader.PostAsync("/api/v1/enrollment-changes/decisions", Answers.Json(
            $$"""
            {"approve":true,"changes":[
                {"studentId":{{first}},"changeId":{{change.GetProperty("changeId")}},"version":1},
                {"studentId":{{first}},"changeId":99,"version":1}]}
            """));

        var outcomes = await answer.JsonAsync();
        Assert.AreEqual("open", outcomes[0].GetProperty("state").GetString(), outcomes.GetRawText());
        Assert.AreEqual("not_found", outcomes[1].GetProperty("code").GetString());
    }

    [TestMethod]
    public async Task The_kinds_of_change_are_public_reference_data()
    {
        await using var center = await StartAsync();
        using var anyone = await center.ClientAsync(Role.Analyst);

        var kinds = await (await anyone.GetAsync("/api/v1/reference/change-kinds")).JsonAsync();

        var suspend = kinds.EnumerateArray().Single(k => k.GetProperty("code").GetString() == "suspend");
        Assert.AreEqual("休学", suspend.GetProperty("name").GetString());
        Assert.AreEqual(JsonValueKind.True, suspend.GetProperty("needsProof").ValueKind);
    }

    private static async Task<long> PupilAsync(CenterUnderTest center)
    {
        var school = await TestSchool.CreateAsync(center.Scope);
        return await school.AddPupilAsync(await school.AddClassAsync("24", 1), "24");
    }

    private static StringContent Suspension() => Answers.Json(
        $$"""{"kind":"suspend","effectiveOn":"{{Today}}","untilOn":"{{Later}}","reasonCode":"10","proofHash":"p"}""");

    private static async Task<HttpResponseMessage> DecideAsync(HttpClient client, string change, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, change + "/decision") { Content = Answers.Json("""{"approve":true,"opinion":"同意"}""") };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return await client.SendAsync(request);
    }
}
