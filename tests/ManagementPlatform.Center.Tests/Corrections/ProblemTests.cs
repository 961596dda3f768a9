using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Corrections;

[TestClass]
public sealed class ProblemTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Who_is_like_another_pupil_is_a_problem_until_papers_prove_that_they_are_two(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var first = await town.RegisterAsync(TransferTown.To, TestPupils.WithoutDocument(town.ToClass));
        var pupil = await town.RegisterAsync(TransferTown.From, TestPupils.WithoutDocument(town.FromClass));
        var problem = (await town.ProblemsAsync(TransferTown.FromCounty, pupil)).Single();
        Assert.AreEqual(
            (ProblemType.SameLikeness, FoundBy.Registration, first),
            (problem.GetProperty("problemType").GetString(), problem.GetProperty("foundBy").GetString(), problem.GetProperty("otherStudentId").GetInt64()));
        Assert.IsEmpty(await town.ProblemsAsync(TransferTown.ToCounty, pupil), "another county's");

        var caseId = await town.HandleAsync(pupil, Handling.Prove).CaseOfAsync();
        Assert.AreEqual(409, (await town.HandleAsync(pupil, Handling.Prove)).Status, "somebody handles it already");
        await town.ApproveAsync(caseId, Role.Leader, TransferTown.From, "待主管部门核办");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "已办结");

        Assert.AreEqual((NumberState.Confirmed, 'J'), (await town.NumberStateAsync(pupil), (await town.NumberAsync(pupil))![0]));
        Assert.AreEqual(
            "prove",
            (await town.ProblemsAsync(TransferTown.From, pupil, "cleared")).Single().GetProperty("handling").GetString());
        Assert.AreEqual(0, await FindDuplicatesAsync(town), "what is proven is not found again");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_check_by_the_clock_finds_both_of_two_pupils_alike_and_proving_one_clears_both(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var (one, two) = await AlikeAsync(town, guardians: 3);
        Assert.AreEqual(2, await FindDuplicatesAsync(town));
        Assert.AreEqual(0, await FindDuplicatesAsync(town), "safe to run twice");
        Assert.AreEqual(
            (NumberState.Problem, NumberState.Problem), (await town.NumberStateAsync(one), await town.NumberStateAsync(two)));

        var caseId = await town.HandleAsync(two, TransferTown.To, Handling.Prove).CaseOfAsync();
        await town.ApproveAsync(caseId, Role.Leader, TransferTown.To, "待主管部门核办");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.ToCounty, "已办结");
        Assert.AreEqual(
            (NumberState.Confirmed, NumberState.Confirmed), (await town.NumberStateAsync(one), await town.NumberStateAsync(two)));
        Assert.AreEqual(0, await FindDuplicatesAsync(town));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Two_alike_with_the_same_guardians_are_put_before_both_bureaus_by_the_check_itself(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var (one, two) = await AlikeAsync(town, guardians: 1);
        Assert.AreEqual(2, await FindDuplicatesAsync(town));
        Assert.AreEqual(0, await FindDuplicatesAsync(town), "safe to run twice");
        var caseId = await town.Center.Scope.ScalarAsync<long>(
            "SELECT case_id FROM case_file WHERE kind = 'duplicate' AND student_id = @one", new { one });
        Assert.AreEqual(1, await town.CountAsync("case_file", new { }));
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待对方主管部门核办", $"{two}");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.ToCounty, "已办结", $"{two}");
        Assert.AreEqual(one, await town.Center.Scope.ScalarAsync<long>("SELECT student_id FROM student_merge WHERE survivor_id = @two", new { two }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_the_population_base_said_stops_a_transfer_until_the_name_is_corrected(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var pupil = await town.RegisterAsync(TransferTown.From, TestPupils.Form(town.FromClass));
        Assert.AreEqual(201, (await ReportAsync(town, pupil, ProblemType.NameMismatch)).Status);
        Assert.AreEqual(NumberState.Problem, await town.NumberStateAsync(pupil));
        var number = await town.NumberAsync(pupil);
        object transfer = new { keys = new { name = "张三", studentNumber = number }, toGrade = "21", reasonCode = "02" };
        var (_, outlook) = await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Post, "/transfers/check", transfer);
        Assert.Contains("2003", outlook.GetProperty("blockers").ToString());

        var (refused, problem) = await town.HandleAsync(pupil, Handling.Delete);
        Assert.AreEqual(400, refused);
        Assert.Contains("只能通过佐证、变更处理", problem.ToString());
        var caseId = await town.HandleAsync(pupil, Handling.Change, new { name = "张叁" }).CaseOfAsync();
        await town.ApproveAsync(caseId, Role.Leader, TransferTown.From, "待主管部门核办");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "已办结");

        Assert.AreEqual((NumberState.Confirmed, number), (await town.NumberStateAsync(pupil), await town.NumberAsync(pupil)));
        transfer = new { keys = new { name = "张叁", studentNumber = number }, toGrade = "21", reasonCode = "02" };
        (_, outlook) = await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Post, "/transfers/check", transfer);
        Assert.DoesNotContain("2003", outlook.GetProperty("blockers").ToString());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_g_record_is_deleted_only_by_the_province_and_everything_of_it_is_kept(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var pupil = await town.RegisterAsync(TransferTown.From, TestPupils.Form(town.FromClass));
        var number = await town.NumberAsync(pupil);
        await ReportAsync(town, pupil, ProblemType.UnknownDocument);
        var caseId = await town.HandleAsync(pupil, Handling.Delete).CaseOfAsync();
        await town.ApproveAsync(caseId, Role.Leader, TransferTown.From, "待主管部门核办");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待省级核办");
        Assert.AreEqual(403, (await town.DecideAsync(caseId, Role.Leader, TransferTown.FromCounty)).Status);
        Assert.AreEqual(NumberState.Problem, await town.NumberStateAsync(pupil));
        await town.ApproveAsync(caseId, Role.Registrar, town.Center.RootOrganizationId, "已办结");

        Assert.AreEqual(NumberState.Void, await town.NumberStateAsync(pupil));
        Assert.AreEqual(1, await town.CountAsync("student WHERE student_id = @pupil AND status_code = '84' AND on_roll = @no", new { pupil, no = false }));
        Assert.AreEqual(0, await town.CountAsync("enrollment WHERE student_id = @pupil AND ended_on IS NULL", new { pupil }));
        var (found, body) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, "/students/find", new { studentNumber = number });
        Assert.AreEqual(200, found, "a number that was given finds its record for ever");
        Assert.IsFalse(body.GetProperty("onRoll").GetBoolean());
        Assert.AreEqual(
            0, await town.CountAsync("identity_document WHERE student_id = @pupil", new { pupil }),
            "whoever it belongs to can be registered");
        Assert.AreEqual(0, await town.CountAsync("open_case WHERE student_id = @pupil", new { pupil }));
    }

    [TestMethod]
    public async Task A_refused_or_withdrawn_handling_leaves_the_problem_for_another_one()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "21");
        var pupil = await town.RegisterAsync(TransferTown.From, TestPupils.Form(town.FromClass));
        await ReportAsync(town, pupil, ProblemType.UnknownDocument);
        var first = await town.HandleAsync(pupil, Handling.Prove).CaseOfAsync();
        Assert.AreEqual(200, (await town.DecideAsync(first, Role.Leader, TransferTown.From, "refuse", "材料不足")).Status);
        var (status, second) = await town.HandleAsync(pupil, Handling.Delete);
        Assert.AreEqual(201, status, second.ToString());
        var caseId = second.GetProperty("case").GetProperty("caseId").GetInt64();
        var version = second.GetProperty("case").GetProperty("version").GetInt32();
        var (withdrawn, _) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, $"/cases/{caseId}/withdrawal", null, version);
        Assert.AreEqual(200, withdrawn);
        Assert.AreEqual(NumberState.Problem, await town.NumberStateAsync(pupil));
        Assert.AreEqual(201, (await town.HandleAsync(pupil, Handling.Prove)).Status);
    }

    [TestMethod]
    public async Task A_school_reports_nothing_for_the_population_base_and_a_bureau_only_what_that_finds()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "21");
        var pupil = await town.RegisterAsync(TransferTown.From, TestPupils.Form(town.FromClass));
        var undocumented = await town.RegisterAsync(TransferTown.From, TestPupils.WithoutDocument(town.FromClass));
        Assert.AreEqual(403, (await ReportAsync(town, pupil, ProblemType.NameMismatch, TransferTown.From)).Status);
        Assert.AreEqual(400, (await ReportAsync(town, pupil, ProblemType.SameDocument)).Status);
        Assert.AreEqual(404, (await ReportAsync(town, pupil, ProblemType.NameMismatch, TransferTown.ToCounty)).Status);
        Assert.AreEqual(409, (await ReportAsync(town, undocumented, ProblemType.NameMismatch)).Status);
        Assert.AreEqual(0, await town.CountAsync("problem_record WHERE student_id = @pupil", new { pupil }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Whose_id_stands_in_an_old_g_number_of_somebody_else_gets_a_j_number_once_it_is_proven(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var document = CitizenId.Create("510107", TestPupils.GradeOneBirth, 1).Text;
        var mistaken = await town.RegisterAsync(TransferTown.From, TestPupils.Form(town.FromClass));
        var change = await town.ChangeKeysAsync(mistaken, new { documentNumber = CitizenId.Create("510107", TestPupils.GradeOneBirth, 3).Text }).CaseOfAsync();
        await town.ApproveAsync(change, Role.Leader, TransferTown.From, "待主管部门核办");
        await town.ApproveAsync(change, Role.Registrar, TransferTown.FromCounty, "已办结");

        var owner = await town.RegisterAsync(TransferTown.To, TestPupils.Form(town.ToClass, name: "张四"));
        Assert.AreEqual(NumberState.Problem, await town.NumberStateAsync(owner));
        var caseId = await town.HandleAsync(owner, TransferTown.To, Handling.Prove).CaseOfAsync();
        await town.ApproveAsync(caseId, Role.Leader, TransferTown.To, "待主管部门核办");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.ToCounty, "已办结");
        Assert.AreEqual((NumberState.Confirmed, 'J'), (await town.NumberStateAsync(owner), (await town.NumberAsync(owner))![0]));
        Assert.AreEqual("G" + document, await town.NumberAsync(mistaken));
    }

    private static Task<(int Status, System.Text.Json.JsonElement Body)> ReportAsync(
        TransferTown town, long pupil, string type, long? organization = null) =>
        town.SendAsync(
            Role.Registrar, organization ?? TransferTown.FromCounty, HttpMethod.Post, $"/students/{pupil}/problem-records",
            new { problemType = type, note = "比对结果" });

    // Two pupils without a document at two schools whom nothing told apart when they came: entered past the check.
    private static async Task<(long One, long Two)> AlikeAsync(TransferTown town, int guardians)
    {
        var one = await town.RegisterAsync(TransferTown.From, TestPupils.WithoutDocument(town.FromClass, guardians, name: "李五"));
        var two = await town.RegisterAsync(TransferTown.To, TestPupils.WithoutDocument(town.ToClass));
        Assert.AreEqual(0, await FindDuplicatesAsync(town));
        await town.Center.Scope.ScalarAsync<int>("UPDATE student SET name = '李四' WHERE student_id = @one", new { one });
        await town.Center.Scope.ScalarAsync<int>("UPDATE student_likeness SET name = '李四' WHERE student_id = @one", new { one });
        return (one, two);
    }

    private static async Task<int> FindDuplicatesAsync(TransferTown town)
    {
        await using var scope = town.Center.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FindDuplicates>().HandleAsync(CancellationToken.None);
    }
}
