using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using static ManagementPlatform.Storage.Tests.Students.StudentsTest;

namespace ManagementPlatform.Storage.Tests.Students;

[TestClass]
public sealed class IssuePendingNumbersTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Who_was_registered_while_the_issuer_was_silent_gets_his_number_later(Engine engine)
    {
        var line = new Line();
        await using var test = await StartAsync(
            engine, services => services.AddSingleton(line).AddScoped<INumberIssuer, DistantIssuer>());
        var school = await test.SchoolAsync(1);
        var classId = await test.ClassAsync(school);
        var documented = await test.RegisterAsync(TestPupils.Form(classId), school.Registrar);
        var undocumented = await test.RegisterAsync(TestPupils.WithoutDocument(classId), school.Registrar);
        Assert.AreEqual(
            ("pending", StudentNumberKind.Temporary), (documented.Student.NumberState, documented.Student.StudentNumber.Kind));
        Assert.AreEqual(0, await RunAsync(test));

        line.IsUp = true;
        test.Time.Advance(TimeSpan.FromDays(1));
        Assert.AreEqual(2, await RunAsync(test));
        Assert.AreEqual(0, await RunAsync(test));

        var archive = await test.RunAsync<IArchiveStore, Archive?>(
            store => store.ReadAsync(documented.Student.StudentId, school.SchoolId, None));
        Assert.AreEqual(("confirmed", 2, StudentNumberKind.Formal),
            (archive!.Record.Student.NumberState, archive.Record.Student.RowVersion, archive.Record.Student.StudentNumber.Kind));
        CollectionAssert.AreEqual(new[] { 'L', 'G' }, archive.Numbers.Select(period => period.Number.Text[0]).ToArray());
        Assert.AreEqual(archive.Numbers[0].ValidTo, archive.Numbers[1].ValidFrom);
        Assert.AreEqual("J", (await test.ScalarAsync<string>(
            "SELECT student_number FROM student WHERE student_id = @id", new { id = undocumented.Student.StudentId }))![..1]);
        Assert.AreEqual(4, await test.CountAsync("student_number"));
        Assert.AreEqual(2, await test.ScalarAsync<int>("SELECT COUNT(*) FROM change_log WHERE entity_version = 2"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task An_issuer_that_finds_a_duplicate_later_leaves_a_problem_record(Engine engine)
    {
        var line = new Line();
        await using var test = await StartAsync(
            engine, services => services.AddSingleton(line).AddScoped<INumberIssuer, DistantIssuer>());
        var form = TestPupils.Form(await test.ClassAsync(await test.SchoolAsync(1)));
        var school = await test.SchoolAsync(2);
        var pupil = await test.RegisterAsync(form with { ClassId = await test.ClassAsync(school) }, school.Registrar);
        await test.ScalarAsync<int>(
            "INSERT INTO student_number (number, student_id) VALUES (@number, 7)", new { number = "G" + form.DocumentNumber });

        line.IsUp = true;
        Assert.AreEqual(1, await RunAsync(test));
        Assert.AreEqual(0, await RunAsync(test), "it waits for somebody, not for the issuer");
        var of = new { id = pupil.Student.StudentId };
        Assert.AreEqual("problem", await test.ScalarAsync<string>("SELECT number_state FROM student WHERE student_id = @id", of));
        Assert.AreEqual(7, await test.ScalarAsync<long>(
            "SELECT other_student_id FROM problem_record WHERE student_id = @id AND problem_type = 'same_document' AND found_by = 'check' AND state = 'open'", of));
    }

    private static Task<int> RunAsync(TestScope test) =>
        test.RunAsync<IssuePendingNumbers, int>(issue => issue.HandleAsync(None));

    private sealed class Line
    {
        public bool IsUp { get; set; }
    }

    private sealed class DistantIssuer(Line line, INumberRegister register) : INumberIssuer
    {
        public async Task<IReadOnlyList<NumberVerdict>> IssueAsync(
            IReadOnlyList<NumberRequest> requests, CancellationToken cancel) => line.IsUp
            ? await new LocalNumberIssuer(register).IssueAsync(requests, cancel)
            : [.. requests.Select(_ => NumberVerdict.Pending)];
    }
}
