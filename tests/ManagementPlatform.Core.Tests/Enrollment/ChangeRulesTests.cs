using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Core.Tests.Enrollment;

[TestClass]
public sealed class ChangeRulesTests
{
    private static readonly DateOnly Today = new(2026, 10, 12);

    [TestMethod]
    [DataRow("withdraw")]
    [DataRow("expel")]
    [DataRow("leave_incomplete")]
    public void Nobody_leaves_school_in_compulsory_education(string kind)
    {
        var request = Ask(kind) with { ReasonCode = "39", ProofHash = "p" };

        CollectionAssert.Contains(Codes(Facts(request, Pupil("34"))), "stage_forbidden");
        CollectionAssert.Contains(Codes(Facts(request, Pupil("61"))), "stage_forbidden", "special education is compulsory too");
        CollectionAssert.DoesNotContain(Codes(Facts(request, Pupil("42"))), "stage_forbidden");
    }

    [TestMethod]
    public void A_senior_pupil_withdraws_with_reason_and_proof()
    {
        var request = Ask("withdraw") with { ReasonCode = "21", ProofHash = "p" };

        Assert.AreEqual("", Text(Facts(request, Pupil("42"))));
    }

    [TestMethod]
    public void Drop_out_is_reported_in_compulsory_education_only_and_keeps_the_pupil_on_the_roll()
    {
        var request = Ask("drop_out") with { ReasonCode = "27" };

        Assert.AreEqual("", Text(Facts(request, Pupil("32"))));
        CollectionAssert.Contains(Codes(Facts(request, Pupil("41"))), "stage_forbidden");
        Assert.IsFalse(ChangeCatalogue.Find("drop_out")!.LeavesRoll);
    }

    [TestMethod]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var facts = Facts(
            Ask("suspend") with { ReasonCode = "41" },
            Pupil("25") with { Status = PupilStatus.Suspended, HasOpenBusiness = true });

