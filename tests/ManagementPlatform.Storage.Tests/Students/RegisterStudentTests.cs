using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Storage.Tests.Students.StudentsTest;

namespace ManagementPlatform.Storage.Tests.Students;

[TestClass]
public sealed class RegisterStudentTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_clean_pupil_ends_with_a_g_number_and_a_history(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var school = await test.SchoolAsync(1);
        var form = TestPupils.Form(await test.ClassAsync(school));

        var (student, warnings) = await test.RegisterPlainAsync(form, school.Registrar);

        Assert.IsEmpty(warnings);
        Assert.AreEqual("G" + form.DocumentNumber, student.StudentNumber.Text);
        Assert.AreEqual(
            ("confirmed", "zhang san", school.SchoolId, school.CountyId),
            (student.NumberState, student.NamePinyin, student.SchoolId, student.CountyId));
        Assert.AreEqual(2, await test.CountAsync("student_family_member"));
        Assert.AreEqual(2, await test.CountAsync("student_number"));
        Assert.AreEqual(
            "L", await test.ScalarAsync<string>("SELECT kind FROM student_number_history WHERE valid_to IS NOT NULL"));
        Assert.AreEqual("G", await test.ScalarAsync<string>("SELECT kind FROM student_number_history WHERE valid_to IS NULL"));
        Assert.AreEqual(form.DocumentNumber, await test.ScalarAsync<string>("SELECT document_number FROM identity_document"));
        Assert.AreEqual(0, await test.CountAsync("student_likeness"));
        Assert.AreEqual("01", await test.ScalarAsync<string>("SELECT status_code FROM enrollment WHERE ended_on IS NULL"));
        Assert.AreEqual(
            student.StudentId,
            await test.ScalarAsync<long>("SELECT entity_id FROM change_log WHERE entity = 'student' AND entity_version = 1"));
        Assert.AreEqual(
            student.StudentId,
            await test.ScalarAsync<long>("SELECT student_id FROM audit_event WHERE action = 'student.register'"));
        Assert.DoesNotContain(form.DocumentNumber!, (await test.ScalarAsync<string>("SELECT detail FROM audit_event"))!);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_pupil_without_document_gets_a_j_number_and_is_known_by_his_likeness(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var school = await test.SchoolAsync(1);
        var form = TestPupils.WithoutDocument(await test.ClassAsync(school));

        var (student, warnings) = await test.RegisterPlainAsync(form, school.Registrar);

        Assert.AreEqual(StudentNumber.WithoutId(RegionCode.Parse("510107"), form.BirthDate!.Value, 1), student.StudentNumber);
        Assert.AreEqual("no_document", warnings.Single().Code);
        Assert.AreEqual(1, await test.CountAsync("student_likeness"));
        Assert.AreEqual(0, await test.CountAsync("identity_document"));
        await RefusedAsync(test, form, school.Registrar, RefusalKind.Conflict, "already_in_school");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_likely_duplicate_of_another_school_is_kept_as_a_problem_with_its_temporary_number(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var (one, other) = (await test.SchoolAsync(1), await test.SchoolAsync(2, county: 2));
        await test.RegisterAsync(TestPupils.WithoutDocument(await test.ClassAsync(one)), one.Registrar);

        var (student, warnings) = await test.RegisterPlainAsync(
            TestPupils.WithoutDocument(await test.ClassAsync(other)), other.Registrar);

        Assert.AreEqual((NumberState.Problem, StudentNumberKind.Temporary), (student.NumberState, student.StudentNumber.Kind));
        Assert.Contains("likely_duplicate", warnings.Select(problem => problem.Code));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_documented_namesake_in_the_county_is_found(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var (one, other) = (await test.SchoolAsync(1), await test.SchoolAsync(2));
        await test.RegisterAsync(TestPupils.Form(await test.ClassAsync(one), name: "李四"), one.Registrar);

        var (_, warnings) = await test.RegisterPlainAsync(
            TestPupils.WithoutDocument(await test.ClassAsync(other)), other.Registrar);

        CollectionAssert.AreEquivalent(
            new[] { "no_document", "namesake_in_county" }, warnings.Select(problem => problem.Code).ToArray());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_refused_form_leaves_nothing_but_the_attempt_in_the_audit_trail(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var school = await test.SchoolAsync(1);
        var form = TestPupils.Form(await test.ClassAsync(school)) with { SexCode = "2", Phone = "1" };

        var refusal = await RefusedAsync(test, form, school.Registrar, RefusalKind.Invalid, "invalid");

        CollectionAssert.AreEquivalent(
            new[] { "document_sex", "bad_form" }, refusal.Problems.Select(problem => problem.Code).ToArray());
        Assert.AreEqual(
            0, await test.CountAsync("student") + await test.CountAsync("change_log") + await test.CountAsync("student_number"));
        Assert.AreEqual(
            "refused", await test.ScalarAsync<string>("SELECT result FROM audit_event WHERE action = 'student.register'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Another_schools_class_does_not_exist(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var (one, other) = (await test.SchoolAsync(1), await test.SchoolAsync(2));
        var refusal = await RefusedAsync(
            test, TestPupils.Form(await test.ClassAsync(other)), one.Registrar, RefusalKind.Invalid, "invalid");
        Assert.AreEqual("class_not_found", refusal.Problems.Single().Code);
    }

    [TestMethod]
    public async Task Only_a_schools_registrar_registers()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var school = await test.SchoolAsync(1);
        var form = TestPupils.Form(await test.ClassAsync(school));
        await RefusedAsync(test, form, school.CountyRegistrar, RefusalKind.Forbidden, "forbidden");
        await RefusedAsync(test, form, school.Registrar with { Roles = [Role.Leader] }, RefusalKind.Forbidden, "forbidden");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Two_schools_that_register_one_document_at_once_make_one_pupil_and_one_conflict(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var (one, other) = (await test.SchoolAsync(1), await test.SchoolAsync(2));
        (StudentForm, Caller)[] attempts =
        [
            (TestPupils.Form(await test.ClassAsync(one)), one.Registrar),
            (TestPupils.Form(await test.ClassAsync(other)), other.Registrar),
        ];

        var outcomes = await Task.WhenAll(
            attempts.SelectMany(attempt => Enumerable.Repeat(attempt, 4)).Select(attempt => OutcomeAsync(test, attempt)));

        Assert.AreEqual("409 409 409 409 409 409 409 registered", string.Join(' ', outcomes.Order(StringComparer.Ordinal)));
        Assert.AreEqual(1, await test.CountAsync("student"));
        Assert.AreEqual(2, await test.CountAsync("student_number"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Pupils_registered_at_once_for_one_day_all_get_different_j_numbers(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var school = await test.SchoolAsync(1);
        var classId = await test.ClassAsync(school);

        var registered = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            i => test.RegisterAsync(TestPupils.WithoutDocument(classId, name: "李" + "一二三四"[i]), school.Registrar)));

        Assert.AreEqual(4, registered.Select(pupil => pupil.Student.StudentNumber).Distinct().Count());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_batch_stores_its_good_rows_and_tells_of_the_others(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var school = await test.SchoolAsync(1);
        var classId = await test.ClassAsync(school);
        var forms = Enumerable.Range(1, 500)
            .Select(i => TestPupils.Form(classId, i) with { Phone = i % 100 == 0 ? "?" : "13800005678" }).ToList();

        var rows = await AdmitAsync(test, forms, school.Registrar);
        var again = await AdmitAsync(test, forms, school.Registrar);

        Assert.AreEqual(495, rows.Count(row => row.Student is not null));
        Assert.AreEqual(495, again.Count(row => row.Check.IsOnlyDuplicate));
        Assert.AreEqual(495, await test.CountAsync("student"));
        Assert.AreEqual(495, await test.CountAsync("change_log"));
        Assert.AreEqual(rows[0].Student!.StudentId, again[0].Check.Existing!.StudentId);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_number_brought_along_stays_in_the_history(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var school = await test.SchoolAsync(1);
        var form = TestPupils.Form(await test.ClassAsync(school)) with { StudentNumber = "L510107202003154821" };

        var student = (await test.RegisterAsync(form, school.Registrar)).Student;

        Assert.AreEqual(StudentNumberKind.Formal, student.StudentNumber.Kind);
        Assert.AreEqual(
            "L510107202003154821",
            await test.ScalarAsync<string>("SELECT number FROM student_number_history WHERE valid_to IS NOT NULL"));
    }

    private static async Task<RefusalException> RefusedAsync(
        TestScope test, StudentForm form, Caller caller, RefusalKind kind, string code)
    {
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => test.RegisterAsync(form, caller));
        Assert.AreEqual((kind, code), (refusal.Kind, refusal.Code));
        return refusal;
    }

    private static async Task<string> OutcomeAsync(TestScope test, (StudentForm Form, Caller Caller) attempt)
    {
        try
        {
            await test.RegisterAsync(attempt.Form, attempt.Caller);
            return "registered";
        }
        catch (RefusalException refusal) when (refusal is { Kind: RefusalKind.Conflict, Code: "document_taken" })
        {
            return "409";
        }
    }

    private static async Task<IReadOnlyList<AdmittedRow>> AdmitAsync(
        TestScope test, IReadOnlyList<StudentForm> forms, Caller caller)
    {
        await using var scope = test.Open();
        var admit = (AdmitStudents)scope.ServiceProvider.GetService(typeof(AdmitStudents))!;
        var work = (IUnitOfWork)scope.ServiceProvider.GetService(typeof(IUnitOfWork))!;
        return await work.CommitAsync(
            caller,
            "student.import",
            async cancel =>
            {
                work.Audited(new AuditLine(Entity.Student, null));
                return await admit.HandleAsync(forms, caller, cancel);
            },
            None);
    }
}
