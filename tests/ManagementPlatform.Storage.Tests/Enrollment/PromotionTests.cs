using ManagementPlatform.Core;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Enrollment;

[TestClass]
public sealed class PromotionTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset July = new(2027, 7, 20, 0, 0, 0, TimeSpan.Zero);

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Classes_move_up_graduating_ones_end_and_no_pupil_row_is_touched(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var fourth = await test.School.AddClassAsync("24", 1);
        var pupil = await test.School.AddPupilAsync(fourth, "24");
        var sixth = await test.School.AddClassAsync("26", 1);
        test.Scope.Time.Now = July;

        Assert.AreEqual(2, await PromoteAsync(test));

        Assert.AreEqual("25 active", await ClassAsync(test, fourth));
        Assert.AreEqual("26 finished", await ClassAsync(test, sixth));
        Assert.AreEqual(
            1, await test.ScalarAsync<int>("SELECT row_version FROM student WHERE student_id = @pupil", new { pupil }));
        Assert.AreEqual(
            2027, await test.ScalarAsync<int>("SELECT school_year FROM school WHERE school_id = @Id", new { TestSchool.Id }));
        Assert.AreEqual(0, await PromoteAsync(test), "a second run changes nothing");
        Assert.AreEqual("25 active", await ClassAsync(test, fourth));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_school_whose_last_grade_has_not_graduated_waits_with_every_class(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var fourth = await test.School.AddClassAsync("24", 1);
        var sixth = await test.School.AddClassAsync("26", 1);
        await test.School.AddPupilAsync(sixth, "26");
        test.Scope.Time.Now = July;

        Assert.AreEqual("not_graduated", await test.RefusalAsync(() => PromoteAsync(test)));

        Assert.AreEqual("24 active", await ClassAsync(test, fourth));
    }

    [TestMethod]
    [DataRow("2027-07-14", false)]
    [DataRow("2027-07-15", true)]
    [DataRow("2027-08-14", true)]
    [DataRow("2027-08-15", false)]
    public async Task Schools_move_between_15_July_and_14_August(string day, bool isOpen)
    {
        await using var test = await EnrollmentScope.CreateAsync(Engine.Sqlite);
        test.Scope.Time.Now = DateTimeOffset.Parse(day + "T12:00:00+08:00", System.Globalization.CultureInfo.InvariantCulture);

        Assert.AreEqual(isOpen ? "ok" : "outside_window", await test.OutcomeAsync(() => PromoteAsync(test)));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_province_is_promoted_school_by_school_and_the_unready_are_named(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        await test.School.AddPupilAsync(await test.School.AddClassAsync("26", 1), "26");
        test.Scope.Time.Now = July;
        var steps = new List<(int, int)>();

        var report = await test.Scope.RunAsync<PromoteSchools, PromotionReport>(
            promote => promote.HandleAsync(test.Scope.Center, (done, total) => steps.Add((done, total)), None));

        Assert.AreEqual(1, report.Schools);
        Assert.AreEqual(TestSchool.Id, report.Failures.Single().SchoolId);
        StringAssert.Contains(report.Failures[0].Problems[0].Message, "还有1名在读学生");
        CollectionAssert.AreEqual(new[] { (1, 2), (2, 2) }, steps);
        Assert.AreEqual(2027, await test.ScalarAsync<int>("SELECT school_year FROM school WHERE school_id = @OtherSchool", new { TestSchool.OtherSchool }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_class_graduates_in_one_batch_and_then_the_school_moves_on(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var sixth = await test.School.AddClassAsync("26", 1);
        for (var i = 0; i < 3; i++)
            await test.School.AddPupilAsync(sixth, "26");
        test.Scope.Time.Now = new DateTimeOffset(2027, 6, 30, 4, 0, 0, TimeSpan.Zero);

        var changes = await GraduateAsync(test, sixth);
        foreach (var change in changes)
            await test.ApproveAllAsync(change);
        test.Scope.Time.Now = July;

        Assert.AreEqual(1, await PromoteAsync(test));
        Assert.AreEqual(0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM student WHERE on_roll = @yes", new { yes = true }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task One_pupil_with_open_business_stops_the_graduation_of_the_class(Engine engine)
    {
        await using var test = await EnrollmentScope.CreateAsync(engine);
        var sixth = await test.School.AddClassAsync("26", 1);
        await test.School.AddPupilAsync(sixth, "26");
        var busy = await test.School.AddPupilAsync(sixth, "26");
        test.Scope.Time.Now = new DateTimeOffset(2027, 6, 30, 4, 0, 0, TimeSpan.Zero);
        await test.SubmitAsync(
            busy,
            EnrollmentScope.Suspension with { EffectiveOn = new DateOnly(2027, 6, 30), UntilOn = new DateOnly(2028, 6, 29) });

        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => GraduateAsync(test, sixth));

        Assert.AreEqual($"studentIds[{busy}]", refusal.Problems.Single().Field);
        Assert.AreEqual(
            0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM enrollment_change WHERE kind = 'graduate'"), "all or nothing");
    }

    private static Task<IReadOnlyList<EnrollmentChange>> GraduateAsync(EnrollmentScope test, long classId) =>
        test.Scope.RunAsync<SubmitChangeBatch, IReadOnlyList<EnrollmentChange>>(submit => submit.HandleAsync(
            [], classId, new ChangeRequest("graduate", new DateOnly(2027, 6, 30)), test.School.Registrar, None));

    private static Task<int> PromoteAsync(EnrollmentScope test) => test.Scope.RunAsync<PromoteSchool, int>(
        promote => promote.HandleAsync(TestSchool.Id, test.School.CountyOfficer, None));

    private static Task<string?> ClassAsync(EnrollmentScope test, long id) =>
        test.ScalarAsync<string>("SELECT CONCAT(grade, ' ', status) FROM school_class WHERE class_id = @id", new { id });
}
