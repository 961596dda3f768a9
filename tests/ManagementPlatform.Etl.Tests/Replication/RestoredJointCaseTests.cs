using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Etl.Tests.Replication.JointTown;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>双重学籍联合核办 between provinces, while one of the three centers is restored from a backup.</summary>
[TestClass]
public sealed class RestoredJointCaseTests
{
    /// <summary>
    /// With which engine, where, and before which moments of the story the backup is taken and the center restored.
    /// </summary>
    public static IEnumerable<object[]> Moments() =>
        from moment in new (string Center, int Backup, int Restore)[]
        {
            (Sichuan, 1, 9), (Sichuan, 2, 3), (Sichuan, 8, 9), (Guangdong, 1, 10), (Guangdong, 4, 6), (Guangdong, 5, 7),
            (Nation, 1, 10), (Nation, 3, 7), (Nation, 8, 9),
        }
        from engine in moment.Restore > 8 ? new[] { Engine.Sqlite, Engine.PostgreSql } : [Engine.Sqlite]
        select new object[] { engine, moment.Center, moment.Backup, moment.Restore };

    [TestMethod, DynamicData(nameof(Moments))]
    public async Task Restored_at_any_moment_the_two_are_merged_once_and_what_others_have_heard_of_is_not_decided_again(
        Engine engine, string center, int backupBefore, int restoreBefore)
    {
        await using var town = await SameDocumentAsync(engine);
        var caseId = 0L;
        Func<Task>[] story =
        [
            async () => caseId = await town.OpenAsync(town.Own),
            () => town.ExchangeAsync(),
            () => town.DecideAsync(town.Own, caseId, town.Other),
            () => town.UpAsync(Sichuan),
            () => town.DownAsync(Guangdong),
            () => town.DecideAsync(town.Other, caseId, town.Other),
            () => town.UpAsync(Guangdong),
            () => town.DownAsync(Sichuan), // and its record leaves
            () => town.UpAsync(Sichuan),
            () => town.DownAsync(Guangdong), // and takes the other one over
        ];
        TestDatabase? backup = null;
        for (var step = 0; step < restoreBefore; step++)
        {
            Wait(town, TimeSpan.FromHours(1));
            if (step == backupBefore && (backup = await town.Centers[center].BackUpAsync()) is null)
                return;
            await story[step]();
        }

        var heard = new Dictionary<string, string>();
        foreach (var other in All.Where(other => other != center))
        {
            foreach (var (what, when) in await DoneAsync(town, other, caseId))
                heard[what] = when;
        }

        await RestoreAsync(town, center, backup!);
        foreach (var side in new[] { town.Own, town.Other })
        {
            var (_, progress, open) = await town.CaseAsync(side.HomeCenter, caseId);
            if (progress.State == CaseProgress.Open && open!.Center is null)
                await town.DecideAsync(side, caseId, town.Other);
            await town.ExchangeAsync();
        }

        await town.AssertMergedAsync(caseId, town.Other, town.Own);
        foreach (var at in All)
        {
            var done = await DoneAsync(town, at, caseId);
            Assert.HasCount(5, done, $"{at}: three approvals, two halves");
            foreach (var (what, when) in heard)
                Assert.AreEqual(when, done[what], $"{at}: {what}");
        }
    }

    [TestMethod]
    [DataRow(Sichuan, 0, 2), DataRow(Sichuan, 1, 3), DataRow(Guangdong, 0, 2), DataRow(Guangdong, 2, 3), DataRow(Nation, 0, 3), DataRow(Nation, 2, 4)]
    public async Task It_waits_where_and_for_as_many_days_as_before_and_the_arbitration_is_made_once(
        string center, int backupAfter, int restoreAfter)
    {
        await using var town = await SameDocumentAsync(Engine.Sqlite);
        await town.Centers[Sichuan].SetRuleAsync(RuleNames.CaseWorkingDays, "5", new DateOnly(2026, 9, 1));
        await town.Centers[Guangdong].SetRuleAsync(RuleNames.CaseWorkingDays, "3", new DateOnly(2026, 9, 1));
        await town.ExchangeAsync();
        var caseId = 0L;
        Func<Task>[] story =
        [
            async () => caseId = await town.OpenAsync(town.Own),
            () => town.DecideAsync(town.Own, caseId, town.Own),
            () => town.DecideAsync(town.Other, caseId, town.Other),
            () => town.ArbitrateAsync(caseId, town.Own),
        ];
        var backup = backupAfter == 0 ? await town.Centers[center].BackUpAsync() : null;
        for (var step = 1; step <= story.Length; step++)
        {
            Wait(town, TimeSpan.FromDays(1));
            await story[step - 1]();
            await town.ExchangeAsync();
            if (step == backupAfter)
                backup = await town.Centers[center].BackUpAsync();
            if (step != restoreAfter)
                continue;
            var (waiting, done) = (await WaitingAsync(town, center), await DoneAsync(town, center, caseId));
            Wait(town, TimeSpan.FromDays(3));
            await RestoreAsync(town, center, backup!, pullsFirst: center == Guangdong);
            CollectionAssert.AreEqual(waiting, await WaitingAsync(town, center));
            foreach (var at in All)
                CollectionAssert.AreEquivalent(done, await DoneAsync(town, at, caseId), at);
        }

        await town.AssertMergedAsync(caseId, town.Own, town.Other);
    }

