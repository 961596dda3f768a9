using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Corrections;

[TestClass]
public sealed class KeyChangeTests
{
    private static readonly string Document = CitizenId.Create("510107", TestPupils.GradeOneBirth, 1).Text;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_pupil_without_document_gets_one_and_with_it_his_g_number_and_the_old_values_are_kept(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var pupil = await town.RegisterAsync(TransferTown.From, TestPupils.WithoutDocument(town.FromClass));
        Assert.AreEqual('J', (await town.NumberAsync(pupil))![0]);
        var caseId = await town.ChangeKeysAsync(pupil, new { name = "李四维", documentType = "1", documentNumber = Document }).CaseOfAsync();

        var (again, problem) = await town.ChangeKeysAsync(pupil, new { name = "李五" });
        Assert.AreEqual(409, again);
        Assert.AreEqual("open_business", problem.GetProperty("code").GetString());

        var now = await town.ApproveAsync(caseId, Role.Leader, TransferTown.From, "待主管部门核办");
        Assert.DoesNotContain(Document, now.ToString(), "the number is masked");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "已办结");

        Assert.AreEqual("G" + Document, await town.NumberAsync(pupil));
        Assert.AreEqual(
            3, await town.CountAsync("student_number_history WHERE student_id = @pupil", new { pupil }), "L, J and G");
        Assert.AreEqual(1, await town.CountAsync("identity_document WHERE student_id = @pupil AND document_number = @Document", new { pupil, Document }));
        Assert.AreEqual(0, await town.CountAsync("student_likeness WHERE student_id = @pupil", new { pupil }));
        var changes = await town.Center.Scope.ScalarAsync<string>(
            "SELECT changes FROM student_revision WHERE student_id = @pupil AND source = 'key_change'", new { pupil });
        Assert.Contains("""["name","李四","李四维"]""", changes!);
        Assert.AreEqual(0, await town.CountAsync("open_case WHERE student_id = @pupil", new { pupil }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_g_number_stays_when_name_and_id_change_and_nothing_else_of_it_may(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var pupil = await town.RegisterAsync(TransferTown.From, TestPupils.Form(town.FromClass));
        var (status, problem) = await town.ChangeKeysAsync(pupil, new { sexCode = "2" });
        Assert.AreEqual(400, status);
        Assert.Contains("formal_number_keeps", problem.ToString());

        var other = CitizenId.Create("510107", TestPupils.GradeOneBirth, 3).Text;
        var caseId = await town.ChangeKeysAsync(pupil, new { name = "张三丰", documentNumber = other }).CaseOfAsync();
        await town.ApproveAsync(caseId, Role.Leader, TransferTown.From, "待主管部门核办");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "已办结");

        Assert.AreEqual("G" + Document, await town.NumberAsync(pupil));
        var (found, _) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, "/students/find", new { documentNumber = other });
        Assert.AreEqual(200, found);
        Assert.AreEqual(
            0, await town.CountAsync("identity_document WHERE document_number = @Document", new { Document }),
            "the old number is free");
    }