        CollectionAssert.IsSubsetOf(
            new[] { "open_business", "wrong_status", "reason_unfit", "proof_required", "until_invalid" }, Codes(facts));
    }

    [TestMethod]
    public void A_suspension_lasts_a_year_unless_the_province_says_otherwise()
    {
        var request = Ask("suspend") with { ReasonCode = "10", ProofHash = "p", UntilOn = Today.AddMonths(12) };

        Assert.AreEqual("", Text(Facts(request, Pupil("25"))));
        CollectionAssert.Contains(
            Codes(Facts(request with { UntilOn = Today.AddMonths(12).AddDays(1) }, Pupil("25"))), "until_invalid");
        CollectionAssert.Contains(Codes(Facts(request, Pupil("25"), rules: ("suspension_max_months", "6"))), "until_invalid");
        CollectionAssert.Contains(Codes(Facts(request with { UntilOn = Today }, Pupil("25"))), "until_invalid");
    }

    [TestMethod]
    public void An_extension_counts_from_the_day_the_suspension_would_have_ended()
    {
        var request = Ask("extend_suspension") with { ReasonCode = "10", ProofHash = "p", UntilOn = new DateOnly(2027, 12, 31) };
        var pupil = Pupil("25") with { Status = PupilStatus.Suspended };

        Assert.AreEqual("", Text(Facts(request, pupil, suspension: new(Grade.Parse("25"), new DateOnly(2026, 12, 31)))));
        CollectionAssert.Contains(
            Codes(Facts(request, pupil, suspension: new(Grade.Parse("25"), new DateOnly(2026, 11, 30)))), "until_invalid");
    }

    [TestMethod]
    public void A_suspension_is_extended_as_often_as_the_province_allows()
    {
        var request = Ask("extend_suspension") with { ReasonCode = "10", ProofHash = "p", UntilOn = Today.AddMonths(6) };
        List<string> Told(int renewals, params (string, string)[] rules) => Codes(Facts(
            request, Pupil("25") with { Status = PupilStatus.Suspended }, suspension: new(Grade.Parse("25"), Today, renewals),
            rules: rules.Length > 0 ? rules[0] : null));

        CollectionAssert.DoesNotContain(Told(0), "too_many_renewals");
        CollectionAssert.Contains(Told(1), "too_many_renewals");
        CollectionAssert.DoesNotContain(Told(1, ("suspension_renewals", "2")), "too_many_renewals");
    }

    [TestMethod]
    public void A_province_may_send_withdrawals_up_to_the_city()
    {
        var withdraw = ChangeCatalogue.Find("withdraw")!;

        CollectionAssert.AreEqual(
            new[] { ChainStep.SchoolLeader, ChainStep.SupervisingBureau, ChainStep.HigherBureau },
            ChainSteps.Of(withdraw, rule => rule == "withdrawal_approval_chain" ? "school|county|city" : null).ToArray());
        CollectionAssert.AreEqual(withdraw.Chain.ToArray(), ChainSteps.Of(withdraw, _ => null).ToArray());
        CollectionAssert.AreEqual(withdraw.Chain.ToArray(), ChainSteps.Of(withdraw, _ => "school|authority").ToArray());
    }

    [TestMethod]
    [DataRow("33", "2027-03-01", true, DisplayName = "last term of junior high")]
    [DataRow("33", "2026-10-12", false, DisplayName = "first term of the graduating year")]
    [DataRow("32", "2027-03-01", false, DisplayName = "spring term of another year")]
    public void A_province_may_forbid_suspension_in_the_last_term(string grade, string day, bool isForbidden)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var request = new ChangeRequest("suspend", on, "10", on.AddMonths(6), ProofHash: "p");

        var told = Codes(Facts(request, Pupil(grade), today: on, rules: ("suspension_in_last_term", "0")));

        Assert.AreEqual(isForbidden, told.Contains("suspension_in_last_term"));
        CollectionAssert.DoesNotContain(Codes(Facts(request, Pupil(grade), today: on)), "suspension_in_last_term");
    }

    [TestMethod]
    public void A_pupil_resumes_in_the_grade_he_left_or_in_any_up_to_his_class()
    {
        // Suspended in grade 3, his class has reached grade 4 meanwhile.
        var pupil = Pupil("24") with { Status = PupilStatus.Suspended };
        var suspension = new Suspension(Grade.Parse("23"), Today);
        bool Fits(string grade) => !Codes(Facts(
            Ask("resume") with { TargetClassId = 2 }, pupil, Class(2, grade), suspension)).Contains("target_class");

        Assert.IsTrue(Fits("23"));
        Assert.IsTrue(Fits("24"));
        Assert.IsFalse(Fits("22"));
        Assert.IsFalse(Fits("25"));
        Assert.IsFalse(Fits("34"));
    }

    [TestMethod]
    public void A_senior_pupil_who_resumes_a_month_late_counts_as_withdrawn_where_the_province_says_so()
    {
        var pupil = Pupil("42") with { Status = PupilStatus.Suspended };
        var request = Ask("resume") with { TargetClassId = 2 };
        List<string> Told(DateOnly until, string grade) => Codes(Facts(
            request, Pupil(grade) with { Status = PupilStatus.Suspended }, Class(2, grade),
            new Suspension(Grade.Parse(grade), until), rules: ("resume_late_withdrawal_months", "1")));

        CollectionAssert.Contains(Told(Today.AddMonths(-1).AddDays(-1), "42"), "resumed_too_late");
        CollectionAssert.DoesNotContain(Told(Today.AddMonths(-1), "42"), "resumed_too_late");
        CollectionAssert.DoesNotContain(
            Told(Today.AddMonths(-3), "32"), "resumed_too_late", "compulsory education takes every pupil back");
        Assert.AreEqual(
            "", Text(Facts(request, pupil, Class(2, "42"), new Suspension(Grade.Parse("42"), Today.AddMonths(-3)))),
            "no rule, no refusal");
    }

    [TestMethod]
    public void Nobody_repeats_in_compulsory_education_but_pupils_with_special_needs()
    {
        var request = Ask("repeat_grade") with { ReasonCode = "10", TargetClassId = 2 };

        CollectionAssert.Contains(Codes(Facts(request, Pupil("25"), Class(2, "24"))), "repeat_forbidden");
        Assert.AreEqual("", Text(Facts(request, Pupil("25") with { IsInclusive = true }, Class(2, "24"))));
        Assert.AreEqual("", Text(Facts(request, Pupil("65"), Class(2, "64"))));
        CollectionAssert.Contains(
            Codes(Facts(request, Pupil("43"), Class(2, "42"))), "repeat_forbidden", "the graduating year never repeats");
    }

    [TestMethod]
    public void Repeaters_stay_within_the_province_share_of_the_grade()
    {
        var request = Ask("repeat_grade") with { ReasonCode = "22", TargetClassId = 2 };
        List<string> Told(int repeaters) => Codes(
            Facts(request, Pupil("42"), Class(2, "41"), rules: ("repeat_share_grade42", "0.02")) with { PupilsInGrade = 500, RepeatersInGrade = repeaters });

        CollectionAssert.DoesNotContain(Told(9), "repeat_share");
        CollectionAssert.Contains(Told(10), "repeat_share");
    }

    [TestMethod]
    public void A_class_is_changed_inside_grade_and_school_and_into_a_living_class()
    {
        var request = Ask("change_class") with { TargetClassId = 2 };

        Assert.AreEqual("", Text(Facts(request, Pupil("25"), Class(2, "25"))));
        foreach (var target in new[] { Class(1, "25"), Class(2, "24"), Class(2, "25") with { SchoolId = 99 }, Class(2, "25") with { IsActive = false } })
            CollectionAssert.Contains(Codes(Facts(request, Pupil("25"), target)), "target_class");
        CollectionAssert.Contains(Codes(Facts(request, Pupil("25"), target: null)), "target_class", "outside the caller's scope");
        CollectionAssert.Contains(Codes(Facts(Ask("change_class"), Pupil("25"))), "target_class");
    }

    [TestMethod]
    public void Graduation_belongs_to_the_second_term_of_the_last_year()
    {
        List<string> Told(string grade, DateOnly day) =>
            Codes(Facts(new ChangeRequest("graduate", day), Pupil(grade), today: day));

        Assert.IsEmpty(Told("33", new DateOnly(2027, 6, 30)));
        CollectionAssert.Contains(Told("33", new DateOnly(2026, 10, 12)), "not_graduating");
        CollectionAssert.Contains(Told("32", new DateOnly(2027, 6, 30)), "not_graduating");
    }

    [TestMethod]
    public void A_pupil_does_not_leave_in_the_future_nor_before_he_came()
    {
        var request = new ChangeRequest("decease", Today.AddDays(1), "41", ProofHash: "p");

        CollectionAssert.Contains(Codes(Facts(request, Pupil("25"))), "effective_too_late");
        CollectionAssert.Contains(
            Codes(Facts(request with { EffectiveOn = new DateOnly(2020, 8, 31) }, Pupil("25"))), "effective_too_early");
        Assert.AreEqual("", Text(Facts(request with { EffectiveOn = Today }, Pupil("25"))));
    }

    private static ChangeRequest Ask(string kind) => new(kind, Today);

    private static ClassPlace Class(long id, string grade) =>
        new(id, 7, Grade.Parse(grade), SchoolingSystem.SixThree, IsActive: true);

    private static PupilPlace Pupil(string grade) => new(
        StudentId: 100, Version: 3, PupilStatus.InSchool, OnRoll: true, EnrollmentId: 200,
        EnrolledOn: new DateOnly(2020, 9, 1), Class(1, grade), SupervisingId: 5, ProvinceCode: "510000",
        IsInclusive: false, HasOpenBusiness: false);

    private static ChangeFacts Facts(
        ChangeRequest request, PupilPlace pupil, ClassPlace? target = null, Suspension? suspension = null, DateOnly? today = null,
        (string Name, string Value)? rules = null) => new(
            ChangeCatalogue.Find(request.Kind)!, request, pupil, target, suspension, today ?? Today, TermCalendar.Default,
            name => rules is { } rule && rule.Name == name ? rule.Value : null);

    private static List<string> Codes(ChangeFacts facts) => [.. ChangeRules.Check(facts).Select(p => p.Code)];

    private static string Text(ChangeFacts facts) => string.Join("; ", ChangeRules.Check(facts).Select(p => p.Message));
}