    [TestMethod]
    [DataRow(Guangdong, false, DisplayName = "a province that pulls")]
    [DataRow(Nation, false, DisplayName = "the nation, which is given back what it had passed on")]
    [DataRow(Nation, true, DisplayName = "the nation, to which is pushed again")]
    public async Task What_came_late_for_the_first_time_counts_from_then_on_and_when_it_comes_again_from_the_same_day(
        string center, bool arePushedFirst)
    {
        await using var town = await SameDocumentAsync(Engine.Sqlite);
        var backup = await town.Centers[center].BackUpAsync();
        var caseId = await town.OpenAsync(town.Own);
        await town.DecideAsync(town.Own, caseId, town.Own);
        await town.UpAsync(Sichuan);
        if (center == Nation)
        {
            await town.DownAsync(Guangdong);
            await town.DecideAsync(town.Other, caseId, town.Other);
        }

        Wait(town, TimeSpan.FromDays(3)); // the line is cut
        await town.ExchangeAsync();
        var (_, _, open) = await town.CaseAsync(center, caseId);
        Assert.AreEqual((null, new DateOnly(2026, 9, 10)), (open!.Center, open.WaitingOn));

        Wait(town, TimeSpan.FromDays(2));
        await RestoreAsync(town, center, backup!, arePushedFirst: arePushedFirst);
        var (_, _, again) = await town.CaseAsync(center, caseId);
        Assert.AreEqual(open, again);
    }

    [TestMethod]
    public async Task A_first_day_before_the_batch_was_cut_is_not_believed()
    {
        await using var town = await SameDocumentAsync(Engine.Sqlite);
        var (channel, line) = (Channel.Up(Sichuan), new DirectLine(town.Centers.Nation));
        var caseId = await town.OpenAsync(town.Own);
        await town.DecideAsync(town.Own, caseId, town.Own);
        for (var applied = (await line.AskAsync(channel, default)).Applied; ;)
        {
            var next = await town.Centers[Sichuan].RunAsync<IOutbox, IBundle?>(
                outbox => outbox.AfterAsync(channel, applied.Number, default));
            if (next is not BundleFile bundle)
                break;
            applied = (await line.SendAsync(bundle with { FirstHad = DateTimeOffset.MinValue }, default)).Applied;
        }

        Assert.AreEqual(new DateOnly(2026, 9, 7), (await town.CaseAsync(Nation, caseId)).Open!.WaitingOn);
    }

    private static async Task RestoreAsync(
        JointTown town, string center, TestDatabase backup, bool pullsFirst = false, bool arePushedFirst = false)
    {
        var now = town.Centers[center].Time.Now;
        await town.Centers.RestoreAsync(center, backup);
        town.Centers[center].Time.Now = now;
        Wait(town, TimeSpan.FromHours(1));
        if (center == Nation)
            await town.Centers.Nation.RunAsync<SteerChannel, int>(
                steer => steer.RestoredAsync(Caller.Center(0, Tier.Province), CancellationToken.None));
        foreach (var province in arePushedFirst ? [Sichuan, Guangdong] : Array.Empty<string>())
            await town.UpAsync(province);
        foreach (var province in center == Nation ? [Sichuan, Guangdong] : new[] { center })
        {
            if (pullsFirst)
                await town.Centers.InStepAsync(province, () => town.DownAsync(province));
            await town.Centers.InStepAsync(province, () => town.UpAsync(province));
            await town.Centers.InStepAsync(province, () => town.DownAsync(province));
        }

        await town.ExchangeAsync();
    }

    private static void Wait(JointTown town, TimeSpan time)
    {
        foreach (var center in All)
            town.Centers[center].Time.Now += time;
    }

    /// <summary>Who has approved which step and which half is done, and when.</summary>
    private static async Task<Dictionary<string, string>> DoneAsync(JointTown town, string center, long caseId)
    {
        var rows = await town.Centers[center].QueryAsync<(string What, string When)>(
            """
            SELECT CONCAT(step_number, ' ', round, ' ', center), CONCAT(decided_at, ' ', choice)
            FROM case_decision WHERE case_id = @caseId
            UNION ALL SELECT CONCAT(kind, ' ', center), CONCAT(happened_at, '') FROM case_event
            WHERE case_id = @caseId AND kind IN ('record_left', 'record_kept')
            """,
            new { caseId });
        return rows.ToDictionary(row => row.What, row => row.When);
    }

    private static async Task<List<string>> WaitingAsync(JointTown town, string center) => [.. await town.Centers[center].QueryAsync<string>(
        """
        SELECT CONCAT(student_id, '|', case_id, '|', holds, '|', organization_id, CASE WHEN organization_id IS NULL THEN '' ELSE
            CONCAT('|', step_number, '|', round, '|', node, '|', center, '|', working_days, '|', waiting_on, '|', due_on) END)
        FROM open_case ORDER BY case_id, student_id
        """)];
}
