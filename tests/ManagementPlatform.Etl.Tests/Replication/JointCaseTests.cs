using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Etl.Tests.Replication.JointTown;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>双重学籍联合核办 between provinces.</summary>
[TestClass]
public sealed class JointCaseTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Both_bureaus_choose_the_own_record_and_the_other_one_is_merged_into_it_in_every_center(Engine engine)
    {
        await using var town = await SameDocumentAsync(engine);
        var caseId = await town.OpenAsync(town.Own);
        await town.ExchangeAsync();
        foreach (var center in All)
        {
            var (_, progress, open) = await town.CaseAsync(center, caseId);
            Assert.AreEqual(
                (CaseNodes.OwnBureau, center == Sichuan ? null : Sichuan), (progress.Step!.Node, open!.Center), center);
            Assert.AreEqual(
                (1L, 1L), (await town.FrozenAsync(center, town.Own), await town.FrozenAsync(center, town.Other)), center);
            Assert.AreEqual(
                (caseId, caseId),
                (await town.ProblemCaseAsync(center, town.Own), await town.ProblemCaseAsync(center, town.Other)), center);
        }

        await town.DecideAsync(town.Own, caseId, town.Own);
        await town.ExchangeAsync();
        Assert.AreEqual((CaseNodes.OtherBureau, null), ((await town.CaseAsync(Guangdong, caseId)).Progress.Step!.Node, (await town.CaseAsync(Guangdong, caseId)).Open!.Center));
        await town.DecideAsync(town.Other, caseId, town.Own);
        Assert.AreEqual(
            "83", await town.ValueAsync<string>(Guangdong, "SELECT status_code FROM student WHERE student_id = @other"),
            "its home is through at once");
        await town.ExchangeAsync();

        await town.AssertMergedAsync(caseId, town.Own, town.Other);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Both_choose_the_other_record_which_waits_until_the_own_one_has_left_and_takes_its_number(Engine engine)
    {
        await using var town = await SameDocumentAsync(engine);
        var number = await town.ValueAsync<string>(Sichuan, "SELECT student_number FROM student WHERE student_id = @own");
        Assert.AreEqual('G', number![0]);
        var caseId = await town.OpenAsync(town.Own);
        await town.DecideAsync(town.Own, caseId, town.Other);
        await town.ExchangeAsync();
        await town.DecideAsync(town.Other, caseId, town.Other);
        var (_, progress, open) = await town.CaseAsync(Guangdong, caseId);
        Assert.AreEqual(
            (CaseProgress.Completed, Sichuan), (progress.State, open!.Center), "decided, and waiting for the other half");
        Assert.AreEqual(1, await town.FrozenAsync(Guangdong, town.Other));
        await town.UpAsync(Guangdong);
        Assert.AreEqual(Sichuan, (await town.CaseAsync(Nation, caseId)).Open!.Center, "so does the nation");
        await town.DownAsync(Sichuan);
        await town.UpAsync(Sichuan);
        foreach (var center in (string[])[Sichuan, Nation])
        {
            var finds = await town.ValueAsync<long>(
                center, "SELECT student_id FROM student_number WHERE number LIKE 'G%' AND student_id IN (@own, @other)");
            Assert.AreEqual(town.Other.StudentId, finds, $"{center}: before the other half");
        }

        await town.ExchangeAsync();

        await town.AssertMergedAsync(caseId, town.Other, town.Own);
        Assert.AreEqual(
            number, await town.ValueAsync<string>(Nation, "SELECT student_number FROM student WHERE student_id = @other"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_two_without_a_document_the_one_that_stays_has_the_number_of_the_other_and_gets_none_of_its_own(
        Engine engine)
    {
        await using var town = await CreateAsync(
            engine, id => TestPupils.WithoutDocument(id), id => TestPupils.WithoutDocument(id));
        var number = await town.ValueAsync<string>(Sichuan, "SELECT student_number FROM student WHERE student_id = @own");
        Assert.AreEqual('J', number![0]);
        var caseId = await town.OpenAsync(town.Own);
        await town.DecideAsync(town.Own, caseId, town.Other);
        await town.ExchangeAsync();
        await town.DecideAsync(town.Other, caseId, town.Other);
        await town.ExchangeAsync();

        await town.AssertMergedAsync(caseId, town.Other, town.Own);
        foreach (var center in All)
            Assert.AreEqual(
                number, await town.ValueAsync<string>(center, "SELECT student_number FROM student WHERE student_id = @other"),
                center);
        Assert.AreEqual(1, await town.ValueAsync<long>(Nation, "SELECT COUNT(*) FROM student_number_history WHERE student_id = @other AND kind = 'J'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_they_differ_the_nation_arbitrates_and_document_number_and_archive_come_to_the_one_that_stays(
        Engine engine)
    {
        await using var town = await OneDocumentAsync(engine);
        var hash = await town.StoreAsync(town.Own, "photo");
        var caseId = await town.OpenAsync(town.Own, await town.KeysAsync(town.Other));
        await town.DecideAsync(town.Own, caseId, town.Own);
        await town.ExchangeAsync();
        await town.DecideAsync(town.Other, caseId, town.Other);
        Assert.AreEqual(Nation, (await town.CaseAsync(Guangdong, caseId)).Open!.Center);
        await town.ExchangeAsync();
        var (_, progress, open) = await town.CaseAsync(Nation, caseId);
        Assert.AreEqual((CaseNodes.Arbitration, null), (progress.Step!.Node, open!.Center));
        Assert.AreEqual((caseId, 10), ((await town.InboxAsync(Nation, open.OrganizationId)).Single().CaseId, open.WorkingDays));
        var late = await Assert.ThrowsExactlyAsync<RefusalException>(() => town.WithdrawAsync(town.Other, caseId));
        Assert.AreEqual("not_your_case", late.Code);
        await town.ArbitrateAsync(caseId, town.Other);
        await town.ExchangeAsync();

        await town.AssertMergedAsync(caseId, town.Other, town.Own);
        foreach (var center in All)
        {
            Assert.AreEqual(
                "G",
                await town.ValueAsync<string>(
                    center, "SELECT SUBSTRING(student_number, 1, 1) FROM student WHERE student_id = @other"),
                center);
            Assert.AreEqual(
                1,
                await town.ValueAsync<long>(
                    center, "SELECT COUNT(*) FROM student WHERE student_id = @other AND document_number IS NOT NULL"),
                center);
            Assert.AreEqual(
                0,
                await town.ValueAsync<long>(center, "SELECT COUNT(*) FROM student_likeness WHERE student_id IN (@own, @other)"),
                center);
        }

        Assert.IsTrue(await town.HasAsync(Guangdong, hash), "the archive of the other record");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Refused_by_the_other_bureau_both_are_free_and_a_new_case_can_be_opened_from_the_other_side(Engine engine)
    {
        await using var town = await SameDocumentAsync(engine);
        var caseId = await town.OpenAsync(town.Own);
        await town.DecideAsync(town.Own, caseId, town.Own);
        await town.ExchangeAsync();
        await town.DecideAsync(town.Other, caseId, null, Verdict.Refuse);
        await town.ExchangeAsync();

        await AssertFreeAsync(town, caseId, CaseProgress.Refused);
        var again = await town.OpenAsync(town.Other);
        await town.DecideAsync(town.Other, again, town.Own);
        await town.ExchangeAsync();
        await town.DecideAsync(town.Own, again, town.Own);
        await town.ExchangeAsync();
        await town.AssertMergedAsync(again, town.Own, town.Other);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Withdrawn_by_its_school_while_the_other_side_has_it_both_are_free(Engine engine)
    {
        await using var town = await SameDocumentAsync(engine);
        var caseId = await town.OpenAsync(town.Own);
        await town.DecideAsync(town.Own, caseId, town.Own);
        await town.ExchangeAsync();
        await town.WithdrawAsync(town.Own, caseId);
        await town.ExchangeAsync();

        await AssertFreeAsync(town, caseId, CaseProgress.Withdrawn);
    }

    [TestMethod]
    public async Task A_withdrawal_that_crosses_the_last_approval_comes_too_late_in_every_center()
    {
        await using var town = await SameDocumentAsync(Engine.Sqlite);
        var caseId = await town.OpenAsync(town.Own);
        await town.DecideAsync(town.Own, caseId, town.Own);
        await town.ExchangeAsync();
        await town.WithdrawAsync(town.Own, caseId);
        await town.DecideAsync(town.Other, caseId, town.Own);
        await town.ExchangeAsync();

        await town.AssertMergedAsync(caseId, town.Own, town.Other);
    }

    [TestMethod]
    public async Task Sent_back_by_the_other_bureau_and_by_the_nation_it_is_completed_where_it_was_opened_and_goes_on()
    {
        await using var town = await SameDocumentAsync(Engine.Sqlite);
        var caseId = await town.OpenAsync(town.Own);
        await town.DecideAsync(town.Own, caseId, town.Own);
        await town.ExchangeAsync();
        await town.DecideAsync(town.Other, caseId, null, Verdict.Return);
        await town.ExchangeAsync();
        Assert.AreEqual(CaseProgress.Returned, (await town.CaseAsync(Sichuan, caseId)).Progress.State);
        await town.ResubmitAsync(town.Own, caseId);
        await town.ExchangeAsync();
        await town.DecideAsync(town.Other, caseId, town.Other);
        await town.ExchangeAsync();
        await town.DecideAsync(Nation, Ministry, caseId, null, Verdict.Return);
        await town.ExchangeAsync();
        await town.ResubmitAsync(town.Own, caseId);
        await town.ExchangeAsync();
        await town.ArbitrateAsync(caseId, town.Own);
        await town.ExchangeAsync();

        await town.AssertMergedAsync(caseId, town.Own, town.Other);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Opened_by_both_at_once_the_lower_number_stays_and_the_other_ends_with_the_reason(Engine engine)
    {
        await using var town = await SameDocumentAsync(engine);
        var (higher, lower) = (await town.OpenAsync(town.Own), await town.OpenAsync(town.Other));
        Assert.IsGreaterThan(lower, higher);
        await town.DecideAsync(town.Own, higher, town.Own);
        await town.DecideAsync(town.Other, lower, town.Other);
        await town.ExchangeAsync();

        foreach (var center in All)
        {
            var (_, progress, open) = await town.CaseAsync(center, higher);
            Assert.AreEqual((CaseProgress.Refused, null), (progress.State, open), center);
            Assert.AreEqual(
                (lower, lower),
                (await town.ProblemCaseAsync(center, town.Own), await town.ProblemCaseAsync(center, town.Other)), center);
            StringAssert.Contains(
                await town.ValueAsync<string>(center, "SELECT opinion FROM case_decision WHERE verdict = 'refuse'"),
                "已在办理双重学籍联合核办");
            StringAssert.Contains(
                await town.ValueAsync<string>(center, "SELECT detail FROM case_event WHERE kind = 'superseded'"), $"{lower}");
        }

        Assert.AreEqual(CaseNodes.OtherBureau, (await town.CaseAsync(Sichuan, lower)).Progress.Step!.Node);
        await town.DecideAsync(town.Own, lower, town.Own);
        await town.ExchangeAsync();
        await town.ArbitrateAsync(lower, town.Own);
        await town.ExchangeAsync();
        await town.AssertMergedAsync(lower, town.Own, town.Other);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_arrives_again_or_late_changes_nothing(Engine engine)
    {
        await using var town = await SameDocumentAsync(engine);
        var caseId = await town.OpenAsync(town.Own);
        await town.DecideAsync(town.Own, caseId, town.Own);
        await town.ExchangeAsync();
        foreach (var center in All)
            await town.ArriveAgainAsync(center, caseId);
        await town.DecideAsync(town.Other, caseId, town.Other);
        await town.ExchangeAsync();
        await town.ArbitrateAsync(caseId, town.Other);
        foreach (var center in All)
            await town.ArriveAgainAsync(center, caseId);

        // 广东 hears of the end long before 四川 does its half.
        await town.Centers.RouteAsync();
        await town.DownAsync(Guangdong);
        await town.ArriveAgainAsync(Guangdong, caseId);
        Assert.AreEqual(
            "01", await town.ValueAsync<string>(Guangdong, "SELECT status_code FROM student WHERE student_id = @own"));
        Assert.AreEqual(Sichuan, (await town.CaseAsync(Guangdong, caseId)).Open!.Center);
        await town.ExchangeAsync();
        await town.AssertMergedAsync(caseId, town.Other, town.Own);

        var versions = await VersionsAsync(town);
        foreach (var center in All)
            await town.ArriveAgainAsync(center, caseId);
        await town.ExchangeAsync();
        Assert.AreEqual(versions, await VersionsAsync(town));
        await town.AssertMergedAsync(caseId, town.Other, town.Own);
    }

    [TestMethod]
    public async Task A_record_whose_problem_is_being_handled_at_its_home_ends_the_case_when_it_arrives_there()
    {
        await using var town = await SameDocumentAsync(Engine.Sqlite);
        await town.HoldAsync(town.Other);
        var caseId = await town.OpenAsync(town.Own);
        await town.ExchangeAsync();

        foreach (var center in All)
            Assert.AreEqual(CaseProgress.Refused, (await town.CaseAsync(center, caseId)).Progress.State, center);
        StringAssert.Contains(
            await town.ValueAsync<string>(Sichuan, "SELECT opinion FROM case_decision WHERE verdict = 'refuse'"), "正在办理");
        Assert.AreEqual(0, await town.ProblemCaseAsync(Sichuan, town.Own), "nobody's any more");
        Assert.AreEqual(0, await town.FrozenAsync(Sichuan, town.Own));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Each_bureau_has_the_days_that_its_own_province_gives_and_the_nation_its_own(Engine engine)
    {
        await using var town = await SameDocumentAsync(engine);
        await town.Centers[Sichuan].SetRuleAsync(RuleNames.CaseWorkingDays, "5", new DateOnly(2026, 9, 1));
        await town.Centers[Guangdong].SetRuleAsync(RuleNames.CaseWorkingDays, "3", new DateOnly(2026, 9, 1));
        await town.ExchangeAsync();
        var caseId = await town.OpenAsync(town.Own);
        await town.ExchangeAsync();
        foreach (var center in All)
            Assert.AreEqual(5, (await town.CaseAsync(center, caseId)).Open!.WorkingDays, $"四川's own step, in {center}");

        await town.DecideAsync(town.Own, caseId, town.Own);
        await town.ExchangeAsync();

        var held = (await town.CaseAsync(Guangdong, caseId)).Open!;
        Assert.AreEqual((3, new DateOnly(2026, 9, 10)), (held.WorkingDays, held.DueOn), "from 7 September, a Monday");
        Assert.AreEqual(held.DueOn, (await town.InboxAsync(Guangdong, held.OrganizationId)).Single().DueOn);
        foreach (var center in All)
            Assert.AreEqual(3, (await town.CaseAsync(center, caseId)).Open!.WorkingDays, $"广东's step, in {center}");

        await town.DecideAsync(town.Other, caseId, town.Other);
        await town.ExchangeAsync();
        foreach (var center in All)
            Assert.AreEqual(10, (await town.CaseAsync(center, caseId)).Open!.WorkingDays, $"the ministry's step, in {center}");
    }

    [TestMethod]
    public async Task A_step_is_decided_in_its_own_center_and_the_ministry_sees_no_case_but_the_one_that_it_arbitrates()
    {
        await using var town = await SameDocumentAsync(Engine.Sqlite);
        var caseId = await town.OpenAsync(town.Own);
        await town.ExchangeAsync();
        var unseen = await Assert.ThrowsExactlyAsync<RefusalException>(() => town.ArbitrateAsync(caseId, town.Own));
        Assert.AreEqual("not_found", unseen.Code);
        var bureau = await town.ValueAsync<long>(
            Guangdong,
            "SELECT supervising_id FROM school JOIN student ON student.school_id = school.school_id WHERE student_id = @own");
        var elsewhere = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => town.DecideAsync(Guangdong, Registrar(bureau, Tier.County), caseId, town.Own));
        Assert.AreEqual("held_elsewhere", elsewhere.Code);
    }

    [TestMethod]
    public async Task A_record_that_has_not_come_here_is_refused_with_what_to_do()
    {
        await using var town = await CreateAsync(Engine.Sqlite, id => TestPupils.Form(id), id => TestPupils.WithoutDocument(id));
        var keys = await town.KeysAsync(town.Other);
        var refused = await Assert.ThrowsExactlyAsync<RefusalException>(() => town.OpenAsync(town.Own, keys));
        Assert.AreEqual("no_match", refused.Problems[0].Code);
        StringAssert.Contains(refused.Problems[0].Message, "调档查询");
    }

    [TestMethod]
    public async Task By_the_document_that_both_have_the_other_record_is_found()
    {
        await using var town = await SameDocumentAsync(Engine.Sqlite);
        var document = await town.ValueAsync<string>(Sichuan, "SELECT document_number FROM student WHERE student_id = @own");
        var caseId = await town.OpenAsync(town.Own, new LookUpKeys("张三", DocumentNumber: document));
        Assert.AreEqual(town.Other.StudentId, (await town.CaseAsync(Sichuan, caseId)).File.OtherStudentId);
    }

    private static Caller Ministry =>
        Registrar(Core.Organization.BureauCode.Key(Core.Organization.BureauCode.Ministry), Tier.Ministry);

    // The nation still says that they are two records of one document: the problem stays, and is nobody's.
    private static async Task AssertFreeAsync(JointTown town, long caseId, string state)
    {
        foreach (var center in All)
        {
            var (_, progress, open) = await town.CaseAsync(center, caseId);
            Assert.AreEqual((state, null), (progress.State, open), center);
            Assert.AreEqual(0, await town.ValueAsync<long>(center, "SELECT COUNT(*) FROM open_case"), center);
            Assert.AreEqual(
                (0L, 0L),
                (await town.ProblemCaseAsync(center, town.Own), await town.ProblemCaseAsync(center, town.Other)), center);
            Assert.AreEqual(
                2,
                await town.ValueAsync<long>(
                    center, "SELECT COUNT(*) FROM student WHERE status_code = '01' AND student_id IN (@own, @other)"),
                center);
        }

        await town.AssertSameRowsAsync(isContested: true);
    }

    private static async Task<string> VersionsAsync(JointTown town)
    {
        var versions = new List<string?>();
        foreach (var center in All)
            versions.Add(await town.ValueAsync<string>(center, "SELECT CAST(SUM(row_version) AS varchar(20)) FROM student WHERE student_id IN (@own, @other)"));
        return string.Join(' ', versions);
    }
}
