using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

[TestClass]
public sealed class TransferAcrossProvincesTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_pupil_moves_from_Sichuan_to_Guangdong_with_every_step_in_its_own_center(Engine engine)
    {
        await using var all = await MovingPupils.CreateAsync(engine);
        var (from, to) = (all.From, all.To);
        var refused = await Assert.ThrowsExactlyAsync<RefusalException>(() => all.RequestAsync(to, all.ToClass));
        StringAssert.Contains(refused.Message, "调档查询");

        await all.AskAsync(to);
        await all.ExchangeAsync();
        Assert.AreEqual("51", await all.PupilAsync<string>("44", "home_center"));

        var caseId = (await all.RequestAsync(to, all.ToClass)).File.CaseId;
        await all.ReceivingApprovesAsync(to, caseId);
        Assert.AreEqual(
            "51", (await all.CaseAsync("44", caseId)).Open!.Center, "waits for the other side, and nobody here can decide it");
        var elsewhere = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => all.DecideAsync("44", caseId, MovingPupils.Leader(to.School, Tier.School)));
        Assert.AreEqual("held_elsewhere", elsewhere.Code);

        await all.ExchangeAsync();
        var (_, progress, open) = await all.CaseAsync("51", caseId);
        Assert.AreEqual(CaseNodes.FromSchool, progress.Step!.Node, "the check has passed in 四川");
        Assert.AreEqual((null, from.School, "pupil"), (open!.Center, open.OrganizationId, open.Holds));

        await all.SendingApprovesAsync(from, caseId);
        await all.ExchangeAsync();

        foreach (var center in (string[])["51", "44", "00"])
        {
            Assert.AreEqual(CaseProgress.Completed, (await all.CaseAsync(center, caseId)).Progress.State, center);
            Assert.IsNull((await all.CaseAsync(center, caseId)).Open, center);
            Assert.AreEqual("44", await all.PupilAsync<string>(center, "home_center"), center);
            Assert.AreEqual(to.School, await all.PupilAsync<long>(center, "school_id"), center);
            Assert.AreEqual(all.ToClass, await all.PupilAsync<long>(center, "class_id"), center);
            Assert.AreEqual(
                to.School, await all.OfPupilAsync<long>(center, "school_id FROM enrollment", "ended_on IS NULL"), center);
            Assert.AreEqual(
                "transfer_out",
                await all.OfPupilAsync<string>(center, "end_kind FROM enrollment", "ended_on IS NOT NULL"), center);
            Assert.AreEqual(from.School, await all.OfPupilAsync<long>(center, "school_id FROM archive_copy"), center);
            Assert.AreEqual(
                0, await all.Centers[center].ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"), center);
        }
    }

    [TestMethod]
    public async Task The_sending_side_has_the_days_that_its_own_province_gives_to_a_node()
    {
        await using var all = await MovingPupils.CreateAsync(Engine.Sqlite);
        await all.Centers["51"].SetRuleAsync(RuleNames.TransferWorkingDays, "4", new DateOnly(2026, 9, 1));
        await all.Centers["51"].SetRuleAsync(
            RuleNames.TransferWorkingDaysOf(CaseNodes.FromBureau), "2", new DateOnly(2026, 9, 1));
        await all.Centers["44"].SetRuleAsync(RuleNames.TransferWorkingDays, "6", new DateOnly(2026, 9, 1));
        var caseId = await all.SubmitAsync();
        Assert.AreEqual(6, (await all.CaseAsync("44", caseId)).Open!.WorkingDays);
        await all.ReceivingApprovesAsync(all.To, caseId);
        await all.ExchangeAsync();

        Assert.AreEqual((CaseNodes.FromSchool, 4), await HeldAsync());
        await all.DecideAsync("51", caseId, MovingPupils.Leader(all.From.School, Tier.School));
        Assert.AreEqual((CaseNodes.FromBureau, 2), await HeldAsync());

        async Task<(string, int)> HeldAsync() =>
            (await all.CaseAsync("51", caseId)).Open is { Center: null } open ? (open.Node, open.WorkingDays) : ("", 0);
    }

    [TestMethod]
    [DataRow("0", 0), DataRow("1", 1)]
    public async Task The_province_that_opens_a_transfer_knows_whether_the_sending_one_demands_a_step_of_its_own(
        string value, int steps)
    {
        await using var all = await MovingPupils.CreateAsync(Engine.Sqlite);
        await all.Centers["51"].SetRuleAsync(RuleNames.TransferProvinceStep, value == "0" ? "1" : "0", new DateOnly(2026, 8, 1));
        await all.ExchangeAsync();
        await all.Centers["51"].SetRuleAsync(RuleNames.TransferProvinceStep, value, new DateOnly(2026, 9, 1));
        await all.ExchangeAsync();

        await all.SubmitAsync();

        Assert.AreEqual(
            steps, await all.OfPupilAsync<long>("44", "COUNT(*) FROM case_step", $"node = '{CaseNodes.FromProvince}'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task There_and_back_again_he_has_one_home_one_active_enrolment_and_all_his_files(Engine engine)
    {
        await using var all = await MovingPupils.CreateAsync(engine);
        var photo = await all.StoreAsync("51", "photo");
        await all.Centers["51"].ScalarAsync<int>(
            """
            INSERT INTO student_file (student_id, file_id, kind, file_hash, file_name, uploaded_by, uploaded_at)
            VALUES (@Pupil, 510000099999999, 'proof', @photo, 'p.pdf', 1, @now)
            """,
            new { all.Pupil, photo, now = all.Centers["51"].Time.Now });
        await all.Centers["51"].ScalarAsync<int>(
            "UPDATE student SET row_version = 2 WHERE student_id = @Pupil", new { all.Pupil });
        await all.LogAsync("51", Entity.Student, all.Pupil);
        var proof = await all.StoreAsync("44", "proof");
        var there = await all.SubmitAsync(proof);
        await all.ReceivingApprovesAsync(all.To, there);
        await all.ExchangeAsync();
        Assert.IsTrue(await all.HasAsync("51", proof), "the proof has come along");
        Assert.IsFalse(await all.HasAsync("44", photo), "the archive has not yet");
        var early = await Assert.ThrowsExactlyAsync<RefusalException>(() =>
            all.Centers["44"].RunAsync<IFileStore, OpenedFile>(files => new CheckedFiles(files).OpenAsync(photo, "照片", default)));
        Assert.AreEqual("file_not_here", early.Code);

        await all.SendingApprovesAsync(all.From, there);
        await all.ExchangeAsync();
        Assert.AreEqual((true, "44"), (await all.HasAsync("44", photo), await all.PupilAsync<string>("44", "home_center")));

        var back = (await all.RequestAsync(all.From, all.FromClass)).File.CaseId;
        await all.DecideAsync("51", back, MovingPupils.Leader(all.From.School, Tier.School));
        await all.DecideAsync("51", back, MovingPupils.Registrar(all.From.Bureau, Tier.County));
        if ((await all.CaseAsync("51", back)).Progress.Step!.Node == CaseNodes.ToProvince)
            await all.DecideAsync("51", back, MovingPupils.Registrar(all.From.Province, Tier.Province));
        await all.ExchangeAsync();
        await all.SendingApprovesAsync(all.To, back);
        await all.ExchangeAsync();

        // Everything once more, and the first case late: he stays where he is.
        foreach (var center in (string[])["51", "44", "00"])
            await all.ArriveAgainAsync(center, back, there);
        await all.ExchangeAsync();
        foreach (var center in (string[])["51", "44", "00"])
        {
            Assert.AreEqual("51", await all.PupilAsync<string>(center, "home_center"), center);
            Assert.AreEqual(all.FromClass, await all.PupilAsync<long>(center, "class_id"), center);
            Assert.AreEqual(1, await all.OfPupilAsync<long>(center, "COUNT(*) FROM enrollment", "ended_on IS NULL"), center);
            Assert.AreEqual(2, await all.OfPupilAsync<long>(center, "COUNT(*) FROM archive_copy"), center);
            Assert.AreEqual(0, await all.OfPupilAsync<long>(center, "COUNT(*) FROM open_case"), center);
        }
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_pupil_for_whom_no_class_is_left_waits_in_the_inbox_of_the_receiving_school_until_it_has_one(Engine engine)
    {
        await using var all = await MovingPupils.CreateAsync(engine);
        var caseId = await all.SubmitAsync();
        await all.ReceivingApprovesAsync(all.To, caseId);
        await all.ExchangeAsync();
        await all.SendingApprovesAsync(all.From, caseId);
        await all.UpAsync("51");
        await all.DownAsync("44"); // the class is promised to him …
        await all.UpAsync("44");
        await all.DownAsync("51"); // … and he is on his way
        var grade = await all.Centers["44"].ScalarAsync<int>(
            "SELECT MIN(entry_year) FROM school_class WHERE class_id = @ToClass", new { all.ToClass });
        await all.Centers["44"].ScalarAsync<int>(
            "UPDATE school_class SET status = 'dissolved' WHERE school_id = @School AND grade = '24'", new { all.To.School });
        await all.ExchangeAsync();

        await all.RunAsync("44", "recheck_cases");
        var waiting = (await InboxAsync()).Single(row => row.CaseId == caseId);
        Assert.AreEqual((CaseNodes.Placement, all.To.School), (waiting.Node, waiting.OrganizationId));
        StringAssert.Contains(waiting.Reason, "没有该年级");
        StringAssert.Contains(
            await all.OfPupilAsync<string>("51", "detail FROM case_event", "kind = 'check_failed'"),
            "没有该年级", "the other side knows");
        Assert.AreEqual(
            ("44", all.From.School),
            (await all.PupilAsync<string>("44", "home_center"), await all.PupilAsync<long>("44", "school_id")));
        var version = (await all.CaseAsync("44", caseId)).Progress.Version;
        await all.RecheckAsync(all.To, caseId, version);
        await Assert.ThrowsExactlyAsync<RefusalException>(() => all.WithdrawAsync(all.To, caseId));

        var formed = await all.FormClassAsync(all.To, grade);
        await all.RunAsync("44", "recheck_cases");
        Assert.AreEqual(
            (all.To.School, formed),
            (await all.PupilAsync<long>("44", "school_id"), await all.PupilAsync<long>("44", "class_id")));
        Assert.IsFalse((await InboxAsync()).Any(row => row.CaseId == caseId));
        await all.RunAsync("44", "recheck_cases");
        await all.ExchangeAsync();
        foreach (var center in (string[])["51", "44", "00"])
        {
            Assert.AreEqual(formed, await all.PupilAsync<long>(center, "class_id"), center);
            Assert.AreEqual(1, await all.OfPupilAsync<long>(center, "COUNT(*) FROM enrollment", "ended_on IS NULL"), center);
            Assert.AreEqual(0, await all.OfPupilAsync<long>(center, "COUNT(*) FROM open_case"), center);
        }

        Task<IReadOnlyList<InboxRow>> InboxAsync() => all.InboxAsync(all.To);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Withdrawn_while_an_approval_is_under_way_it_is_withdrawn_everywhere(Engine engine)
    {
        await using var all = await MovingPupils.CreateAsync(engine);
        var caseId = await all.SubmitAsync();
        Assert.AreEqual("pupil", (await all.CaseAsync("44", caseId)).Open!.Holds);
        await all.ExchangeAsync();
        var atHome = (await all.CaseAsync("51", caseId)).Open!;
        Assert.AreEqual(("pupil", "44"), (atHome.Holds, atHome.Center), "frozen at home before anybody there has a say");
        await all.ReceivingApprovesAsync(all.To, caseId);
        await all.ExchangeAsync();

        await all.DecideAsync("51", caseId, MovingPupils.Leader(all.From.School, Tier.School));
        await all.WithdrawAsync(all.To, caseId);
        await all.ExchangeAsync();

        foreach (var center in (string[])["51", "44", "00"])
        {
            var (_, progress, open) = await all.CaseAsync(center, caseId);
            Assert.AreEqual((CaseProgress.Withdrawn, null), (progress.State, open), center);
            Assert.AreEqual("51", await all.PupilAsync<string>(center, "home_center"));
        }

        var late = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => all.DecideAsync("51", caseId, MovingPupils.Registrar(all.From.Bureau, Tier.County)));
        Assert.AreEqual("already_decided", late.Code);
    }

    [TestMethod]
    public async Task Refused_by_the_sending_bureau_it_ends_everywhere_and_the_pupil_is_free()
    {
        await using var all = await MovingPupils.CreateAsync(Engine.Sqlite);
        var caseId = await all.SubmitAsync();
        await all.ReceivingApprovesAsync(all.To, caseId);
        await all.ExchangeAsync();
        await all.DecideAsync("51", caseId, MovingPupils.Leader(all.From.School, Tier.School));
        await all.DecideAsync("51", caseId, MovingPupils.Registrar(all.From.Bureau, Tier.County), Verdict.Refuse, "监护人尚未到场确认");
        await all.ExchangeAsync();

        foreach (var center in (string[])["51", "44", "00"])
        {
            var (_, progress, open) = await all.CaseAsync(center, caseId);
            Assert.AreEqual((CaseProgress.Refused, null), (progress.State, open), center);
        }

        Assert.AreEqual("监护人尚未到场确认", await all.OfPupilAsync<string>("44", "opinion FROM case_decision", "verdict = 'refuse'"));
        Assert.AreEqual("51", await all.PupilAsync<string>("44", "home_center"));
    }
}
