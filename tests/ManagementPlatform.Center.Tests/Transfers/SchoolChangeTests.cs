using System.Text.Json;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Transfers;

/// <summary>
/// Schools close, merge and move up to the next year while a transfer runs: the case has an owner and comes to an end.
/// </summary>
[TestClass]
public sealed class SchoolChangeTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SchoolDecision Decision = new(new DateOnly(2026, 9, 1), "川教〔2026〕1号");
    private static readonly Caller City = TestSchool.Person(9, TestSchool.City, Tier.City, Role.Registrar);

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_the_receiving_school_closes_its_bureau_is_left_with_the_case_and_ends_it(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await town.RegisterCodesAsync();
        var caseId = await town.SubmitAsync();
        var due = (await town.CaseAsync(caseId, TransferTown.To)).GetProperty("dueOn").GetString();

        await town.UseAsync<CloseSchool>(close => close.HandleAsync(TransferTown.To, 1, Decision, City, None));

        var left = await town.CaseAsync(caseId, TransferTown.ToCounty);
        Assert.AreEqual((TransferTown.ToCounty, due), (Holder(left), left.GetProperty("dueOn").GetString()));
        var (blocked, problem) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty);
        Assert.AreEqual(409, blocked);
        StringAssert.Contains(problem.ToString(), "school_not_active", StringComparison.Ordinal);
        var (status, ended) = await town.SendAsync(
            Role.Registrar, TransferTown.ToCounty, HttpMethod.Post, $"/cases/{caseId}/withdrawal",
            version: left.GetProperty("version").GetInt32());
        Assert.AreEqual((200, "已撤销"), (status, ended.GetProperty("stateName").GetString()));
        Assert.AreEqual(0, await town.Center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM open_case"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_the_receiving_school_merges_the_pupil_comes_to_its_successor(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var successor = await town.AddNeighbourAsync();
        await town.RegisterCodesAsync();
        var caseId = await town.SubmitAsync(
            new { keys = town.Keys, toGrade = "24", reasonCode = "02", toClassId = town.ToClass });
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        await town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty, "return", "请补充");

        await MergeAsync(town, TransferTown.To, successor.Id);

        var now = await town.CaseAsync(caseId, successor.Id);
        Assert.AreEqual(successor.Id, Holder(now));
        var (status, again) = await town.SendAsync(
            Role.Registrar, successor.Id, HttpMethod.Post, $"/cases/{caseId}/resubmission", new { },
            now.GetProperty("version").GetInt32());
        Assert.AreEqual((200, "待转入主管部门核办"), (status, again.GetProperty("stateName").GetString()));
        await town.MovesAsync(caseId, Role.Registrar, successor.Bureau, "待转出学校核办");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.FromCounty, "已办结");
        Assert.AreEqual(successor.Id, await SchoolOfAsync(town));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_the_sending_school_merges_the_case_follows_the_pupil(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var successor = await town.AddNeighbourAsync();
        await town.RegisterCodesAsync();
        var caseId = await town.SubmitAsync();
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.ToCounty, "待转出学校核办");

        await MergeAsync(town, TransferTown.From, successor.Id);

        Assert.AreEqual(successor.Id, await SchoolOfAsync(town));
        Assert.AreEqual(successor.Id, Holder(await town.CaseAsync(caseId, successor.Id)));
        await town.MovesAsync(caseId, Role.Leader, successor.Id, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待调档");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.To, "已办结", town.ToClass);
        Assert.AreEqual(TransferTown.To, await SchoolOfAsync(town));
        Assert.AreEqual(
            successor.Id, await town.Center.Scope.ScalarAsync<long>("SELECT school_id FROM archive_copy"),
            "the copy stays where the pupil came from");
        Assert.AreEqual(200, (await town.SendAsync(Role.Registrar, successor.Id, HttpMethod.Get, $"/cases/{caseId}")).Status);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_the_sending_school_splits_the_case_follows_the_pupil_and_the_others_stay(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var part = await town.AddNeighbourAsync();
        await town.RegisterCodesAsync();
        var stays = await town.School.AddPupilAsync(await town.School.AddClassAsync("24", 2), "24");
        var keys = new LookUpKeys(town.Keys.Name, await town.RegisterNumberAsync(stays));
        var other = await UntilSendingSchoolAsync(town, await town.SubmitAsync(new { keys, toGrade = "24", reasonCode = "02" }));
        var caseId = await UntilSendingSchoolAsync(town, await town.SubmitAsync());

        await SplitAsync(town, TransferTown.From, part.Id, town.FromClass);

        Assert.AreEqual((part.Id, part.Id), (await SchoolOfAsync(town), Holder(await town.CaseAsync(caseId, part.Id))));
        Assert.AreEqual(TransferTown.From, Holder(await town.CaseAsync(other, TransferTown.From)));
        Assert.AreEqual(
            403, (await town.DecideAsync(caseId, Role.Leader, TransferTown.From)).Status, "the old school has it no more");
        await town.MovesAsync(caseId, Role.Leader, part.Id, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, part.Bureau, "待调档");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.To, "已办结", town.ToClass);
        await town.MovesAsync(other, Role.Leader, TransferTown.From, "待转出主管部门核办");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_the_receiving_school_splits_it_picks_a_class_that_it_kept(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var part = await town.AddNeighbourAsync();
        await town.RegisterCodesAsync();
        var kept = await town.School.AddClassAsync("24", 2, school: TransferTown.To);
        var caseId = await UntilSendingSchoolAsync(
            town, await town.SubmitAsync(new { keys = town.Keys, toGrade = "24", reasonCode = "02", toClassId = town.ToClass }));

        await SplitAsync(town, TransferTown.To, part.Id, town.ToClass);

        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待调档");
        Assert.AreEqual(TransferTown.To, Holder(await town.CaseAsync(caseId, TransferTown.To)));
        var (status, gone) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.To, classId: town.ToClass);
        Assert.AreEqual(409, status);
        Assert.Contains("class_unfit", gone.ToString());
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.To, "已办结", kept);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_the_receiving_school_ends_in_a_split_its_bureau_ends_the_case(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var part = await town.AddNeighbourAsync();
        await town.RegisterCodesAsync();
        var other = await town.School.AddClassAsync("24", 2, school: TransferTown.To);
        var caseId = await town.SubmitAsync();

        await town.UseAsync<SplitSchool>(split => split.HandleAsync(
            new SchoolSplit(
                TransferTown.To, 1, [new SplitPart(part.Id, [town.ToClass], []), new SplitPart(TransferTown.From, [other], [])],
                Continues: false, Decision),
            City,
            None));

        Assert.AreEqual(TransferTown.ToCounty, Holder(await town.CaseAsync(caseId, TransferTown.ToCounty)));
        var (status, ended) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty, "refuse", "学校分立，请向分立后的学校申请");
        Assert.AreEqual((200, "核办不通过"), (status, ended.GetProperty("stateName").GetString()));
        Assert.AreEqual(0, await town.CountAsync("open_case"));
    }

    [TestMethod]
    [DataRow(true, true)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    public async Task When_a_school_moves_up_to_the_next_year_the_pupil_comes_to_those_he_began_with(bool sending, bool receiving)
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        town.Time.Now = new DateTimeOffset(2027, 7, 12, 1, 0, 0, TimeSpan.Zero);
        var third = await town.School.AddClassAsync("23", 2, school: TransferTown.To);
        var caseId = await town.SubmitAsync();
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        town.Time.Now = new DateTimeOffset(2027, 7, 20, 1, 0, 0, TimeSpan.Zero);
        if (sending)
            await town.UseAsync<PromoteSchool>(promote => promote.HandleAsync(TransferTown.From, City, None));
        if (receiving)
            await town.UseAsync<PromoteSchool>(promote => promote.HandleAsync(TransferTown.To, City, None));

        await town.MovesAsync(caseId, Role.Registrar, TransferTown.ToCounty, "待转出学校核办");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待调档");
        var (_, wrong) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.To, classId: third);
        StringAssert.Contains(wrong.ToString(), "class_unfit", StringComparison.Ordinal);
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.To, "已办结", town.ToClass);
    }

    [TestMethod]
    public async Task A_graduating_class_waits_for_the_transfers_of_its_pupils()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "26");
        town.Time.Now = new DateTimeOffset(2027, 7, 12, 1, 0, 0, TimeSpan.Zero);
        var caseId = await town.SubmitAsync(new { keys = town.Keys, toGrade = "26", reasonCode = "02" });
        var registrar = TestSchool.Person(8, TransferTown.From, Tier.School, Role.Registrar);
        var graduation = new ChangeRequest("graduate", new DateOnly(2027, 7, 12));

        var busy = await Assert.ThrowsExactlyAsync<RefusalException>(() => town.UseAsync<SubmitChangeBatch>(
            submit => submit.HandleAsync([], town.FromClass, graduation, registrar, None)));
        StringAssert.Contains(busy.Problems.Single().Message, "正在办理", StringComparison.Ordinal);
        town.Time.Now = new DateTimeOffset(2027, 7, 20, 1, 0, 0, TimeSpan.Zero);
        var early = await Assert.ThrowsExactlyAsync<RefusalException>(() => town.UseAsync<PromoteSchool>(
            promote => promote.HandleAsync(TransferTown.From, City, None)));
        Assert.AreEqual("not_graduated", early.Code);
        await town.DecideAsync(caseId, Role.Leader, TransferTown.To, "refuse", "毕业年级，不予接收");
        await town.UseAsync<SubmitChangeBatch>(submit => submit.HandleAsync([], town.FromClass, graduation, registrar, None));
    }

    private static Task MergeAsync(TransferTown town, long school, long successor) => town.UseAsync<MergeSchools>(merge => merge.HandleAsync(
        new SchoolMerger(successor, 1, [new MergedSchool(school, 1)], null, Decision, TypeCode: "312"), City, None));

    private static Task SplitAsync(TransferTown town, long school, long part, long classId) => town.UseAsync<SplitSchool>(split =>
        split.HandleAsync(new SchoolSplit(school, 1, [new SplitPart(part, [classId], [])], Continues: true, Decision), City, None));

    private static async Task<long> UntilSendingSchoolAsync(TransferTown town, long caseId)
    {
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.ToCounty, "待转出学校核办");
        return caseId;
    }

    private static Task<long> SchoolOfAsync(TransferTown town) =>
        town.Center.Scope.ScalarAsync<long>(
            "SELECT school_id FROM student WHERE student_id = @pupil", new { pupil = town.Pupil });

    private static long Holder(JsonElement @case) => @case.GetProperty("heldBy").GetProperty("organizationId").GetInt64();
}
