using System.Text.Json;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Transfers;

/// <summary>What stands in the way is told before, handed over, told again by the check, and tried again.</summary>
[TestClass]
public sealed class BlockerTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_suspended_pupil_is_handed_to_the_sending_school_which_clears_it_inside_the_case(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await town.SetPupilAsync("status_code = '02'");
        var request = new { keys = town.Keys, toGrade = "24", reasonCode = "02", handsOverBlockers = false };
        var (_, outlook) = await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Post, "/transfers/check", request);
        Assert.AreEqual("suspended", outlook.GetProperty("blockers")[0].GetProperty("code").GetString());
        Assert.IsTrue(outlook.GetProperty("canBeHandedOver").GetBoolean());
        Assert.AreEqual(400, (await town.RequestAsync(request)).Status);

        var caseId = await town.SubmitAsync(
            new { keys = town.Keys, toGrade = "24", reasonCode = "02", handsOverBlockers = true });
        var waiting = await town.CaseAsync(caseId, TransferTown.From);
        Assert.AreEqual(("待转出学校清理", TransferTown.From), (waiting.GetProperty("stateName").GetString(), Holder(waiting)));
        var (again, _) = await town.RequestAsync(
            new { keys = town.Keys, toGrade = "24", reasonCode = "02", handsOverBlockers = true });
        Assert.AreEqual(400, again, "one transfer a pupil");

        var (early, still) = await town.RecheckAsync(caseId, TransferTown.To);
        Assert.AreEqual((200, "待转出学校清理"), (early, still.GetProperty("stateName").GetString()));
        await town.SetPupilAsync("status_code = '01'");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.From, "待转入学校核办");
        Assert.AreEqual(
            "pupil",
            await town.Center.Scope.ScalarAsync<string>("SELECT holds FROM open_case WHERE case_id = @caseId", new { caseId }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_check_that_fails_says_why_and_the_receiving_school_tries_again_when_it_is_cleared(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var caseId = await town.SubmitAsync();
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        await town.SetPupilAsync("number_state = 'problem'");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.ToCounty, "转出校验错误");
        var failed = await town.CaseAsync(caseId, TransferTown.To);
        Assert.AreEqual(TransferTown.From, Holder(failed), "the sending school clears it");
        StringAssert.Contains(LastOf(failed), "2003", StringComparison.Ordinal);

        // Now the name is another one: that is the receiving school's to correct.
        await town.SetPupilAsync("number_state = 'pending', name = '李思源'");
        var (_, mismatch) = await town.RecheckAsync(caseId, TransferTown.To);
        Assert.AreEqual(TransferTown.To, Holder(mismatch));
        StringAssert.Contains(LastOf(mismatch), "2001", StringComparison.Ordinal);
        Assert.AreEqual(
            failed.GetProperty("dueOn").GetString(), mismatch.GetProperty("dueOn").GetString(), "trying again does not buy time");
        Assert.AreEqual(
            403, (await town.RecheckAsync(caseId, TransferTown.ToCounty)).Status, "neither submitted nor held by the bureau");

        await town.SetPupilAsync("name = '李思远'");
        var (passed, now) = await town.RecheckAsync(caseId, TransferTown.To);
        Assert.AreEqual((200, "待转出学校核办"), (passed, now.GetProperty("stateName").GetString()));
        var (nothing, problem) = await town.RecheckAsync(caseId, TransferTown.To);
        Assert.AreEqual((409, "nothing_to_check"), (nothing, problem.GetProperty("code").GetString()));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Once_the_sending_school_has_cleared_it_the_case_goes_on_by_itself(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await town.SetPupilAsync("status_code = '02'");
        var caseId = await town.SubmitAsync(
            new { keys = town.Keys, toGrade = "24", reasonCode = "02", handsOverBlockers = true });
        await RecheckAllAsync(town);
        Assert.AreEqual("待转出学校清理", (await town.CaseAsync(caseId, TransferTown.To)).GetProperty("stateName").GetString());

        await town.SetPupilAsync("status_code = '01'");
        await RecheckAllAsync(town);
        await RecheckAllAsync(town);

        var now = await town.CaseAsync(caseId, TransferTown.To);
        Assert.AreEqual(("待转入学校核办", TransferTown.To), (now.GetProperty("stateName").GetString(), Holder(now)));
    }

    [TestMethod]
    public async Task What_a_party_completes_or_places_wrongly_is_refused_in_words()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        var caseId = await town.SubmitAsync();
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        var (_, back) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty, "return", "请补充");
        foreach (var (completion, code) in new (object, string)[]
        {
            (new { content = "x" }, "bad_content"),
            (new { content = new { toGrade = "99" } }, "bad_grade"),
            (new { content = new { toGrade = "24", seatNumber = "一二三四五" } }, "bad_seat_number"),
            (new { content = new { toGrade = "23" } }, "grade_unfit"),
            (new { proofHash = new string('a', 64) }, "proof_unknown"),
            (new { explanation = new string('长', 401) }, "too_long"),
        })
        {
            var (status, problem) = await town.SendAsync(
                Role.Registrar, TransferTown.To, HttpMethod.Post, $"/cases/{caseId}/resubmission", completion,
                back.GetProperty("version").GetInt32());
            Assert.AreEqual(400, status, problem.ToString());
            StringAssert.Contains(problem.ToString(), code, StringComparison.Ordinal);
        }

        await town.SendAsync(
            Role.Registrar, TransferTown.To, HttpMethod.Post, $"/cases/{caseId}/resubmission", new { },
            back.GetProperty("version").GetInt32());
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.ToCounty, "待转出学校核办");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待调档");
        Assert.AreEqual(
            "class_required",
            (await town.DecideAsync(caseId, Role.Registrar, TransferTown.To)).Body.GetProperty("code").GetString());
        var (_, foreign) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.To, classId: town.FromClass);
        StringAssert.Contains(foreign.ToString(), "class_unfit", StringComparison.Ordinal);
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.To, "已办结", town.ToClass);
    }

    private static Task RecheckAllAsync(TransferTown town) => town.UseAsync<IEnumerable<IScheduledWork>>(
        all => all.Single(work => work.Name == "recheck_cases").RunAsync(CancellationToken.None));

    private static long Holder(JsonElement @case) => @case.GetProperty("heldBy").GetProperty("organizationId").GetInt64();

    private static string LastOf(JsonElement @case) => @case.GetProperty("timeline").EnumerateArray().Last(entry =>
        entry.GetProperty("kind").GetString() == "check_failed").GetProperty("text").GetString()!;
}
