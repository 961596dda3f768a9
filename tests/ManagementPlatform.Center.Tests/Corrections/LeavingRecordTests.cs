using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Corrections;

/// <summary>
/// A record is merged into another or deleted while other business runs for it: that ends by itself, and everybody sees why.
/// </summary>
[TestClass]
public sealed class LeavingRecordTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_transfer_of_the_record_that_is_merged_away_ends_with_the_reason(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var (kept, gone) = await TwoRecordsAsync(town);
        var transfer = await TransferAsync(town, gone);

        await MergeAsync(town, kept, gone);

        await AssertEndedAsync(town, transfer, "已并入");
        Assert.AreEqual(
            TransferTown.From,
            await town.Center.Scope.ScalarAsync<long>("SELECT school_id FROM student WHERE student_id = @kept", new { kept }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task So_does_one_that_was_sent_back_for_completion(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var (kept, gone) = await TwoRecordsAsync(town);
        var transfer = await TransferAsync(town, gone);
        Assert.AreEqual(200, (await town.DecideAsync(transfer, Role.Leader, TransferTown.From, "return", "请补充")).Status);

        await MergeAsync(town, kept, gone);

        await AssertEndedAsync(town, transfer, "已并入");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_change_of_enrolment_of_the_record_that_is_merged_away_is_refused(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var (kept, gone) = await TwoRecordsAsync(town);
        var request = new ChangeRequest(
            "suspend", new DateOnly(2026, 9, 7), "10", new DateOnly(2027, 6, 30), ProofHash: "p", Explanation: "住院");
        var registrar = TestSchool.Person(8, TransferTown.To, Tier.School, Role.Registrar);
        await town.UseAsync<SubmitChange>(submit => submit.HandleAsync(gone, request, registrar, CancellationToken.None));

        await MergeAsync(town, kept, gone);

        Assert.AreEqual(1, await town.CountAsync("enrollment_change WHERE student_id = @gone AND state = 'refused' AND step_number = 0", new { gone }));
        Assert.AreEqual(
            1, await town.CountAsync("enrollment_change_step WHERE student_id = @gone AND decision = 'refuse'", new { gone }));
        Assert.AreEqual(0, await town.CountAsync("open_case"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_transfer_of_a_record_that_is_deleted_ends_with_the_reason(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "21");
        var gone = await town.RegisterAsync(TransferTown.From, TestPupils.Form(town.FromClass));
        var transfer = await town.SubmitAsync(
            new { keys = new { name = "张三", studentNumber = await town.NumberAsync(gone) }, toGrade = "21", reasonCode = "02" });
        var (status, reported) = await town.SendAsync(
            Role.Registrar, TransferTown.FromCounty, HttpMethod.Post, $"/students/{gone}/problem-records",
            new { problemType = ProblemType.UnknownDocument, note = "查无此人" });
        Assert.AreEqual(201, status, reported.ToString());
        var caseId = await town.HandleAsync(gone, Handling.Delete).CaseOfAsync();
        await town.ApproveAsync(caseId, Role.Leader, TransferTown.From, "待主管部门核办");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待省级核办");
        await town.ApproveAsync(caseId, Role.Registrar, town.Center.RootOrganizationId, "已办结");

        await AssertEndedAsync(town, transfer, "已删除");
    }

    // One child at two schools: here with a document, there without.
    private static async Task<(long Kept, long Gone)> TwoRecordsAsync(TransferTown town) => (
        await town.RegisterAsync(TransferTown.From, TestPupils.Form(town.FromClass)),
        await town.RegisterAsync(TransferTown.To, TestPupils.WithoutDocument(town.ToClass)));

    private static async Task<long> TransferAsync(TransferTown town, long gone) => await town.SubmitAsync(
        new { keys = new { name = "李四", studentNumber = await town.NumberAsync(gone) }, toGrade = "21", reasonCode = "02" },
        TransferTown.From);

    private static async Task MergeAsync(TransferTown town, long kept, long gone)
    {
        var other = new LookUpKeys("李四", await town.NumberAsync(gone));
        var caseId = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, "/duplicate-cases",
            new { studentId = kept, other }).CaseOfAsync();
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待对方主管部门核办", $"{kept}");
        await town.ApproveAsync(caseId, Role.Registrar, TransferTown.ToCounty, "已办结", $"{kept}");
    }

    private static async Task AssertEndedAsync(TransferTown town, long caseId, string reason)
    {
        var ended = await town.CaseAsync(caseId, TransferTown.From);
        Assert.AreEqual("核办不通过", ended.GetProperty("stateName").GetString(), ended.ToString());
        Assert.Contains(reason, Reasons(ended));
        Assert.AreEqual(0, await town.CountAsync("open_case"));
        Assert.AreEqual(409, (await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, $"/cases/{caseId}/withdrawal", version: ended.GetProperty("version").GetInt32())).Status);
    }

    private static string Reasons(JsonElement ended) =>
        string.Join('\n', ended.GetProperty("timeline").EnumerateArray().Select(entry => entry.ToString()));
}
