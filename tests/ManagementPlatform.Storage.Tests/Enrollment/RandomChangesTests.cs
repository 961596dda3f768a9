using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.Storage.Tests.Enrollment;

/// <summary>Whatever registrars and officers do in whatever order, the pupil's row and his enrolments agree.</summary>
[TestClass]
public sealed class RandomChangesTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public async Task One_pupil_has_one_open_enrolment_that_agrees_with_his_row(int seed)
    {
        await using var test = await EnrollmentScope.CreateAsync(Engine.Sqlite);
        var random = new Random(seed);
        var grade = random.Next(2) == 0 ? "24" : "42";
        var pupil = await test.PupilAsync(grade);
        var other = await test.School.AddClassAsync(grade, 2);
        EnrollmentChange? open = null;
        var accepted = 0;

        for (var step = 0; step < 60; step++)
        {
            test.Scope.Time.Advance(TimeSpan.FromDays(random.Next(20)));
            try
            {
                open = open is null ? await SubmitAsync(test, pupil, other, random) : await DecideAsync(test, open, random);
                accepted++;
            }
            catch (RefusalException)
            {
                // The rules say no; then nothing may have changed, which the checks below see.
            }

            open = open?.State == ChangeState.Open ? open : null;
            await CheckAsync(test, pupil, open is not null);
        }

        Assert.IsGreaterThan(5, accepted, "the sequence has to reach something");
    }

    private static Task<EnrollmentChange> SubmitAsync(EnrollmentScope test, long pupil, long other, Random random)
    {
        var kind = ChangeCatalogue.All[random.Next(ChangeCatalogue.All.Count)];
        var today = BeijingTime.Today(test.Scope.Time);
        return test.SubmitAsync(pupil, new ChangeRequest(
            kind.Code,
            today,
            kind.Reasons.Count > 0 ? kind.Reasons[random.Next(kind.Reasons.Count)] : null,
            kind.NeedsUntil ? today.AddDays(random.Next(1, 400)) : null,
            kind.Target == TargetClass.None ? null : other,
            kind.NeedsProof ? "p" : null));
    }

    private static Task<EnrollmentChange> DecideAsync(EnrollmentScope test, EnrollmentChange open, Random random)
    {
        Caller[] people = [test.School.Registrar, test.School.Leader, test.School.CountyOfficer, test.School.CityOfficer];
        return test.DecideAsync(open, people[random.Next(people.Length)], approve: random.Next(4) > 0, opinion: "意见");
    }

    private static async Task CheckAsync(EnrollmentScope test, long pupil, bool hasOpen)
    {
        var onRoll = await test.ScalarAsync<bool>("SELECT on_roll FROM student WHERE student_id = @pupil", new { pupil });
        Assert.AreEqual(onRoll ? 1 : 0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM enrollment WHERE ended_on IS NULL"));
        Assert.AreEqual(PupilStatus.IsOnRoll((await test.StatusAsync(pupil))!), onRoll);
        Assert.AreEqual(0, await test.ScalarAsync<int>(
            """
            SELECT COUNT(*) FROM student s JOIN enrollment e ON e.student_id = s.student_id AND e.ended_on IS NULL
            WHERE s.status_code <> e.status_code OR s.class_id <> e.class_id OR s.school_id <> e.school_id
            """));
        Assert.AreEqual(
            hasOpen ? 1 : 0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM enrollment_change WHERE state = 'open'"));
        Assert.AreEqual(
            await test.ScalarAsync<int>("SELECT row_version - 1 FROM student"),
            await test.ScalarAsync<int>("SELECT COUNT(*) FROM change_log WHERE entity = 'student'"),
            "every write of the pupil is in the change log");
    }
}
