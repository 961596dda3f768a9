using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>What each center does for its own steps, and what it lets nobody else do.</summary>
[TestClass]
public sealed class StepsOfEachCenterTests
{
    [TestMethod]
    public async Task Each_center_keeps_the_deadlines_of_its_own_steps_also_when_messages_come_late_and_twice()
    {
        await using var all = await MovingPupils.CreateAsync(Engine.Sqlite);
        var caseId = await all.SubmitAsync();
        await all.UpAsync("44");
        all.Wait(7);
        await all.RunAsync("44", "keep_deadlines");
        Assert.AreEqual(1, await EventsAsync("44"), "the receiving school is reminded");
        await all.DownAsync("51");
        await all.RunAsync("51", "keep_deadlines");
        Assert.AreEqual(0, await EventsAsync("51"), "not its step");

        await all.ReceivingApprovesAsync(all.To, caseId);
        await all.UpAsync("44");
        all.Wait(20);
        await all.RunAsync("44", "keep_deadlines");
        Assert.AreEqual(1, await EventsAsync("44"), "what waits for the other side runs out there");
        await all.DownAsync("51");
        var open = (await all.CaseAsync("51", caseId)).Open!;
        var today = DateOnly.FromDateTime(all.Centers["51"].Time.Now.UtcDateTime);
        Assert.IsGreaterThan(today, open.DueOn, "counted from the day on which it came there");
        all.Wait(7);
        await all.RunAsync("51", "keep_deadlines");
        await all.ArriveAgainAsync("51", caseId);
        var same = (await all.CaseAsync("51", caseId)).Open!;
        Assert.AreEqual((open.WaitingOn, true), (same.WaitingOn, same.Reminded > 0), "the same rows change nothing");

        Task<long> EventsAsync(string center) =>
            all.OfPupilAsync<long>(center, "COUNT(*) FROM case_event", "kind LIKE 'reminder%'");
    }

    [TestMethod]
    public async Task Other_business_that_froze_him_first_is_cleared_first_and_another_transfer_wins()
    {
        await using var all = await MovingPupils.CreateAsync(Engine.Sqlite);
        await HoldAsync("enrollment_change", "pupil");
        var caseId = await all.SubmitAsync();
        await all.ReceivingApprovesAsync(all.To, caseId);
        await all.ExchangeAsync();
        var (_, progress, open) = await all.CaseAsync("51", caseId);
        Assert.AreEqual((CaseNodes.Check, "none", all.From.School), (progress.Step!.Node, open!.Holds, open.OrganizationId));
        var told = await all.OfPupilAsync<string>("44", "detail FROM case_event", "kind = 'check_failed'");
        StringAssert.Contains(told, "2002", "the other side knows");

        await all.Centers["51"].ScalarAsync<int>("DELETE FROM open_case WHERE case_id = 7");
        await all.RunAsync("51", "recheck_cases");
        var cleared = (await all.CaseAsync("51", caseId)).Open!;
        Assert.AreEqual(("pupil", CaseNodes.FromSchool), (cleared.Holds, cleared.Node));
        await all.WithdrawAsync(all.To, caseId);
        await all.ExchangeAsync();

        await HoldAsync("transfer", "pupil");
        var second = (await all.RequestAsync(all.To, all.ToClass)).File.CaseId;
        await all.ReceivingApprovesAsync(all.To, second);
        await all.ExchangeAsync();
        Assert.AreEqual(CaseProgress.Refused, (await all.CaseAsync("44", second)).Progress.State);
        StringAssert.Contains(await all.OfPupilAsync<string>("44", "opinion FROM case_decision", "verdict = 'refuse'"), "2002");

        Task<int> HoldAsync(string kind, string holds) => all.Centers["51"].ScalarAsync<int>(
            """
            INSERT INTO open_case (student_id, case_id, kind, holds, step_number, round, node, organization_id,
                waiting_since, waiting_on, working_days, due_on, reminded, escalations)
            VALUES (@Pupil, 7, @kind, @holds, 1, 1, 'from_school', 1, '2026-09-07 01:00:00.000000', '2026-09-07', 10, '2026-09-21', 0, 0)
            """,
            new { all.Pupil, kind, holds });
    }

    [TestMethod]
    public async Task An_inquiry_with_another_name_learns_nothing_and_brings_nobody()
    {
        await using var all = await MovingPupils.CreateAsync(Engine.Sqlite);
        var inquiry = await all.AskAsync(all.To, all.Keys with { Name = "别人" });
        await all.ExchangeAsync();
        var state = await all.Centers["44"].ScalarAsync<string>(
            "SELECT state FROM pupil_inquiry_answer WHERE inquiry_id = @InquiryId", new { inquiry.InquiryId });
        Assert.AreEqual("no_match", state);
        Assert.AreEqual(0, await all.Centers["44"].ScalarAsync<long>("SELECT COUNT(*) FROM student WHERE home_center <> '44'"));
    }

    [TestMethod]
    public async Task A_province_brings_no_decisions_of_another()
    {
        await using var all = await MovingPupils.CreateAsync(Engine.Sqlite);
        var caseId = await all.SubmitAsync();
        await all.ExchangeAsync();
        await all.Centers["51"].ScalarAsync<int>(
            """
            INSERT INTO case_decision (student_id, case_id, step_number, round, verdict, organization_id, center, decided_by, decided_at)
            VALUES (@Pupil, @caseId, 1, 1, 'approve', 1, '44', 1, '2026-09-07 01:00:00.000000')
            """,
            new { all.Pupil, caseId });
        await all.LogAsync("51", Entity.Case, caseId);
        await all.ExchangeAsync();

        var reason = await all.Centers.Nation.ScalarAsync<string>(
            "SELECT reason FROM replication_quarantine WHERE entity_id = @caseId", new { caseId });
        Assert.AreEqual("foreign", reason);
        Assert.AreEqual(0, await all.Centers["44"].ScalarAsync<long>("SELECT COUNT(*) FROM case_decision"));
    }
}
