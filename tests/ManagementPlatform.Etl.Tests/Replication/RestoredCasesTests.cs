using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>Running business of a province that was restored from a backup: the inbox, and who is frozen.</summary>
[TestClass]
public sealed class RestoredCasesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_was_decided_in_the_lost_time_waits_no_more_and_what_began_then_waits(Engine engine)
    {
        await using var all = await MovingPupils.CreateAsync(engine);
        var (decided, begun) = await ClassmatesAsync(all);
        var across = await all.SubmitAsync();
        await all.ReceivingApprovesAsync(all.To, across);
        var change = await DropOutAsync(all, decided);
        await all.ExchangeAsync();
        Assert.AreEqual(CaseNodes.FromSchool, (await all.CaseAsync("51", across)).Open!.Node);
        if (await all.Centers["51"].BackUpAsync() is not { } backup)
            return;

        all.Wait(3);
        await all.SendingApprovesAsync(all.From, across);
        await ApproveAsync(all, change);
        var within = await RequestWithinAsync(all, begun);
        await all.ExchangeAsync();
        all.Wait(1);
        var other = await DropOutAsync(all, await ClassmateAsync(all, 3));
        await all.ExchangeAsync();
        var (inbox, waiting) = (await all.InboxAsync(all.From), await WaitingAsync(all));
        Assert.AreEqual((1, 1), (inbox.Count(row => row.CaseId == other.ChangeId), waiting.Count(row => row.Contains($"|{within}|", StringComparison.Ordinal))));

        await RestoreAsync(all, "51", backup);
        await all.TakeBackAsync("51");
        await all.ExchangeAsync();

        CollectionAssert.AreEqual(waiting, await WaitingAsync(all), "who holds what until when, and who is frozen");
        CollectionAssert.AreEquivalent(inbox.ToList(), (await all.InboxAsync(all.From)).ToList());
        Assert.AreEqual(0, await FrozenAsync(all, all.Pupil) + await FrozenAsync(all, decided));
        Assert.AreEqual((1, 1), (await FrozenAsync(all, begun), await FrozenAsync(all, other.StudentId)));
        await ApproveAsync(all, other);
        Assert.AreEqual(0, await FrozenAsync(all, other.StudentId), "and goes on as ever");
        await OneHandOverAsync(all);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_receiving_province_does_not_take_a_pupil_in_twice(Engine engine)
    {
        await using var all = await MovingPupils.CreateAsync(engine);
        var across = await all.SubmitAsync();
        await all.ReceivingApprovesAsync(all.To, across);
        await all.ExchangeAsync();
        Assert.AreEqual("pupil", (await all.CaseAsync("44", across)).Open!.Holds);
        if (await all.Centers["44"].BackUpAsync() is not { } backup)
            return;
        await all.SendingApprovesAsync(all.From, across);
        await all.ExchangeAsync();
        Assert.AreEqual("44", await all.PupilAsync<string>("51", "home_center"));

        await RestoreAsync(all, "44", backup);
        await all.TakeBackAsync("44");
        Assert.AreEqual(0, await all.OfPupilAsync<long>("44", "COUNT(*) FROM open_case"));
        await all.ExchangeAsync();
        await OneHandOverAsync(all);
        Assert.AreEqual(0, await all.OfPupilAsync<long>("44", "COUNT(*) FROM open_case"));
    }

    private static async Task OneHandOverAsync(MovingPupils all)
    {
        foreach (var center in (string[])["51", "44", "00"])
        {
            Assert.AreEqual("44", await all.PupilAsync<string>(center, "home_center"), center);
            Assert.AreEqual(
                (1, 1),
                (await all.OfPupilAsync<long>(center, "COUNT(*) FROM enrollment", "ended_on IS NULL"), await all.OfPupilAsync<long>(center, "COUNT(*) FROM archive_copy")),
                center);
            Assert.AreEqual(
                await all.PupilAsync<int>("44", "row_version"), await all.PupilAsync<int>(center, "row_version"), center);
            Assert.AreEqual(
                await all.OfPupilAsync<string>("44", "MIN(decided_at) FROM case_decision", "decided_by = 0"),
                await all.OfPupilAsync<string>(center, "MIN(decided_at) FROM case_decision", "decided_by = 0"),
                center);
        }
    }

    private static async Task RestoreAsync(MovingPupils all, string center, TestDatabase backup)
    {
        var now = all.Centers[center].Time.Now;
        await all.Centers.RestoreAsync(center, backup);
        all.Centers[center].Time.Now = now;
        all.Wait(1);
    }

    private static async Task<(long First, long Second)> ClassmatesAsync(MovingPupils all) =>
        (await ClassmateAsync(all, 1), await ClassmateAsync(all, 2));

    private static async Task<long> ClassmateAsync(MovingPupils all, int which) => (await all.Centers["51"].QueryAsync<long>(
        """
        SELECT student_id FROM student WHERE class_id = @FromClass AND student_id <> @Pupil AND on_roll = @yes
        ORDER BY student_id
        """,
        new { all.FromClass, all.Pupil, yes = true }))[which];

    private static Task<EnrollmentChange> DropOutAsync(MovingPupils all, long pupil) => all.Centers["51"].RunAsync<SubmitChange, EnrollmentChange>(
        use => use.HandleAsync(pupil, new ChangeRequest("drop_out", new DateOnly(2026, 9, 4), "27"), MovingPupils.Registrar(all.From.School, Tier.School), None));

    private static Task ApproveAsync(MovingPupils all, EnrollmentChange change) => all.Centers["51"].RunAsync<DecideChange>(
        use => use.HandleAsync(change.StudentId, change.ChangeId, new ChangeDecision(1, true), MovingPupils.Leader(all.From.School, Tier.School), None));

    private static async Task<long> RequestWithinAsync(MovingPupils all, long pupil)
    {
        var (name, number) = await all.Centers["51"].RowAsync<(string, string)>(
            "SELECT name, student_number FROM student WHERE student_id = @pupil", new { pupil });
        var school = await all.Centers["51"].ScalarAsync<long>(
            "SELECT MIN(school_id) FROM school_class WHERE grade = '24' AND status = 'active' AND school_id <> @School",
            new { all.From.School });
        var request = new TransferRequest(new LookUpKeys(name, number), "24", "02");
        var registrar = MovingPupils.Registrar(school, Tier.School);
        return (await all.Centers["51"].RunAsync<RequestTransfer, SubmittedCase>(use => use.HandleAsync(request, registrar, None))).File.CaseId;
    }

    private static async Task<List<string>> WaitingAsync(MovingPupils all)
    {
        await using var connection = await all.Centers["51"].Database.OpenAsync(None);
        var rows = await Dapper.SqlMapper.QueryAsync<string>(
            connection,
            """
            SELECT CONCAT(student_id, '|', case_id, '|', kind, '|', holds, '|', step_number, '|', round, '|', node,
                '|', organization_id, '|', center, '|', waiting_since, '|', due_on) FROM open_case ORDER BY case_id
            """);
        return [.. rows];
    }

    private static Task<long> FrozenAsync(MovingPupils all, long pupil) =>
        all.Centers["51"].ScalarAsync<long>(
            "SELECT COUNT(*) FROM open_case WHERE student_id = @pupil AND holds = 'pupil'", new { pupil });
}
