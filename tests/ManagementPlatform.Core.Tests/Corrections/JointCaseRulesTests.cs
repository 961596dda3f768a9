using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;

namespace ManagementPlatform.Core.Tests.Corrections;

/// <summary>What decides between cases and who sees them, without a database.</summary>
[TestClass]
public sealed class JointCaseRulesTests
{
    private const long Ministry = 1_000_000, Bureau = 1_511_725;

    [TestMethod]
    public void Of_two_cases_that_name_each_others_records_exactly_the_higher_one_gives_way() =>
        Prop.ForAll(Gen.Choose(1, 4).Four().ToArbitrary(), Gen.Choose(1, 2).ToArbitrary(), (pupils, order) =>
        {
            var (a, b, c, d) = pupils;
            var (one, other) = (File(order == 1 ? 10 : 20, a, b), File(order == 1 ? 20 : 10, c, d));
            var isSamePair = a == d && b == c;
            var giving = new[] { SupersedeJointCase.HasToGo(one, other), SupersedeJointCase.HasToGo(other, one) };
            return isSamePair
                ? giving.Count(gives => gives) == 1 && giving[0] == one.CaseId > other.CaseId : giving.All(gives => !gives);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void The_ministry_sees_what_it_holds_or_has_decided_and_nothing_else()
    {
        var ministry = new Caller(5, "registrar", Ministry, Tier.Ministry, [Role.Registrar]);
        Assert.IsTrue(CaseActions.MaySee(ministry, Open(Ministry, null), []));
        Assert.IsTrue(CaseActions.MaySee(ministry, null, [Decision(Ministry)]));
        Assert.IsFalse(CaseActions.MaySee(ministry, Open(Bureau, "51"), [Decision(Bureau)]));
        Assert.IsFalse(CaseActions.MaySee(ministry, Open(Ministry, "00"), []), "a copy in another center");
        Assert.IsFalse(CaseActions.MaySee(ministry, null, []));
        Assert.IsTrue(CaseActions.MaySee(ministry with { Tier = Tier.Province }, null, []), "whose parties the scope tells");
    }

    [TestMethod]
    public void A_refusal_beside_others_ends_a_case_whatever_is_decided_at_the_step_at_the_same_time()
    {
        var file = File(10, 1, 2);
        CaseStep[] steps = [.. DuplicateCase.Chain.Select((node, i) => new CaseStep { StudentId = 1, CaseId = 10, StepNumber = i + 1, Node = node, WorkingDays = 10 })];
        var refusal = Decision(0) with { Verdict = Verdict.Refuse, Round = file.Round + CaseDecision.BesideOthers };
        foreach (var meanwhile in (string[])[Verdict.Approve, Verdict.Return, Verdict.Refuse])
            Assert.AreEqual(
                CaseProgress.Refused,
                CaseProgress.Of(file, steps, [Decision(Bureau) with { Verdict = meanwhile }, refusal]).State, meanwhile);
    }

    [TestMethod]
    public void A_case_that_was_stored_before_there_were_any_over_provinces_is_none()
    {
        var standing = new RecordStanding(
            1, "晨光小学", StudentNumberKind.Temporary, DateTimeOffset.UnixEpoch, 1, OnRoll: true, InClass: true);
        var advice = SurvivorAdvice.Of(standing, standing with { StudentId = 2 });
        var stored = JsonSerializer.Serialize(
            new { own = standing, other = standing with { StudentId = 2 }, advice }, JsonSerializerOptions.Web);
        Assert.IsFalse(DuplicateContent.Of(stored).IsAcrossProvinces);
    }

    private static CaseFile File(long caseId, long own, long other) => new()
    {
        StudentId = own, CaseId = caseId, Kind = DuplicateCase.KindCode, OrganizationId = 1, FromSchoolId = 1, ToSchoolId = 2,
        OtherStudentId = other, Content = "{}", Round = 1, ProgressCodeHash = "", SubmittedBy = 1,
        SubmittedAt = DateTimeOffset.UnixEpoch, RowVersion = 1,
    };

    private static CaseDecision Decision(long organization) => new()
    {
        StudentId = 1, CaseId = 10, StepNumber = 1, Round = 1, Verdict = Verdict.Approve,
        OrganizationId = organization, Center = "51", DecidedBy = 1, DecidedAt = DateTimeOffset.UnixEpoch,
    };

    private static OpenCase Open(long organization, string? center) => new()
    {
        StudentId = 1, CaseId = 10, Kind = DuplicateCase.KindCode, Holds = OpenCase.HoldsPupil, StepNumber = 3,
        Round = 1, Node = CaseNodes.Arbitration, OrganizationId = organization, Center = center,
        WaitingSince = DateTimeOffset.UnixEpoch, WaitingOn = default, WorkingDays = 10, DueOn = default,
    };
}