    [TestMethod]
    public async Task New_values_are_checked_like_the_form_and_a_proof_is_required()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "21");
        var pupil = await town.RegisterAsync(TransferTown.From, TestPupils.WithoutDocument(town.FromClass));
        await AssertRefusedAsync(
            town, pupil,
            new { documentType = "1", documentNumber = CitizenId.Create("510107", TestPupils.GradeOneBirth, 2).Text },
            "document_sex");
        await AssertRefusedAsync(
            town, pupil,
            new { documentType = "1", documentNumber = CitizenId.Create("510107", new DateOnly(2020, 3, 16), 1).Text },
            "document_birth_date");
        await AssertRefusedAsync(
            town, pupil, new { documentType = "1", documentNumber = Document[..17] + (Document[17] == '0' ? '1' : '0') },
            "bad_document_number");
        await AssertRefusedAsync(town, pupil, new { name = "李四" }, "nothing_changed");
        await AssertRefusedAsync(town, pupil, new { name = "李五" }, "proof_required", proofHash: null);
        await AssertRefusedAsync(town, pupil, new { name = "李五" }, "proof_unknown", proofHash: new string('b', 64));

        var (foreign, _) = await town.ChangeKeysAsync(pupil, new { name = "李五" }, TransferTown.To);
        Assert.AreEqual(404, foreign);
        var (edit, problem) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Patch, $"/students/{pupil}", new { name = "李五" }, 1);
        Assert.AreEqual(400, edit, problem.ToString());
        Assert.Contains("/key-changes", problem.ToString());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_bureau_sees_the_new_number_for_a_purpose_sends_it_back_and_the_corrected_wish_takes_effect(
        Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var pupil = await town.RegisterAsync(TransferTown.From, TestPupils.WithoutDocument(town.FromClass));
        var caseId = await town.ChangeKeysAsync(pupil, new { documentType = "1", documentNumber = Document }).CaseOfAsync();
        await town.ApproveAsync(caseId, Role.Leader, TransferTown.From, "待主管部门核办");
        Assert.AreEqual(400, (await RevealAsync(town, caseId, TransferTown.FromCounty, "")).Status);
        Assert.AreEqual(404, (await RevealAsync(town, caseId, TransferTown.ToCounty, "核对户口簿")).Status);
        var (status, shown) = await RevealAsync(town, caseId, TransferTown.FromCounty, "核对户口簿");
        Assert.AreEqual(200, status);
        Assert.Contains(Document, shown.ToString());
        Assert.AreEqual(1, await town.CountAsync("audit_event WHERE action = 'key_change.reveal' AND student_id = @pupil AND reason = '核对户口簿'", new { pupil }));

        var (_, back) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.FromCounty, "return", "号码有误");
        var version = back.GetProperty("version").GetInt32();
        var other = CitizenId.Create("510107", TestPupils.GradeOneBirth, 3).Text;
        Assert.AreEqual(
            400, (await ResubmitAsync(town, caseId, new { documentType = "1", documentNumber = "123" }, version)).Status);
        Assert.AreEqual(400, (await ResubmitAsync(town, caseId, new[] { 1 }, version)).Status);
        Assert.AreEqual(
            200, (await ResubmitAsync(town, caseId, new { documentType = "1", documentNumber = other }, version)).Status);
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "已办结");
        Assert.AreEqual("G" + other, await town.NumberAsync(pupil));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_two_who_want_one_document_the_second_waits_at_its_school_with_the_reason(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var first = await town.RegisterAsync(TransferTown.From, TestPupils.WithoutDocument(town.FromClass));
        var second = await town.RegisterAsync(TransferTown.From, TestPupils.WithoutDocument(town.FromClass, name: "李五"));
        var fields = new { documentType = "1", documentNumber = Document };
        var cases = new[] { await town.ChangeKeysAsync(first, fields).CaseOfAsync(), await town.ChangeKeysAsync(second, fields).CaseOfAsync() };
        foreach (var caseId in cases)
            await town.ApproveAsync(caseId, Role.Leader, TransferTown.From, "待主管部门核办");
        await town.ApproveAsync(cases[0], Role.Registrar, TransferTown.FromCounty, "已办结");

        var now = await town.ApproveAsync(cases[1], Role.Registrar, TransferTown.FromCounty, "查重未通过");
        Assert.AreEqual(TransferTown.From, now.GetProperty("heldBy").GetProperty("organizationId").GetInt64());
        Assert.Contains("双重学籍", now.GetProperty("timeline").ToString());
        var (blocked, _) = await town.DecideAsync(cases[1], Role.Registrar, TransferTown.From);
        Assert.AreEqual(409, blocked);
        var (withdrawn, _) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, $"/cases/{cases[1]}/withdrawal", null,
            now.GetProperty("version").GetInt32());
        Assert.AreEqual(200, withdrawn);
        Assert.AreEqual(201, (await town.ChangeKeysAsync(second, new { name = "李六" })).Status, "he is free again");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_both_bureaus_approve_at_once_one_pupil_has_the_document(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var pupils = new[]
        {
            (School: TransferTown.From, County: TransferTown.FromCounty, Id: await town.RegisterAsync(TransferTown.From, TestPupils.WithoutDocument(town.FromClass))),
            (School: TransferTown.To, County: TransferTown.ToCounty, Id: await town.RegisterAsync(TransferTown.To, TestPupils.WithoutDocument(town.ToClass, name: "李五"))),
        };
        var cases = new List<(long Case, long County)>();
        foreach (var (school, county, pupil) in pupils)
        {
            var caseId = await town.ChangeKeysAsync(pupil, new { documentType = "1", documentNumber = Document }, school).CaseOfAsync();
            await town.ApproveAsync(caseId, Role.Leader, school, "待主管部门核办");
            await town.PersonAsync(Role.Registrar, county);
            cases.Add((caseId, county));
        }

        var answers = await Task.WhenAll(cases.Select(c => town.DecideAsync(c.Case, Role.Registrar, c.County)));
        foreach (var (status, body) in answers)
            Assert.IsTrue(status is 200 or 409, body.ToString());
        Assert.AreEqual(1, answers.Count(a => a.Status == 200 && a.Body.GetProperty("stateName").GetString() == "已办结"));
        Assert.AreEqual(1, await town.CountAsync("identity_document WHERE document_number = @Document", new { Document }));
        Assert.AreEqual(1, await town.CountAsync("student WHERE document_number = @Document", new { Document }));
    }

    private static Task<(int Status, System.Text.Json.JsonElement Body)> RevealAsync(
        TransferTown town, long caseId, long organization, string purpose) =>
        town.SendAsync(Role.Registrar, organization, HttpMethod.Post, $"/cases/{caseId}/key-change/reveal", new { purpose });

    private static Task<(int Status, System.Text.Json.JsonElement Body)> ResubmitAsync(
        TransferTown town, long caseId, object content, int version) =>
        town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, $"/cases/{caseId}/resubmission", new { content }, version);

    private static async Task AssertRefusedAsync(
        TransferTown town, long pupil, object fields, string code, string? proofHash = "p")
    {
        var (status, problem) = await town.ChangeKeysAsync(pupil, fields, proofHash: proofHash);
        Assert.AreEqual(400, status, problem.ToString());
        Assert.Contains(code, problem.ToString());
    }
}
