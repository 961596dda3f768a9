using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Enrollment;

[TestClass]
public sealed class GraduationTests
{
    private static readonly DateTimeOffset June = new(2026, 6, 25, 1, 0, 0, TimeSpan.Zero);

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_year_graduates_with_one_submission_and_one_confirmation_a_level_and_whoever_has_open_business_keeps_nobody_back(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "26");
        town.Time.Now = June;
        var second = await town.School.AddClassAsync("26", 2);
        var pupils = new[] { await town.School.AddPupilAsync(town.FromClass, "26"), await town.School.AddPupilAsync(second, "26") };
        await SuspendAsync(town, await town.School.AddPupilAsync(await town.School.AddClassAsync("25", 1), "25"));
        await SuspendAsync(town, town.Pupil);

        var open = await OpenBusinessAsync(town, Role.Leader, TransferTown.FromCounty);
        Assert.AreEqual((1, "休学", "学校核办", "晨光小学"), (
            open.GetArrayLength(), open[0].GetProperty("kindName").GetString(), open[0].GetProperty("nodeName").GetString(),
            open[0].GetProperty("heldByName").GetString()));
        Assert.AreEqual(
            0, (await OpenBusinessAsync(town, Role.Leader, TransferTown.ToCounty)).GetArrayLength(), "another county's pupils");

        var submitted = await RunAsync(
            town, Role.Registrar, TransferTown.From, "/graduations", new { kind = "graduate", effectiveOn = "2026-06-20" });
        Assert.AreEqual(2, submitted.GetProperty("done").GetInt32(), submitted.ToString());
        var refused = submitted.GetProperty("refused")[0];
        Assert.AreEqual(
            (town.Pupil, "open_business"),
            (refused.GetProperty("studentId").GetInt64(), refused.GetProperty("code").GetString()));

        var verified = await RunAsync(town, Role.Leader, TransferTown.From, "/graduations/decision", new { approve = true });
        Assert.AreEqual(2, verified.GetProperty("done").GetInt32(), verified.ToString());
        var approved = await RunAsync(
            town, Role.Registrar, TransferTown.FromCounty, "/graduations/decision",
            new { approve = true, documentNumber = "武教毕〔2026〕3号" });
        Assert.AreEqual(2, approved.GetProperty("done").GetInt32(), approved.ToString());

        foreach (var pupil in pupils)
            Assert.AreEqual("07", await StatusAsync(town, pupil));
        Assert.AreEqual("01", await StatusAsync(town, town.Pupil));
        Assert.AreEqual(2, await town.Center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM enrollment_change WHERE kind = 'graduate' AND state = 'approved'"));
        var again = await RunAsync(
            town, Role.Registrar, TransferTown.From, "/graduations",
            new { kind = "graduate", effectiveOn = "2026-06-20", except = new[] { town.Pupil } });
        Assert.AreEqual(
            (0, 0), (again.GetProperty("done").GetInt32(), again.GetProperty("refused").GetArrayLength()), "nobody is left");
    }

    [TestMethod]
    public async Task A_year_finishes_by_graduation_or_completion_and_a_refusal_says_why()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "26");
        var (kind, _) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, "/graduations",
            new { kind = "suspend", effectiveOn = "2026-09-01" });
        Assert.AreEqual(400, kind);
        var (reason, _) = await town.SendAsync(
            Role.Leader, TransferTown.From, HttpMethod.Post, "/graduations/decision", new { approve = false });
        Assert.AreEqual(400, reason);
        var autumn = await RunAsync(
            town, Role.Registrar, TransferTown.From, "/graduations", new { kind = "graduate", effectiveOn = "2026-09-01" });
        Assert.AreEqual("not_graduating", autumn.GetProperty("refused")[0].GetProperty("code").GetString(), autumn.ToString());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Both_pupils_of_a_joint_case_are_listed_with_who_holds_it_and_until_when(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "26");
        var other = await town.School.AddPupilAsync(town.FromClass, "26");
        var keys = new { name = "李思远", studentNumber = await town.RegisterNumberAsync(other) };
        var (status, joined) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, "/duplicate-cases", new { studentId = town.Pupil, other = keys });
        Assert.AreEqual(201, status, joined.ToString());

        var open = await OpenBusinessAsync(town, Role.Leader, TransferTown.From);

        CollectionAssert.AreEquivalent(
            new[] { town.Pupil, other }, open.EnumerateArray().Select(o => o.GetProperty("studentId").GetInt64()).ToArray());
        foreach (var one in open.EnumerateArray())
        {
            Assert.AreEqual(
                (TransferTown.FromCounty, "2026-09-20"),
                (one.GetProperty("heldById").GetInt64(), one.GetProperty("dueOn").GetString()), one.ToString());
        }
    }

    private static async Task SuspendAsync(TransferTown town, long pupil)
    {
        var (status, body) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, $"/students/{pupil}/changes",
            new { kind = "suspend", effectiveOn = "2026-06-20", untilOn = "2026-12-31", reasonCode = "10", proofHash = "p" });
        Assert.AreEqual(201, status, body.ToString());
    }

    private static async Task<JsonElement> OpenBusinessAsync(TransferTown town, Role role, long organization) =>
        (await town.SendAsync(role, organization, HttpMethod.Get, "/graduations/open-business")).Body.GetProperty("items");

    private static async Task<JsonElement> RunAsync(TransferTown town, Role role, long organization, string path, object body)
    {
        var (status, job) = await town.SendAsync(role, organization, HttpMethod.Post, path, body);
        Assert.AreEqual(202, status, job.ToString());
        for (var i = 0; i < 300; i++)
        {
            var (_, now) = await town.SendAsync(
                role, organization, HttpMethod.Get, $"/jobs/{job.GetProperty("jobId").GetInt64()}");
            switch (now.GetProperty("state").GetString())
            {
                case "done":
                    return now.GetProperty("result");
                case "failed":
                    throw new AssertFailedException(now.ToString());
            }

            await Task.Delay(100);
        }

        throw new AssertFailedException("The job does not end.");
    }

    private static Task<string?> StatusAsync(TransferTown town, long pupil) =>
        town.Center.Scope.ScalarAsync<string>("SELECT status_code FROM student WHERE student_id = @pupil", new { pupil });
}
