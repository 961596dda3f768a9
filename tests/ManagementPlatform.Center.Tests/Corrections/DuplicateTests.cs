using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Corrections;

[TestClass]
public sealed class DuplicateTests
{
    private static readonly string Document = CitizenId.Create("510107", TestPupils.GradeOneBirth, 1).Text;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Both_bureaus_choose_the_same_record_and_every_number_of_the_other_finds_it_with_its_archive(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var (kept, gone, caseId) = await OpenAsync(town);
        var goneNumber = await town.NumberAsync(gone);
        var (_, opened) = await town.SendAsync(Role.Registrar, TransferTown.FromCounty, HttpMethod.Get, $"/cases/{caseId}");
        var advice = opened.GetProperty("content").GetProperty("advice");
        Assert.AreEqual(kept, advice.GetProperty("suggestedId").GetInt64());
        Assert.AreEqual("formal_number", advice.GetProperty("reasons")[0].GetProperty("rule").GetString());
        Assert.AreEqual(
            2, await town.CountAsync("open_case WHERE case_id = @caseId AND holds = 'pupil'", new { caseId }), "both are frozen");
        Assert.AreEqual(
            (NumberState.Problem, NumberState.Problem), (await town.NumberStateAsync(kept), await town.NumberStateAsync(gone)));

        var (status, _) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.FromCounty);
        Assert.AreEqual(400, status, "a choice has to be made");
        Assert.AreEqual(400, (await town.DecideAsync(caseId, Role.Registrar, TransferTown.FromCounty, choice: "7")).Status);
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待对方主管部门核办", $"{kept}");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.ToCounty, "已办结", $"{kept}");

