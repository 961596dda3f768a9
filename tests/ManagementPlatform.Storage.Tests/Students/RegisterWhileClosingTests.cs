using Dapper;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using static ManagementPlatform.Storage.Tests.Students.StudentsTest;

namespace ManagementPlatform.Storage.Tests.Students;

/// <summary>
/// Somebody registers a pupil while somebody else dissolves the class or closes the school: whoever is first wins.
/// </summary>
[TestClass]
public sealed class RegisterWhileClosingTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    private static readonly Ending[] Endings =
    [
        new("UPDATE school_class SET status = 'dissolved' WHERE class_id = @classId", "class_has_pupils", "class_not_active", DissolveAsync),
        new("UPDATE school SET status = 'closed' WHERE school_id = @SchoolId", "school_has_pupils", "school_not_active", CloseAsync),
    ];

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_end_waits_for_a_registration_and_is_refused(Engine engine)
    {
        await using var test = await StartAsync(engine, services => services.AddReference().AddOrganization());
        foreach (var (ending, i) in Endings.Select((ending, i) => (ending, i + 1)))
        {
            var school = await test.SchoolAsync(i);
            var classId = await test.ClassAsync(school);
            await using var scope = test.Open();
            var (stored, commit) = (new TaskCompletionSource(), new TaskCompletionSource());
            var registering = RegisterAsync(scope.ServiceProvider, TestPupils.Form(classId, i), school, stored, commit.Task);
            await stored.Task;
            var end = Task.Run(() => ending.Act(test, school, classId));
            Assert.AreNotSame(end, await Task.WhenAny(end, Task.Delay(Moment)), "it did not wait");
            commit.SetResult();

            Assert.IsNotNull((await registering)[0].Student);
            Assert.AreEqual(ending.HasPupils, (await Assert.ThrowsExactlyAsync<RefusalException>(() => end)).Code);
        }
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_registration_waits_for_the_end_and_is_refused(Engine engine)
    {
        await using var test = await StartAsync(engine);
        foreach (var (ending, i) in Endings.Select((ending, i) => (ending, i + 1)))
        {
            var school = await test.SchoolAsync(i);
            var classId = await test.ClassAsync(school);
            await using var connection = await test.Database.OpenAsync(None);
            await using var transaction = await test.Database.Dialect.BeginWriteAsync(connection, None);
            await connection.ExecuteAsync(ending.Statement, new { classId, school.SchoolId }, transaction);
            var registering = Task.Run(() => test.RegisterAsync(TestPupils.Form(classId, i), school.Registrar));
            Assert.AreNotSame(registering, await Task.WhenAny(registering, Task.Delay(Moment)), "it did not wait");
            await transaction.CommitAsync();

            var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => registering);
            Assert.AreEqual(ending.IsOver, refusal.Problems.Single().Code);
        }
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task At_the_same_moment_nobody_ends_up_in_a_class_that_is_gone(Engine engine)
    {
        await using var test = await StartAsync(engine, services => services.AddReference().AddOrganization());
        var registered = 0;
        for (var i = 1; i <= 30; i++)
        {
            var school = await test.SchoolAsync(i);
            var classId = await test.ClassAsync(school);
            var (form, ending) = (TestPupils.Form(classId, i), Endings[i % Endings.Length]);
            var outcomes = await Task.WhenAll(
                SucceedsAsync(() => test.RegisterAsync(form, school.Registrar)),
                SucceedsAsync(() => ending.Act(test, school, classId)));
            Assert.AreEqual(1, outcomes.Count(succeeded => succeeded), "exactly one of the two succeeds");
            registered += outcomes[0] ? 1 : 0;
        }

        Assert.AreEqual(registered, await test.CountAsync("student"));
        Assert.AreEqual(0, await test.ScalarAsync<long>(
            """
            SELECT COUNT(*) FROM student p JOIN school_class c ON c.class_id = p.class_id JOIN school s ON s.school_id = p.school_id
            WHERE c.status <> 'active' OR s.status <> 'active'
            """));
    }

    // Stays in its transaction between "stored" and "commit".
    private static Task<IReadOnlyList<AdmittedRow>> RegisterAsync(
        IServiceProvider services, StudentForm form, SchoolWithPeople school, TaskCompletionSource stored, Task commit)
    {
        var (admit, work) = (services.GetRequiredService<AdmitStudents>(), services.GetRequiredService<IUnitOfWork>());
        return work.CommitAsync(school.Registrar, "student.register", async cancel =>
        {
            var rows = await admit.HandleAsync([form], school.Registrar, cancel);
            work.Audited(new AuditLine(Entity.Student, null));
            stored.SetResult();
            await commit;
            return rows;
        }, None);
    }

    private static Task DissolveAsync(TestScope test, SchoolWithPeople school, long classId) =>
        test.RunAsync<DissolveClass>(use => use.HandleAsync(classId, 1, school.Registrar, None));

    private static Task CloseAsync(TestScope test, SchoolWithPeople school, long classId)
    {
        var decision = new SchoolDecision(new DateOnly(2026, 9, 1), "川教〔2026〕1号");
        return test.RunAsync<CloseSchool>(use => use.HandleAsync(school.SchoolId, 1, decision, school.CountyRegistrar, None));
    }

    private static async Task<bool> SucceedsAsync(Func<Task> act)
    {
        try
        {
            await Task.Run(act);
            return true;
        }
        catch (RefusalException)
        {
            return false;
        }
    }

    /// <param name="Statement">What it does to the row that a registration reads.</param>
    /// <param name="HasPupils">How it is refused.</param>
    /// <param name="IsOver">How a registration after it is refused.</param>
    private sealed record Ending(
        string Statement, string HasPupils, string IsOver, Func<TestScope, SchoolWithPeople, long, Task> Act);
}
