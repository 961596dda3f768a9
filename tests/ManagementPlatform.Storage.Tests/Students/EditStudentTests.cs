using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Storage.Tests.Students.StudentsTest;

namespace ManagementPlatform.Storage.Tests.Students;

[TestClass]
public sealed class EditStudentTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_is_stored_reads_back_as_the_form_that_came_in(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var school = await test.SchoolAsync(1);
        var form = TestPupils.Form(await test.ClassAsync(school)) with
        {
            DocumentValidPeriod = "20200101-长期", Specialty = "二胡", HasPurchasedPlace = false, NativePlace = "四川成都",
            Family = [TestPupils.Form(1).Family[0] with { DocumentType = "2", DocumentNumber = "军字第123号" }, TestPupils.Form(1).Family[1]],
        };

        var student = (await test.RegisterAsync(form, school.Registrar)).Student;
        var record = await FindAsync(test, student.StudentId, school.Registrar);

        Assert.AreEqual(student, record!.Student);
        var changes = FieldChange.Between(form, record.ToForm()).Select(change => change.Field);
        CollectionAssert.AreEqual(new[] { "studentNumber", "namePinyin" }, changes.ToArray());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task An_edit_keeps_old_and_new_values_and_moves_the_version(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var (school, student) = await RegisteredAsync(test);

        var edited = await EditAsync(
            test, student, 1, school.Registrar,
            form => form with { Phone = "13811112222", Family = [form.Family[0] with { JobTitle = "教师" }] });

        Assert.AreEqual(("13811112222", 2), (edited.Record.Student.Phone, edited.Record.Student.RowVersion));
        var stored = await FindAsync(test, student.StudentId, school.Registrar);
        Assert.AreEqual(edited.Record.Student, stored!.Student);
        Assert.HasCount(1, stored.Family);
        var revision = new StudentRevision
        {
            StudentId = 1, RevisionId = 1, ChangedAt = default, ChangedBy = 1, Source = "edit",
            Changes = (await test.ScalarAsync<string>("SELECT changes FROM student_revision"))!,
        };
        Assert.Contains(new FieldChange("phone", "13800005678", "13811112222"), revision.Fields());
        Assert.Contains(new FieldChange("family[0].jobTitle", null, "教师"), revision.Fields());
        Assert.Contains(new FieldChange("family[1].name", "李小红", null), revision.Fields());
        Assert.AreEqual(2, await test.ScalarAsync<int>("SELECT MAX(entity_version) FROM change_log"));
        Assert.DoesNotContain(
            "13811112222", (await test.ScalarAsync<string>("SELECT detail FROM audit_event WHERE action = 'student.edit'"))!);
    }

    [TestMethod]
    [DataRow("name", "张四")]
    [DataRow("sexCode", "2")]
    [DataRow("documentNumber", "510107202003150033")]
    [DataRow("classId", "5")]
    public async Task Key_information_and_the_class_have_processes_of_their_own(string field, string value)
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var (school, student) = await RegisteredAsync(test);

        var refusal = await RefusedAsync(test, student, 1, school.Registrar, form => field switch
        {
            "name" => form with { Name = value },
            "sexCode" => form with { SexCode = value },
            "classId" => form with { ClassId = 5 },
            _ => form with { DocumentNumber = value },
        });

        Assert.AreEqual(RefusalKind.Invalid, refusal.Kind);
        var code = field == "classId" ? "class_change" : "key_information";
        Assert.IsTrue(refusal.Problems.Any(problem => problem.Code == code && problem.Field == field));
        Assert.AreEqual(0, await test.CountAsync("student_revision"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_stale_version_is_refused_and_of_two_edits_at_once_one_wins(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var (school, student) = await RegisteredAsync(test);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            try
            {
                return (await EditAsync(test, student, 1, school.Registrar, form => form with { Specialty = $"特长{i}" })).Record.Student.RowVersion;
            }
            catch (RefusalException refusal) when (refusal.Kind == RefusalKind.Stale)
            {
                return 0;
            }
        }));

        CollectionAssert.AreEqual(new[] { 0, 0, 0, 2 }, outcomes.Order().ToArray());
        Assert.AreEqual(1, await test.CountAsync("student_revision"));
    }

    [TestMethod]
    public async Task What_was_wrong_before_and_is_not_touched_keeps_nothing_out()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var (school, student) = await RegisteredAsync(test);
        await test.ScalarAsync<int>("UPDATE student SET ethnicity_code = 'XX'");
        var edited = await EditAsync(test, student, 1, school.Registrar, form => form with { Specialty = "象棋" });
        Assert.AreEqual("象棋", edited.Record.Student.Specialty);
        var refusal = await RefusedAsync(test, student, 2, school.Registrar, form => form with { PostalCode = "1" });
        Assert.AreEqual("bad_form", refusal.Problems.Single().Code);
    }

    [TestMethod]
    public async Task Stars_that_come_back_leave_the_numbers_as_they_were()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var (school, student) = await RegisteredAsync(test);
        var edited = await EditAsync(test, student, 1, school.Registrar, form => form with
        {
            Phone = Masking.Phone(form.Phone),
            DocumentNumber = Masking.Document(form.DocumentNumber),
            Family = [form.Family[0] with { DocumentNumber = Masking.Document(form.Family[0].DocumentNumber), Workplace = "四川大学" }, form.Family[1]],
        });
        var before = await RegisteredFormAsync(test, school, student);
        Assert.AreEqual("13800005678", edited.Record.Student.Phone);
        Assert.AreEqual(before.Family[0].DocumentNumber, edited.Record.ToForm().Family[0].DocumentNumber);
        Assert.AreEqual("四川大学", edited.Record.Family[0].Workplace);
    }

    [TestMethod]
    public async Task Another_schools_pupil_does_not_exist()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var (_, student) = await RegisteredAsync(test);
        var other = await test.SchoolAsync(2);
        Assert.AreEqual(RefusalKind.NotFound, (await RefusedAsync(test, student, 1, other.Registrar, form => form)).Kind);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_reveal_needs_a_purpose_and_leaves_it_in_the_audit_trail(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var (school, student) = await RegisteredAsync(test);
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => test.RunAsync<RevealStudent, StudentRecord>(reveal => reveal.HandleAsync(student.StudentId, " ", school.Registrar, None)));
        Assert.AreEqual("purpose_required", refusal.Code);
        await test.RunAsync<RevealStudent, StudentRecord>(
            reveal => reveal.HandleAsync(student.StudentId, "核对学籍", school.Registrar, None));
        Assert.AreEqual("核对学籍", await test.ScalarAsync<string>("SELECT reason FROM audit_event WHERE action = 'student.reveal'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_look_up_anywhere_needs_two_keys_that_fit(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var (_, student) = await RegisteredAsync(test);
        var other = await test.SchoolAsync(2, county: 2);
        Task<StudentHit> LookUpAsync(LookUpKeys keys) =>
            test.RunAsync<LookUpStudent, StudentHit>(lookUp => lookUp.HandleAsync(keys, other.Registrar, None));

        Assert.AreEqual(student.StudentId, (await LookUpAsync(new LookUpKeys("张三", student.StudentNumber.Text))).StudentId);
        Assert.AreEqual(
            student.StudentId,
            (await LookUpAsync(new LookUpKeys("张三", null, "1", student.DocumentNumber!.Value.Text))).StudentId);
        foreach (var keys in new[] { new LookUpKeys("李三", student.StudentNumber.Text), new LookUpKeys("张三"), new LookUpKeys(null, student.StudentNumber.Text) })
            await Assert.ThrowsExactlyAsync<RefusalException>(() => LookUpAsync(keys));
        Assert.AreEqual(3, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'student.look_up'"));
    }

    private static async Task<(SchoolWithPeople School, Student Student)> RegisteredAsync(TestScope test)
    {
        var school = await test.SchoolAsync(1);
        var student = (await test.RegisterAsync(TestPupils.Form(await test.ClassAsync(school)), school.Registrar)).Student;
        return (school, student);
    }

    private static async Task<StudentForm> RegisteredFormAsync(TestScope test, SchoolWithPeople school, Student student) =>
        (await FindAsync(test, student.StudentId, school.Registrar))!.ToForm();

    private static Task<StudentRecord?> FindAsync(TestScope test, long studentId, Caller caller) =>
        test.RunAsync<Storage.Students.StudentQueries, StudentRecord?>(
            queries => queries.FindAsync(studentId, caller.OrganizationId, None));

    private static Task<EditedStudent> EditAsync(
        TestScope test, Student student, int version, Caller caller, Func<StudentForm, StudentForm> edit) =>
        test.RunAsync<EditStudent, EditedStudent>(use => use.HandleAsync(student.StudentId, version, edit, caller, None));

    private static Task<RefusalException> RefusedAsync(
        TestScope test, Student student, int version, Caller caller, Func<StudentForm, StudentForm> edit) =>
        Assert.ThrowsExactlyAsync<RefusalException>(() => EditAsync(test, student, version, caller, edit));
}
