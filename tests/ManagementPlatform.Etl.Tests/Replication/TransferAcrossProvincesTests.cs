using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
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
        Assert.AreEqual("51", (await all.CaseAsync("44", caseId)).Open!.Center, "waits for the other side, and nobody here can decide it");
        var elsewhere = await Assert.ThrowsExactlyAsync<RefusalException>(() => all.DecideAsync("44", caseId, MovingPupils.Leader(to.School, Tier.School)));
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
            var of = new { all.Pupil, to.School, from = from.School };
            Assert.AreEqual(to.School, await all.Centers[center].ScalarAsync<long>("SELECT school_id FROM enrollment WHERE student_id = @Pupil AND ended_on IS NULL", of), center);
            Assert.AreEqual("transfer_out", await all.Centers[center].ScalarAsync<string>("SELECT end_kind FROM enrollment WHERE student_id = @Pupil AND school_id = @from", of), center);
            Assert.AreEqual(from.School, await all.Centers[center].ScalarAsync<long>("SELECT school_id FROM archive_copy WHERE student_id = @Pupil", of), center);
            Assert.AreEqual(0, await all.Centers[center].ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"), center);
        }
    }
}
