using System.Globalization;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Tests.Enrollment;

[TestClass]
public sealed class ChangeStoryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_suspension_passes_leader_and_bureau_and_the_pupil_resumes_in_another_class(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var pupil = await test.PupilAsync("24");
        var lower = await test.School.AddClassAsync("24", 2);

        var change = await test.SubmitAsync(pupil, EnrollmentScope.Suspension);
        Assert.AreEqual((ChangeState.Open, 1), (change.State, change.StepNumber));
        Assert.AreEqual("01", await test.StatusAsync(pupil), "nothing happens before the last approval");
        change = await test.DecideAsync(change, test.School.Leader);
        Assert.AreEqual((ChangeState.Open, 2), (change.State, change.StepNumber));
        change = await test.DecideAsync(change, test.School.CountyOfficer, documentNumber: "武教〔2026〕1号");

        Assert.AreEqual(ChangeState.Approved, change.State);
        Assert.AreEqual("02", await test.StatusAsync(pupil));
        var resumption = await test.SubmitAsync(
            pupil, new ChangeRequest("resume", new DateOnly(2026, 9, 10), TargetClassId: lower));
        resumption = await test.DecideAsync(resumption, test.School.Leader);
        await test.DecideAsync(resumption, test.School.CountyOfficer);

        Assert.AreEqual("01", await test.StatusAsync(pupil));
        Assert.AreEqual(
            lower, await test.ScalarAsync<long>("SELECT class_id FROM student WHERE student_id = @pupil", new { pupil }));
        Assert.AreEqual(
            lower, await test.ScalarAsync<long>("SELECT class_id FROM enrollment WHERE student_id = @pupil", new { pupil }));
        Assert.AreEqual(
            1 + 6, await test.ScalarAsync<int>("SELECT row_version FROM student WHERE student_id = @pupil", new { pupil }));
        Assert.AreEqual(6, await test.ScalarAsync<int>("SELECT COUNT(*) FROM change_log WHERE entity = 'student' AND entity_id = @pupil", new { pupil }));
        Assert.AreEqual(6, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE student_id = @pupil AND result = 'done'", new { pupil }));
        Assert.AreEqual(
            "武教〔2026〕1号", await test.ScalarAsync<string>("SELECT document_number FROM enrollment_change WHERE kind = 'suspend'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Nobody_decides_what_he_submitted_nor_decides_twice(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var change = await test.SubmitAsync(await test.PupilAsync("24"), EnrollmentScope.Suspension);

        var submitter = test.School.Registrar with { Roles = [Role.Registrar, Role.Leader] };
        Assert.AreEqual("four_eyes", await test.RefusalAsync(() => test.DecideAsync(change, submitter)));
        change = await test.DecideAsync(change, test.School.Leader);
        var sameUser = test.School.CountyOfficer with { UserId = test.School.Leader.UserId };
        Assert.AreEqual("four_eyes", await test.RefusalAsync(() => test.DecideAsync(change, sameUser)));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_step_is_decided_by_its_own_organization_and_role_only(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var change = await test.SubmitAsync(await test.PupilAsync("24"), EnrollmentScope.Suspension);

        Assert.AreEqual("not_your_step", await test.RefusalAsync(() => test.DecideAsync(change, test.School.CountyOfficer)));
        Assert.AreEqual("forbidden", await test.RefusalAsync(() => test.DecideAsync(change, test.School.Registrar)));
        var stranger = TestSchool.Person(9, TestSchool.OtherSchool, Tier.School, Role.Leader);
        Assert.AreEqual("not_found", await test.RefusalAsync(() => test.DecideAsync(change, stranger)));
        change = await test.DecideAsync(change, test.School.Leader);
        Assert.AreEqual("not_your_step", await test.RefusalAsync(() => test.DecideAsync(change, test.School.CityOfficer)));
        Assert.AreEqual(
            4, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE result = 'refused'") + 1,
            "refused attempts are on record");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_refusal_needs_a_reason_and_leaves_the_pupil_as_he_was(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var pupil = await test.PupilAsync("24");
        var change = await test.SubmitAsync(pupil, EnrollmentScope.Suspension);

        Assert.AreEqual(
            "opinion_required", await test.RefusalAsync(() => test.DecideAsync(change, test.School.Leader, approve: false)));
        var refused = await test.DecideAsync(change, test.School.Leader, approve: false, opinion: "材料不全");

        Assert.AreEqual(ChangeState.Refused, refused.State);
        Assert.AreEqual("01", await test.StatusAsync(pupil));
        Assert.AreEqual("already_decided", await test.RefusalAsync(() => test.DecideAsync(refused, test.School.Leader)));
        await test.SubmitAsync(pupil, EnrollmentScope.Suspension); // and the way is free again
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task While_business_is_open_no_other_begins_until_it_is_withdrawn(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var pupil = await test.PupilAsync("24");
        var change = await test.SubmitAsync(pupil, EnrollmentScope.Suspension);

        Assert.AreEqual("open_business", await test.RefusalAsync(() => test.SubmitAsync(pupil, EnrollmentScope.Suspension)));
        await test.Scope.RunAsync<WithdrawChange, EnrollmentChange>(
            withdraw => withdraw.HandleAsync(pupil, change.ChangeId, change.RowVersion, test.School.Registrar, None));

        Assert.AreEqual(2, (await test.SubmitAsync(pupil, EnrollmentScope.Suspension)).RowVersion + 1);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_two_who_submit_at_once_one_is_told_to_look_again(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var pupil = await test.PupilAsync("24");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => test.OutcomeAsync(() =>
            test.SubmitAsync(pupil, EnrollmentScope.Suspension)))));

        Assert.AreEqual(1, outcomes.Count(o => o == "ok"), string.Join(", ", outcomes));
        Assert.IsTrue(outcomes.All(o => o is "ok" or "open_business" or "stale_version"), string.Join(", ", outcomes));
        Assert.AreEqual(1, await test.ScalarAsync<int>("SELECT COUNT(*) FROM enrollment_change"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_two_who_decide_the_same_step_at_once_one_decides(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var change = await test.SubmitAsync(await test.PupilAsync("24"), EnrollmentScope.Suspension);
        var leaders = Enumerable.Range(20, 4).Select(user => TestSchool.Person(user, TestSchool.Id, Tier.School, Role.Leader));

        var outcomes = await Task.WhenAll(
            leaders.Select(leader => Task.Run(() => test.OutcomeAsync(() => test.DecideAsync(change, leader)))));

        Assert.AreEqual(1, outcomes.Count(o => o == "ok"), string.Join(", ", outcomes));
        Assert.AreEqual(1, await test.ScalarAsync<int>("SELECT COUNT(*) FROM enrollment_change_step WHERE decision IS NOT NULL"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_changed_meanwhile_stops_the_last_approval(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var pupil = await test.PupilAsync("24");
        var target = await test.School.AddClassAsync("25", 2);
        var change = await test.SubmitAsync(
            pupil, new ChangeRequest("skip_grade", new DateOnly(2026, 9, 1), "01", TargetClassId: target));
        change = await test.DecideAsync(change, test.School.Leader);
        await test.ScalarAsync<int>("UPDATE school_class SET status = 'dissolved' WHERE class_id = @target", new { target });

        Assert.AreEqual("no_longer_possible", await test.RefusalAsync(() => test.DecideAsync(change, test.School.CountyOfficer)));

        var refused = await test.DecideAsync(change, test.School.CountyOfficer, approve: false, opinion: "班级已撤销");
        Assert.AreEqual(ChangeState.Refused, refused.State, "the case still has a way to end");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_pupil_who_went_abroad_leaves_the_roll_and_comes_back_with_a_new_enrolment(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var pupil = await test.PupilAsync("24");
        await test.ApproveAllAsync(
            await test.SubmitAsync(pupil, new ChangeRequest("go_abroad", new DateOnly(2026, 9, 1), "29", ProofHash: "p")));
        Assert.IsFalse(await test.ScalarAsync<bool>("SELECT on_roll FROM student WHERE student_id = @pupil", new { pupil }));

        test.Scope.Time.Advance(TimeSpan.FromDays(365));
        var target = await test.School.AddClassAsync("25", 7);
        await test.ApproveAllAsync(await test.SubmitAsync(
            pupil, new ChangeRequest("return_from_abroad", new DateOnly(2027, 9, 1), TargetClassId: target, ProofHash: "p")));

        Assert.IsTrue(await test.ScalarAsync<bool>("SELECT on_roll FROM student WHERE student_id = @pupil", new { pupil }));
        Assert.AreEqual(
            2, await test.ScalarAsync<int>("SELECT COUNT(*) FROM enrollment WHERE student_id = @pupil", new { pupil }));
        Assert.AreEqual(1, await test.ScalarAsync<int>("SELECT COUNT(*) FROM enrollment WHERE student_id = @pupil AND ended_on IS NULL", new { pupil }));
        Assert.AreEqual(
            "go_abroad", await test.ScalarAsync<string>("SELECT end_kind FROM enrollment WHERE ended_on IS NOT NULL"),
            "the period abroad is on record");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_proof_has_to_be_among_the_pupils_files(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var pupil = await test.PupilAsync("24");

        Assert.AreEqual(
            "proof_unknown",
            await test.RefusalAsync(() => test.SubmitAsync(pupil, EnrollmentScope.Suspension with { ProofHash = "q" })));
    }

    [TestMethod]
    [DataRow("2026-08-18", 0)] // Tuesday; the tenth working day after it is 1 September, today
    [DataRow("2026-08-17", 1)]
    [DataRow("2026-08-14", 2)] // Friday
    [DataRow("2026-09-01", 0)]
    public async Task A_death_reported_late_is_taken_and_says_how_late(string day, int late)
    {
        await using var test = await EnrollmentScope.CreateAsync(
            Engine.Sqlite, more: services => services.AddSingleton<IReferenceData, TestReference>());
        var on = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var change = await test.SubmitAsync(await test.PupilAsync("24"), new ChangeRequest("decease", on, "41", ProofHash: "p"));
        test.Scope.Time.Advance(TimeSpan.FromDays(30));
        change = await test.ApproveAllAsync(change);
        Assert.AreEqual(late, change.DaysLate, "counted to the report, not to the decision");
        Assert.AreEqual(late, await test.ScalarAsync<int?>("SELECT days_late FROM enrollment_change"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_list_shows_what_waits_for_whom_inside_the_scope(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var change = await test.SubmitAsync(await test.PupilAsync("24"), EnrollmentScope.Suspension);

        Assert.HasCount(1, await test.ListAsync(TestSchool.Id, waitingFor: TestSchool.Id));
        Assert.IsEmpty(await test.ListAsync(TestSchool.County, waitingFor: TestSchool.County));
        await test.DecideAsync(change, test.School.Leader);
        var waiting = await test.ListAsync(TestSchool.County, waitingFor: TestSchool.County);

        Assert.AreEqual(
            ("李思远", "晨光小学", "supervising_bureau"), (waiting[0].StudentName, waiting[0].SchoolName, waiting[0].WaitingRole));
        Assert.IsEmpty(await test.ListAsync(TestSchool.OtherSchool));
        Assert.HasCount(1, await test.ListAsync(TestSchool.City));
    }
}
