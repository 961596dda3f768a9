using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Transfers;

/// <summary>
/// Several people at once, and people who come too late or from the wrong side: one thing happens, the others are told which.
/// </summary>
[TestClass]
public sealed class RaceTests
{
    private const int Rounds = 8, LargestClass = 55;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_two_officers_who_decide_the_same_step_at_once_one_decides_and_the_other_is_told(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        HttpClient[] leaders = [await town.Center.ClientAsync(Role.Leader, TransferTown.To), await town.Center.ClientAsync(Role.Leader, TransferTown.To)];
        for (var round = 0; round < Rounds; round++)
        {
            var caseId = await town.SubmitAsync();
            string[] verdicts = ["approve", round % 2 == 0 ? "refuse" : "approve"];

            var answers = await Task.WhenAll(leaders.Zip(verdicts, (leader, verdict) => DecideAsync(leader, caseId, verdict)));

            var late = answers.Single(answer => answer.Status != 200);
            Assert.IsTrue(late is (412, "stale_version") or (409, "already_decided"), late.ToString());
            Assert.AreEqual(1, await town.Center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM case_decision WHERE case_id = @caseId AND step_number = 1", new { caseId }));
            await WithdrawAsync(town, caseId);
        }

        foreach (var leader in leaders)
            leader.Dispose();
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_withdrawal_and_a_decision_at_once_do_not_both_happen(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        using var leader = await town.Center.ClientAsync(Role.Leader, TransferTown.To);
        for (var round = 0; round < Rounds; round++)
        {
            var caseId = await town.SubmitAsync();

            var answers = await Task.WhenAll(DecideAsync(leader, caseId, "approve"), WithdrawAsync(town, caseId, version: 1));

            Assert.AreEqual(1, answers.Count(answer => answer.Status == 200), string.Join(' ', answers));
            var of = new { caseId };
            Assert.AreEqual(1, await town.Center.Scope.ScalarAsync<int>(
                """
                SELECT (SELECT COUNT(*) FROM case_decision WHERE case_id = @caseId)
                     + (SELECT COUNT(*) FROM case_file WHERE case_id = @caseId AND withdrawn_at IS NOT NULL)
                """,
                of));
            await WithdrawAsync(town, caseId);
            Assert.AreEqual(
                0, await town.Center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM open_case WHERE case_id = @caseId", of));
        }
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_last_place_of_a_class_goes_to_one_of_two_and_the_other_is_placed_elsewhere(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var second = await town.School.AddClassAsync("24", 2, school: TransferTown.To);
        for (var i = 0; i < LargestClass - 1; i++)
            await town.School.AddPupilAsync(town.ToClass, "24", pupil => pupil with { SchoolId = TransferTown.To });
        var keys = await town.AddPupilAsync();
        long[] cases = [await town.SubmitAsync(), await town.SubmitAsync(new { keys, toGrade = "24", reasonCode = "02" })];
        foreach (var caseId in cases)
            await town.UntilPlacementAsync(caseId);

        var answers = await Task.WhenAll(
            cases.Select(caseId => town.DecideAsync(caseId, Role.Registrar, TransferTown.To, classId: town.ToClass)));

        var refused = answers.Single(answer => answer.Status != 200);
        Assert.AreEqual(409, refused.Status);
        StringAssert.Contains(refused.Body.ToString(), "class_full", StringComparison.Ordinal);
        Assert.AreEqual(LargestClass, await PupilsAsync(town, town.ToClass));
        var other = cases[Array.FindIndex(answers, answer => answer.Status != 200)];
        await town.MovesAsync(other, Role.Registrar, TransferTown.To, "已办结", second);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_decision_from_the_wrong_side_out_of_turn_over_an_old_version_or_too_late_is_refused_with_the_reason(
        Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var stranger = await town.AddNeighbourAsync();
        using var both = town.Center.ClientFor(await town.Center.AddAccountAsync([Role.Registrar, Role.Leader], TransferTown.To));
        var (_, submitted) = await TransferTown.SendAsync(
            both, HttpMethod.Post, "/transfers", new { keys = town.Keys, toGrade = "24", reasonCode = "02" });
        var caseId = submitted.GetProperty("case").GetProperty("caseId").GetInt64();

        Assert.AreEqual((403, "four_eyes"), await DecideAsync(both, caseId, "approve"));
        await AssertRefusedAsync(town, caseId, Role.Leader, TransferTown.From, 1, (403, "not_your_step"));
        await AssertRefusedAsync(town, caseId, Role.Registrar, TransferTown.FromCounty, 1, (403, "not_your_step"));
        await AssertRefusedAsync(town, caseId, Role.Registrar, TransferTown.To, 1, (403, "forbidden"));
        await AssertRefusedAsync(town, caseId, Role.Leader, stranger.Id, 1, (404, "not_found"));
        await AssertRefusedAsync(town, caseId, Role.Leader, TransferTown.To, 7, (412, "stale_version"));
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        await AssertRefusedAsync(town, caseId, Role.Registrar, TransferTown.ToCounty, 1, (412, "stale_version"));
        await AssertRefusedAsync(town, caseId, Role.Leader, TransferTown.To, 2, (403, "not_your_step"));

        Assert.AreEqual(403, (await town.SendAsync(Role.Registrar, TransferTown.From, HttpMethod.Post, $"/cases/{caseId}/withdrawal", version: 2)).Status);
        Assert.AreEqual(200, (await WithdrawAsync(town, caseId)).Status);
        await AssertRefusedAsync(town, caseId, Role.Registrar, TransferTown.ToCounty, 3, (409, "already_decided"), "已撤销");
    }

    private static async Task AssertRefusedAsync(
        TransferTown town, long caseId, Role role, long organization, int version,
        (int Status, string Code) expected, string words = "")
    {
        var (status, problem) = await town.SendAsync(
            role, organization, HttpMethod.Post, $"/cases/{caseId}/decision", new { verdict = "approve" }, version);
        Assert.AreEqual(expected, (status, problem.GetProperty("code").GetString()), problem.ToString());
        Assert.Contains(words, problem.ToString());
    }

    private static async Task<(int Status, string? Code)> DecideAsync(HttpClient person, long caseId, string verdict)
    {
        var (status, body) = await TransferTown.SendAsync(
            person, HttpMethod.Post, $"/cases/{caseId}/decision", new { verdict, opinion = "意见" }, version: 1);
        return (status, status == 200 ? null : body.GetProperty("code").GetString());
    }

    private static async Task<(int Status, string? Code)> WithdrawAsync(TransferTown town, long caseId, int version = 0)
    {
        if (version == 0)
            version = (await town.CaseAsync(caseId, TransferTown.To)).GetProperty("version").GetInt32();
        var (status, _) = await town.SendAsync(
            Role.Registrar, TransferTown.To, HttpMethod.Post, $"/cases/{caseId}/withdrawal", version: version);
        return (status, null);
    }

    private static Task<int> PupilsAsync(TransferTown town, long classId) =>
        town.Center.Scope.ScalarAsync<int>(
            "SELECT COUNT(*) FROM student WHERE class_id = @classId AND status_code = '01'", new { classId });
}
