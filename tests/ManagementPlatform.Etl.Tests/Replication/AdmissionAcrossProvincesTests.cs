using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Admissions;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>毕业后跨省就学 over three centers.</summary>
[TestClass]
public sealed class AdmissionAcrossProvincesTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_graduate_of_Sichuan_enters_junior_school_in_Guangdong_with_his_whole_record_and_one_copy_stays_behind(
        Engine engine)
    {
        await using var all = await MovingPupils.CreateAsync(engine, "26", "31");
        await GraduateAsync(all);
        var proof = await all.StoreAsync("44", "proof");
        var request = await WishAsync(all, proof);
        var early = await Assert.ThrowsExactlyAsync<RefusalException>(() => RequestAsync(all, request));
        StringAssert.Contains(early.Message, "调档查询");

        await all.AskAsync(all.To);
        await all.ExchangeAsync();
        var wrong = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => RequestAsync(all, request with { GraduationProvince = "440000" }));
        StringAssert.Contains(wrong.Problems[0].Message, "毕业省份");
        var caseId = await RequestAsync(all, request);
        await all.ReceivingApprovesAsync(all.To, caseId);
        await all.ExchangeAsync();
        Assert.AreEqual(CaseNodes.FromSchool, (await all.CaseAsync("51", caseId)).Open!.Node);
        Assert.AreEqual("51", await all.PupilAsync<string>("44", "home_center"));
        await all.SendingApprovesAsync(all.From, caseId);
        await all.ExchangeAsync();
        foreach (var center in (string[])["51", "44", "00"])
            await all.ArriveAgainAsync(center, caseId);
        await all.ExchangeAsync();

        foreach (var center in (string[])["51", "44", "00"])
        {
            Assert.AreEqual(
                (CaseProgress.Completed, null),
                ((await all.CaseAsync(center, caseId)).Progress.State, (await all.CaseAsync(center, caseId)).Open), center);
            Assert.AreEqual(
                ("44", all.To.School, all.ToClass),
                (await all.PupilAsync<string>(center, "home_center"), await all.PupilAsync<long>(center, "school_id"), await all.PupilAsync<long>(center, "class_id")),
                center);
            Assert.AreEqual(
                ("01", "202609"),
                (await all.PupilAsync<string>(center, "status_code"), await all.PupilAsync<string>(center, "entry_month")),
                center);
            Assert.AreEqual(all.From.School, await all.OfPupilAsync<long>(center, "school_id FROM archive_copy"), center);
            Assert.AreEqual(1, await all.OfPupilAsync<long>(center, "COUNT(*) FROM archive_copy"), center);
            Assert.AreEqual(
                1, await all.OfPupilAsync<long>(center, "COUNT(*) FROM student_file", $"file_hash = '{proof}'"), center);
            Assert.AreEqual(
                "graduate",
                await all.OfPupilAsync<string>(center, "end_kind FROM enrollment", "school_id = " + all.From.School), center);
            Assert.AreEqual(
                "admission", await all.OfPupilAsync<string>(center, "start_kind FROM enrollment", "ended_on IS NULL"), center);
            Assert.AreEqual(2, await all.OfPupilAsync<long>(center, "COUNT(*) FROM enrollment"), center);
            Assert.AreEqual(
                0, await all.Centers[center].ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"), center);
        }

        Assert.IsTrue(await all.HasAsync("51", proof));
        foreach (var table in ReplicaCatalogue.Of(Entity.Student).Tables)
            await TableComparison.AreSameAsync(all.Centers["44"], all.Centers.Nation, table, [all.Pupil], "the pupil");
    }

    [TestMethod]
    public async Task Without_a_class_at_first_he_is_placed_by_the_receiving_school_at_the_end()
    {
        await using var all = await MovingPupils.CreateAsync(Engine.Sqlite, "26", "31");
        await GraduateAsync(all);
        await all.AskAsync(all.To);
        await all.ExchangeAsync();
        var caseId = await RequestAsync(all, await WishAsync(all) with { ToClassId = null });
        await all.ReceivingApprovesAsync(all.To, caseId);
        await all.ExchangeAsync();
        await all.SendingApprovesAsync(all.From, caseId);
        await all.ExchangeAsync();
        Assert.AreEqual(
            (CaseNodes.Placement, all.To.School),
            ((await all.CaseAsync("44", caseId)).Open!.Node, (await all.CaseAsync("44", caseId)).Open!.OrganizationId));
        Assert.AreEqual(0, await all.OfPupilAsync<long>("51", "COUNT(*) FROM archive_copy"), "nothing is handed over before");

        await all.DecideAsync("44", caseId, MovingPupils.Registrar(all.To.School, Tier.School), classId: all.ToClass);
        await all.ExchangeAsync();
        foreach (var center in (string[])["51", "44", "00"])
        {
            Assert.AreEqual(all.ToClass, await all.PupilAsync<long>(center, "class_id"), center);
            Assert.AreEqual(1, await all.OfPupilAsync<long>(center, "COUNT(*) FROM archive_copy"), center);
        }
    }

    private static async Task GraduateAsync(MovingPupils all)
    {
        var of = new { all.Pupil, status = PupilStatus.Graduated, no = false };
        await all.Centers["51"].ScalarAsync<int>(
            "UPDATE student SET on_roll = @no, status_code = @status, row_version = row_version + 1 WHERE student_id = @Pupil",
            of);
        await all.Centers["51"].ScalarAsync<int>(
            "UPDATE enrollment SET status_code = @status, ended_on = '2026-07-01', end_kind = 'graduate' WHERE student_id = @Pupil", of);
        await all.LogAsync("51", Entity.Student, all.Pupil);
        await all.ExchangeAsync();
    }

    private static async Task<CrossProvinceAdmissionRequest> WishAsync(MovingPupils all, string? proof = null) => new(
        all.Keys.Name!, all.Keys.StudentNumber!, (await all.PupilAsync<string>("51", "sex_code"))!, "510000", all.ToGrade,
        "随父母务工", "202609", "12", all.ToClass, ProofHash: proof);

    private static async Task<long> RequestAsync(MovingPupils all, CrossProvinceAdmissionRequest request) =>
        (await all.Centers["44"].RunAsync<RequestCrossProvinceAdmission, SubmittedCase>(
            use => use.HandleAsync(request, MovingPupils.Registrar(all.To.School, Tier.School), CancellationToken.None))).File.CaseId;
}
