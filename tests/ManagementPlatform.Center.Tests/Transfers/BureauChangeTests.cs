using System.Text.Json;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Transfers;

/// <summary>
/// A school comes under another bureau while business of its pupils runs: what waited at the old bureau waits at the new one.
/// </summary>
[TestClass]
public sealed class BureauChangeTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SchoolDecision Decision = new(new DateOnly(2026, 9, 1), "川教〔2026〕1号");
    private static readonly Caller City = TestSchool.Person(9, TestSchool.City, Tier.City, Role.Registrar);

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_transfer_goes_on_at_the_bureau_that_supervises_the_school_now(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var caseId = await town.SubmitAsync();
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        var before = await town.CaseAsync(caseId, TransferTown.To);

        await SuperviseAsync(town, TransferTown.To, TestSchool.City);

        var now = await town.CaseAsync(caseId, TransferTown.To);
        Assert.AreEqual(
            (TestSchool.City, before.GetProperty("dueOn").GetString()), (Holder(now), now.GetProperty("dueOn").GetString()));
        Assert.AreEqual(
            403, (await town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty)).Status,
            "the county sees the school still");
        await town.MovesAsync(caseId, Role.Registrar, TestSchool.City, "待转出学校核办");

        await SuperviseAsync(town, TransferTown.From, TestSchool.City);
        Assert.AreEqual(
            TransferTown.From, Holder(await town.CaseAsync(caseId, TransferTown.From)), "what waits at the school stays there");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        Assert.AreEqual(TestSchool.City, Holder(await town.CaseAsync(caseId, TransferTown.From)));
        await town.MovesAsync(caseId, Role.Leader, TestSchool.City, "待调档");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.To, "已办结", town.ToClass);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_is_overdue_is_with_the_bureau_above_the_new_one(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var caseId = await town.SubmitAsync();
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        town.Time.Now = new DateTimeOffset(2026, 9, 25, 1, 0, 0, TimeSpan.Zero);
        await town.KeepDeadlinesAsync();
        Assert.AreEqual(1, await EscalatedToAsync(town, TestSchool.City));

        await SuperviseAsync(town, TransferTown.To, TestSchool.City);

        Assert.AreEqual(1, await EscalatedToAsync(town, TestSchool.Province));
        await town.MovesAsync(caseId, Role.Registrar, town.Center.RootOrganizationId, "待转出学校核办");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_change_of_enrolment_waits_for_the_new_bureau_also_when_the_school_moves_to_another_county(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await town.RegisterCodesAsync();
        var registrar = TestSchool.Person(8, TransferTown.From, Tier.School, Role.Registrar);
        var other = await town.School.AddPupilAsync(town.FromClass, "24");
        var waiting = await SuspendAsync(town, town.Pupil, registrar);
        var early = await SuspendAsync(town, other, registrar);
        var leader = TestSchool.Person(7, TransferTown.From, Tier.School, Role.Leader);
        waiting = await DecideAsync(town, waiting, leader);

        await MoveAsync(town, TransferTown.From, TransferTown.ToCounty);

        var officer = TestSchool.Person(6, TransferTown.ToCounty, Tier.County, Role.Registrar);
        Assert.AreEqual(2, await town.CountAsync(
            "enrollment_change_step WHERE role = 'supervising_bureau' AND organization_id = @ToCounty",
            new { TransferTown.ToCounty }));
        Assert.AreEqual(ChangeState.Approved, (await DecideAsync(town, waiting, officer)).State);
        early = await DecideAsync(town, early, leader);
        Assert.AreEqual(ChangeState.Approved, (await DecideAsync(town, early, officer)).State);
    }

    private static Task SuperviseAsync(TransferTown town, long school, long bureau) => town.UseAsync<ChangeSupervisor>(
        change => change.HandleAsync(school, 1, bureau, Decision, City, None));

    private static Task MoveAsync(TransferTown town, long school, long county) => town.UseAsync<MoveSchool>(move => move.HandleAsync(
        school, 1, new SchoolMove("新城路2号", "610000", "510107001001", "111", county), Decision, City, None));

    private static async Task<EnrollmentChange> SuspendAsync(TransferTown town, long pupil, Caller registrar)
    {
        EnrollmentChange? made = null;
        var request = new ChangeRequest("suspend", new DateOnly(2026, 9, 7), "11", new DateOnly(2027, 8, 31), ProofHash: "p");
        await town.UseAsync<SubmitChange>(async use => made = await use.HandleAsync(pupil, request, registrar, None));
        return made!;
    }

    private static async Task<EnrollmentChange> DecideAsync(TransferTown town, EnrollmentChange change, Caller caller)
    {
        EnrollmentChange? decided = null;
        await town.UseAsync<DecideChange>(async use => decided = await use.HandleAsync(
            change.StudentId, change.ChangeId, new ChangeDecision(change.RowVersion, Approve: true), caller, None));
        return decided!;
    }

    private static Task<int> EscalatedToAsync(TransferTown town, long bureau) =>
        town.CountAsync("open_case WHERE escalated_to = @bureau", new { bureau });

    private static long Holder(JsonElement @case) => @case.GetProperty("heldBy").GetProperty("organizationId").GetInt64();
}
