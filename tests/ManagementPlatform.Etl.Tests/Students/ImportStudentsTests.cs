using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Students;

[TestClass]
public sealed class ImportStudentsTests
{
    private static readonly ImportOptions Good = new() { Mode = ImportMode.Good };

    [TestMethod]
    [DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_good_list_registers_all_its_pupils(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        var report = await scope.ImportAsync(ClassList.Of(30));
        Assert.AreEqual(ImportState.Stored, report.State, Said(report));
        Assert.AreEqual((30, 30, 0, 0, 0), (report.Read, report.Added, report.Updated, report.Unchanged, report.Bad));
        Assert.AreEqual(30, await scope.CountAsync("student"));
        Assert.AreEqual(30, await scope.CountAsync("change_log WHERE entity = 'student'"));
        Assert.AreEqual(1, await scope.CountAsync("audit_event WHERE action = 'student.import' AND result = 'done'"));
        Assert.IsEmpty(scope.Result);
    }

    [TestMethod]
    [DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_same_list_again_changes_nothing(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        var list = ClassList.Of(20).Add(21, ("身份证件类型", "其他"), ("身份证件号", ""), ("成员1身份证件类型", "护照"), ("成员1身份证件号", "E12345678"),
            ("成员2身份证件类型", "护照"), ("成员2身份证件号", "E22345678"));
        await scope.ImportAsync(list);
        var changes = await scope.CountAsync("change_log");
        var report = await scope.ImportAsync(list);
        Assert.AreEqual(
            (ImportState.Stored, 21, 21, 0, 0, 0),
            (report.State, report.Read, report.Unchanged, report.Added, report.Updated, report.Bad), Said(report));
        Assert.AreEqual(21, await scope.CountAsync("student WHERE row_version = 1"));
        Assert.AreEqual(0, await scope.CountAsync("student_revision"));
        Assert.AreEqual(changes, await scope.CountAsync("change_log"));
    }

    [TestMethod]
    [DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Other_values_update_a_pupil_and_keep_the_old_ones_in_a_revision(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        await scope.ImportAsync(ClassList.Of(20));
        var changed = new ClassList().Add(3, ("现住址", "成都市武侯区新路2号"), ("特长", ""), ("成员1联系电话", "13700000000"));
        var report = await scope.ImportAsync(changed);
        Assert.AreEqual((ImportState.Stored, 1, 0), (report.State, report.Updated, report.Unchanged), Said(report));
        Assert.AreEqual(
            1, await scope.CountAsync("student WHERE residence_address = '成都市武侯区新路2号' AND specialty = '书法' AND row_version = 2"));
        Assert.AreEqual(1, await scope.CountAsync("student_family_member WHERE phone = '13700000000'"));
        Assert.AreEqual(40, await scope.CountAsync("student_family_member"));
        var revision = await scope.Test.ScalarAsync<string>("SELECT changes FROM student_revision");
        Assert.AreEqual(
            """
            [["residenceAddress","成都市武侯区样例路1号","成都市武侯区新路2号"],["family[0].phone","13800000000","13700000000"]]
            """,
            revision);
        Assert.AreEqual(1, await scope.CountAsync("change_log WHERE entity = 'student' AND entity_version = 2"));
    }

    [TestMethod]
    [DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task One_bad_row_and_nothing_is_stored(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        var report = await scope.ImportAsync(ClassList.Of(10).Add(11, ("民族", "火星族")));
        Assert.AreEqual((ImportState.Refused, 11, 1, 10), (report.State, report.Read, report.Bad, report.Added));
        Assert.AreEqual(0, await scope.CountAsync("student"));
        Assert.AreEqual(0, await scope.CountAsync("change_log"));
        Assert.AreEqual(
            (12, "“火星族”不在选项中", "民族"), (report.Problems[0].Line, report.Problems[0].Message, report.Problems[0].Column));
    }

    [TestMethod]
    [DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Good_rows_alone_are_stored_when_asked_and_bad_ones_come_back_with_all_their_reasons(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        var report = await scope.ImportAsync(
            ClassList.Of(10).Add(11, ("民族", "火星族"), ("性别", "女"), ("联系电话", "123"), ("成员1联系电话", "无")), Good);
        Assert.AreEqual((ImportState.Stored, 10, 1), (report.State, report.Added, report.Bad));
        Assert.AreEqual(10, await scope.CountAsync("student"));
        var row = scope.Result.Single();
        Assert.AreEqual("12", row.Cells[0]);
        Assert.Contains("火星族", row.Cells);
        var reasons = row.Cells[^1];
        Assert.Contains("民族：“火星族”不在选项中", reasons);
        Assert.Contains("性别与身份证件号码不一致", reasons);
        Assert.Contains("联系电话应为11位手机号", reasons);
        Assert.Contains("成员1联系电话：", reasons);
        Assert.DoesNotContain("民族必须填写", reasons);
    }

    [TestMethod]
    public async Task What_concerns_the_family_as_a_whole_is_said_without_a_column()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        var report = await scope.ImportAsync(ClassList.Of(1).Add(2, ("成员1是否监护人", "否"), ("成员2是否监护人", "否")), Good);
        var problem = report.Problems.Single(p => p.Message.StartsWith("至少应填写一名监护人", StringComparison.Ordinal));
        Assert.IsNull(problem.Column);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_provinces_field_that_is_named_like_another_column_stops_no_import(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        var province = new Caller(5, "province", scope.Test.Center.OrganizationId, Tier.Province, [Role.SecurityAdministrator]);
        foreach (var (code, title) in new[] { ("other_name", "姓 名"), ("why", "错误原因"), ("star", "* *") })
        {
            await scope.Test.RunAsync<DefineProvinceField, ProvinceField>(define => define.HandleAsync(
                new ProvinceFieldForm(code, title, ProvinceFieldType.Text), null, province, CancellationToken.None));
        }

        Assert.AreEqual(3, (await scope.ImportAsync(ClassList.Of(3))).Added);
        var headers = await scope.Test.RunAsync<StudentColumnSet, string[]>(
            async set => [.. (await set.GetAsync(CancellationToken.None)).Select(c => c.Header)]);
        CollectionAssert.AllItemsAreUnique(headers);
        Assert.Contains("姓 名（other_name）", headers);
    }

    [TestMethod]
    public async Task The_result_file_corrected_in_place_is_a_file_to_import()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        await scope.ImportAsync(ClassList.Of(3).Add(4, ("民族", "火星族")), Good);
        var bad = scope.Result.Single();
        var headers = ManagementPlatform.Etl.Students.StudentColumns.National.Select(c => c.Header).Prepend("行号").Append("错误原因");
        var corrected = $"{string.Join(',', headers)}\n{string.Join(',', bad.Cells.Select(c => c == "火星族" ? "汉族" : c))}\n";
        var report = await scope.ImportAsync(System.Text.Encoding.UTF8.GetBytes(corrected));
        Assert.AreEqual((ImportState.Stored, 1), (report.State, report.Added), Said(report));
    }

    [TestMethod]
    public async Task A_dry_run_says_everything_and_stores_nothing()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        var report = await scope.ImportAsync(ClassList.Of(10), new ImportOptions { IsDryRun = true });
        Assert.AreEqual((ImportState.Checked, 10), (report.State, report.Added));
        Assert.AreEqual(0, await scope.CountAsync("student"));
        Assert.AreEqual(0, await scope.CountAsync("audit_event"));
    }

    [TestMethod]
    public async Task A_pupil_twice_in_a_file_is_said_with_the_line_of_the_first()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        var near = await scope.ImportAsync(ClassList.Of(3).Add(2), Good);
        Assert.AreEqual("与第3行是同一学生，重复出现", near.Problems.Single(p => !p.IsWarning).Message);

        var far = ClassList.Of(999);
        for (var i = 0; i < 3; i++)
            far = Repeated(far, i);
        var report = await scope.ImportAsync(
            far.Add(500, ("姓名", "另一人")), new ImportOptions { Mode = ImportMode.Good, IsDryRun = true });
        Assert.Contains("与第501行是同一学生", report.Problems.Last(p => !p.IsWarning).Message);
    }

    [TestMethod]
    [DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Who_is_like_a_pupil_of_another_school_comes_in_as_a_problem_that_the_import_found(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        var other = await scope.Test.SchoolAsync(2);
        await scope.Test.ClassAsync(other);
        (string, string) Guardian(int member) =>
            ($"成员{member}身份证件号", CitizenId.Create("510107", new DateOnly(1990, 1, 1), member).Text);
        (string, string) Type(int member) => ($"成员{member}身份证件类型", "居民身份证");
        var list = new ClassList().Add(1, ("身份证件类型", "其他"), ("身份证件号", ""), Type(1), Guardian(1), Type(2), Guardian(2));
        await scope.ImportAsync(list);
        Assert.AreEqual(0, await scope.CountAsync("problem_record"));
        var report = await scope.ImportAsync(list, caller: other.Registrar);
        Assert.AreEqual((1, 0), (report.Added, report.Bad), Said(report));
        Assert.AreEqual(1, await scope.CountAsync(
            "problem_record AS r JOIN student AS s ON s.student_id = r.student_id WHERE r.found_by = 'import' AND r.state = 'open' AND s.number_state = 'problem'"));
    }

    [TestMethod]
    [DataRow("姓名", "别名", "姓名属于关键信息，不能直接修改")]
    [DataRow("班级", "2班", "班级不能直接修改，请办理调班")]
    public async Task What_identifies_or_places_a_pupil_is_not_changed_by_an_import(string header, string cell, string reason)
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        await scope.Test.ClassAsync(scope.School, number: 2);
        await scope.ImportAsync(ClassList.Of(3));
        var report = await scope.ImportAsync(new ClassList().Add(2, (header, cell)), Good);
        Assert.AreEqual((1, 0), (report.Bad, report.Updated));
        Assert.StartsWith(reason, report.Problems.Single().Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_pupil_of_another_school_is_bad_and_stays_there()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        await scope.ImportAsync(ClassList.Of(3));
        var other = await scope.Test.SchoolAsync(2);
        await scope.Test.ClassAsync(other);
        var report = await scope.ImportAsync(ClassList.Of(1), Good, other.Registrar);
        Assert.AreEqual((1, 0), (report.Bad, report.Added));
        Assert.Contains("转学", report.Problems.Single().Message);
        Assert.AreEqual(3, await scope.CountAsync($"student WHERE school_id = {scope.School.SchoolId}"));
    }

    [TestMethod]
    [DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_file_that_would_change_most_of_a_school_asks_first(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        await scope.ImportAsync(ClassList.Of(20));
        var wrong = new ClassList();
        for (var i = 1; i <= 15; i++)
            wrong.Add(i, ("现住址", "全错路1号"));

        var asked = await scope.ImportAsync(wrong);
        Assert.AreEqual(ImportState.Asking, asked.State);
        Assert.AreEqual(("第1小学", 15, 20), (asked.Shares[0].SchoolName, asked.Shares[0].Changed, asked.Shares[0].OnRoll));
        Assert.AreEqual(0, await scope.CountAsync("student WHERE row_version > 1"));

        var confirmed = await scope.ImportAsync(wrong, new ImportOptions { IsConfirmed = true });
        Assert.AreEqual((ImportState.Stored, 15), (confirmed.State, confirmed.Updated));
    }

    [TestMethod]
    public async Task A_whole_roll_lists_who_is_not_in_it_and_takes_nobody_off()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        await scope.ImportAsync(ClassList.Of(20));
        var report = await scope.ImportAsync(ClassList.Of(19), new ImportOptions { IsComplete = true });
        Assert.AreEqual((ImportState.Stored, 1, 19), (report.State, report.Missing, report.Unchanged), Said(report));
        Assert.Contains("有籍无人", scope.Result.Single().Cells[^1]);
        Assert.AreEqual(20, await scope.CountAsync("student"));

        var half = await scope.ImportAsync(ClassList.Of(5), new ImportOptions { IsComplete = true });
        Assert.AreEqual((ImportState.Asking, 15), (half.State, half.Missing));
    }

    [TestMethod]
    public async Task A_bureau_names_the_school_and_only_its_own()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        await scope.Test.ScalarAsync<object>(
            $"UPDATE organization SET code = '2151000001' WHERE organization_id = {scope.School.SchoolId}");
        var far = await scope.Test.SchoolAsync(2, county: 2);
        await scope.Test.ScalarAsync<object>(
            $"UPDATE organization SET code = '2151000002' WHERE organization_id = {far.SchoolId}");
        var list = new ClassList().Add(1, ("学校标识码", "2151000001")).Add(2)
            .Add(3, ("学校标识码", "2151000002")).Add(4, ("学校标识码", "21X"));
        var report = await scope.ImportAsync(list, Good, scope.School.CountyRegistrar);
        Assert.AreEqual((1, 3), (report.Added, report.Bad));
        CollectionAssert.AreEqual(
            new[] { 3, 4, 5 }, report.Problems.Where(p => p.Column == "学校标识码").Select(p => p.Line).ToArray());
    }

    [TestMethod]
    public async Task Who_may_not_import_is_refused()
    {
        await using var scope = await ImportScope.StartAsync(Engine.Sqlite);
        var analyst = scope.School.Registrar with { Roles = [Role.Analyst] };
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => scope.ImportAsync(ClassList.Of(1), caller: analyst));
        Assert.AreEqual(RefusalKind.Forbidden, refusal.Kind);
    }

    [TestMethod]
    [DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_file_cut_in_the_middle_stores_nothing_of_what_came_before(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        var bytes = ClassList.Of(999).Csv();
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => scope.ImportAsync(bytes[..^20], Good));
        Assert.AreEqual("row_short", refusal.Code);
        Assert.Contains("第1000行", refusal.Message);
        Assert.AreEqual(0, await scope.CountAsync("student"));
    }

    [TestMethod]
    [DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_cancelled_import_leaves_nothing(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        using var cancel = new CancellationTokenSource();
        var progress = new Immediate<ImportProgress>(_ => cancel.Cancel());
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => scope.ImportAsync(ClassList.Of(999).Csv(), progress: progress, cancel: cancel.Token));
        Assert.AreEqual(0, await scope.CountAsync("student"));
        Assert.AreEqual(999, (await scope.ImportAsync(ClassList.Of(999))).Added);
    }

    [TestMethod]
    [DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Two_imports_of_one_file_at_once_end_as_one(Engine engine)
    {
        await using var scope = await ImportScope.StartAsync(engine);
        var file = ClassList.Of(200).Csv();
        var reports = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => scope.ImportAsync(file))));
        Assert.AreEqual(200, await scope.CountAsync("student"));
        Assert.AreEqual(200, await scope.CountAsync("identity_document"));
        CollectionAssert.AreEquivalent(new[] { (200, 0), (0, 200) }, reports.Select(r => (r.Added, r.Unchanged)).ToArray());
    }

    private static ClassList Repeated(ClassList list, int block) =>
        list.Add(600 + block, ("身份证件类型", "护照"), ("身份证件号", $"E{block:00000000}"), ("港澳台侨外", "外国人"), ("国籍/地区", "美国"));

    private static string Said(ImportReport report) =>
        string.Join('\n', report.Problems.Select(p => $"{p.Line} {p.Column} {p.Message}"));

    private sealed class Immediate<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