        var (found, body) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, "/students/find", new { studentNumber = goneNumber });
        Assert.AreEqual((200, kept), (found, body.GetProperty("studentId").GetInt64()));
        Assert.AreEqual(
            (NumberState.Confirmed, NumberState.Void), (await town.NumberStateAsync(kept), await town.NumberStateAsync(gone)));
        Assert.AreEqual(0, await town.CountAsync("open_case WHERE case_id = @caseId", new { caseId }));
        Assert.AreEqual(0, await town.CountAsync("problem_record WHERE state = 'open'", new { }));
        Assert.AreEqual(
            0, await town.CountAsync("student_number_history WHERE student_id = @gone AND valid_to IS NULL", new { gone }));
        var (_, archive) = await town.SendAsync(Role.Registrar, TransferTown.From, HttpMethod.Get, $"/students/{kept}/archive");
        Assert.AreEqual(2, archive.GetProperty("enrollments").GetArrayLength(), "the history of both");
        Assert.AreEqual(2, archive.GetProperty("files").GetArrayLength());
        Assert.AreEqual(4, archive.GetProperty("numbers").GetArrayLength());
        var (_, merger) = await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Get, $"/students/{gone}/merger");
        Assert.AreEqual(kept, merger.GetProperty("survivorId").GetInt64());
        Assert.AreEqual(409, (await JoinAsync(town, TransferTown.To, gone, Keys("张三"))).Status, "it is none any more");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_the_two_differ_the_bureau_above_both_arbitrates_and_the_one_that_stays_takes_document_and_number(
        Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var (documented, undocumented, caseId) = await OpenAsync(town);
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待对方主管部门核办", $"{documented}");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.ToCounty, "待共同上级仲裁", $"{undocumented}");
        Assert.AreEqual(
            403, (await town.DecideAsync(caseId, Role.Leader, TransferTown.ToCounty, choice: $"{undocumented}")).Status);
        await town.ApproveAsync(caseId, Role.Registrar, TestSchool.City, "已办结", $"{undocumented}");

        Assert.AreEqual("G" + Document, await town.NumberAsync(undocumented));
        Assert.AreEqual(NumberState.Confirmed, await town.NumberStateAsync(undocumented));
        Assert.AreEqual(1, await town.CountAsync("student WHERE student_id = @undocumented AND document_number = @Document", new { undocumented, Document }));
        Assert.AreEqual(1, await town.CountAsync("identity_document WHERE student_id = @undocumented", new { undocumented }));
        Assert.AreEqual(0, await town.CountAsync("student_likeness WHERE student_id = @undocumented", new { undocumented }));
        var (found, body) = await town.SendAsync(
            Role.Registrar, TransferTown.To, HttpMethod.Post, "/students/find", new { documentNumber = Document });
        Assert.AreEqual((200, undocumented), (found, body.GetProperty("studentId").GetInt64()));
        Assert.AreEqual(1, await town.CountAsync(
            "student_number_history WHERE student_id = @undocumented AND valid_to IS NULL AND kind = 'G'", new { undocumented }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Refused_because_they_are_two_children_both_are_free_and_no_problem_is_left_of_it(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var (one, other, caseId) = await OpenAsync(town);
        var again = await JoinAsync(town, TransferTown.To, other, Keys("张三"));
        Assert.AreEqual(409, again.Status, "one joint case at a time");
        Assert.AreEqual(
            409, (await town.ChangeKeysAsync(other, new { name = "李五" }, TransferTown.To)).Status,
            "the other one is frozen as well");
        Assert.AreEqual(200, (await town.DecideAsync(caseId, Role.Registrar, TransferTown.FromCounty, "refuse", "系两名学生")).Status);
        Assert.AreEqual(
            (NumberState.Confirmed, NumberState.Confirmed),
            (await town.NumberStateAsync(one), await town.NumberStateAsync(other)));
        Assert.AreEqual(0, await town.CountAsync("open_case", new { }));
        Assert.AreEqual(201, (await town.ChangeKeysAsync(other, new { name = "李五" }, TransferTown.To)).Status);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public Task A_running_transfer_and_a_joint_case_of_its_pupil_do_not_wait_for_each_other(Engine engine) =>
        TransferAndJoinAsync(engine, fromOwn: true);

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public Task Nor_when_the_pupil_of_the_transfer_is_the_other_one_of_the_joint_case(Engine engine) =>
        TransferAndJoinAsync(engine, fromOwn: false);

    private static async Task TransferAndJoinAsync(Engine engine, bool fromOwn)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var kept = await town.RegisterAsync(TransferTown.From, TestPupils.Form(town.FromClass));
        var gone = await town.RegisterAsync(TransferTown.To, TestPupils.WithoutDocument(town.ToClass));
        var (asked, transfer) = await town.RequestAsync(
            new { keys = new { name = "张三", studentNumber = "G" + Document }, toGrade = "21", reasonCode = "02" });
        Assert.AreEqual(201, asked, transfer.ToString());
        var transferId = transfer.GetProperty("case").GetProperty("caseId").GetInt64();
        var caseId = await (fromOwn ? JoinAsync(town, TransferTown.From, kept, new LookUpKeys("李四", await town.NumberAsync(gone)))
            : JoinAsync(town, TransferTown.To, gone, Keys("张三"))).CaseOfAsync();
        Assert.AreEqual(
            1, await town.CountAsync("open_case WHERE student_id = @kept AND holds = 'pupil'", new { kept }), "the transfer's");

        await town.ApproveAsync(transferId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        var stopped = await town.ApproveAsync(transferId, Role.Registrar, TransferTown.ToCounty, "转出校验错误");
        Assert.Contains("2003", stopped.GetProperty("timeline").ToString());
        var (own, other) = fromOwn
            ? (TransferTown.FromCounty, TransferTown.ToCounty) : (TransferTown.ToCounty, TransferTown.FromCounty);
        await town.ApproveAsync(caseId, Role.Registrar, own, "待对方主管部门核办", $"{kept}");
        await town.ApproveAsync(caseId, Role.Registrar, other, "已办结", $"{kept}");
        var (again, now) = await town.SendAsync(
            Role.Registrar, TransferTown.To, HttpMethod.Post, $"/cases/{transferId}/check", null,
            stopped.GetProperty("version").GetInt32());
        Assert.AreEqual(200, again, now.ToString());
        Assert.AreEqual("待转出学校核办", now.GetProperty("stateName").GetString());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_two_people_decide_at_once_there_is_one_decision_and_one_merger(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var (kept, gone, caseId) = await OpenAsync(town);
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待对方主管部门核办", $"{kept}");
        await town.PersonAsync(Role.Registrar, TransferTown.ToCounty);
        await town.PersonAsync(Role.Leader, TransferTown.ToCounty);
        var answers = await Task.WhenAll(
            town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty, choice: $"{kept}"),
            town.DecideAsync(caseId, Role.Leader, TransferTown.ToCounty, choice: $"{gone}"));
        Assert.AreEqual(
            1, answers.Count(answer => answer.Status == 200), string.Join('\n', answers.Select(a => a.Body.ToString())));
        Assert.IsTrue(
            answers.All(answer => answer.Status is 200 or 403 or 409 or 412),
            string.Join('\n', answers.Select(a => a.Body.ToString())));
        Assert.AreEqual(1, await town.CountAsync("case_decision WHERE case_id = @caseId AND step_number = 2", new { caseId }));
        var merged = await town.CountAsync("student_merge", new { });
        Assert.AreEqual(merged == 0 ? 2 : 1, await town.CountAsync("student WHERE on_roll = @yes AND student_id IN (@kept, @gone)", new { yes = true, kept, gone }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_joint_case_is_overdue_once_however_many_pupils_it_freezes(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var (own, other, caseId) = await OpenAsync(town);
        town.Time.Advance(TimeSpan.FromDays(21));
        await using var scope = town.Center.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IScheduledWork>().Single(work => work.Name == "keep_deadlines")
            .RunAsync(CancellationToken.None);
        Assert.AreEqual(
            4, await town.CountAsync("case_event WHERE case_id = @caseId AND student_id = @own", new { caseId, own }),
            "three reminders, one level up");
        Assert.AreEqual(0, await town.CountAsync("case_event WHERE student_id = @other", new { other }));
        await town.ApproveAsync(caseId, Role.Registrar, TestSchool.City, "待对方主管部门核办", $"{own}");
    }

    [TestMethod]
    public async Task A_record_off_the_roll_does_not_take_the_place_of_one_on_it()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "21");
        var (left, pupil, caseId) = await OpenAsync(town);
        await town.Center.Scope.ScalarAsync<int>(
            "UPDATE student SET on_roll = 0, status_code = '82' WHERE student_id = @left", new { left });
        var (status, problem) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.FromCounty, choice: $"{left}");
        Assert.AreEqual(400, status);
        Assert.Contains("survivor_not_on_roll", problem.ToString());
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待对方主管部门核办", $"{pupil}");
    }

    // A pupil with a document and a G number at one school, and the same child without one at the other.
    private static async Task<(long Documented, long Undocumented, long CaseId)> OpenAsync(TransferTown town)
    {
        var one = await town.RegisterAsync(TransferTown.From, TestPupils.Form(town.FromClass));
        var other = await town.RegisterAsync(TransferTown.To, TestPupils.WithoutDocument(town.ToClass));
        var keys = new LookUpKeys("李四", await town.NumberAsync(other));
        return (one, other, await JoinAsync(town, TransferTown.From, one, keys).CaseOfAsync());
    }

    private static Task<(int Status, JsonElement Body)> JoinAsync(TransferTown town, long school, long own, LookUpKeys other) =>
        town.SendAsync(Role.Registrar, school, HttpMethod.Post, "/duplicate-cases", new { studentId = own, other });

    private static LookUpKeys Keys(string name) => new(name, "G" + Document);
}
