using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Organization;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Organization;

[TestClass]
public sealed class ImportTableTests
{
    private static readonly Lazy<Dictionary<string, string>> Made = new(() => TableScope.GeneratedTables());

    private static Dictionary<string, string> Tables => Made.Value;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_files_of_the_generator_are_taken_in_as_they_are_and_the_second_time_nothing_changes(Engine engine)
    {
        await using var scope = await TableScope.StartAsync(engine);
        var first = await scope.ImportAllAsync(Tables);
        foreach (var (report, kind) in first.Zip(SchoolTableKind.All))
        {
            Assert.AreEqual(
                (ImportState.Stored, 0), (report.State, report.Bad),
                kind.Name + ": " + string.Join('\n', report.Problems.Take(5)));
            Assert.AreEqual(TableText.Lines(Tables[kind.Name]).Length - 1, report.Added, kind.Name);
        }

        Assert.AreEqual(first[0].Added, await scope.CountAsync("school WHERE status = 'active'"));
        Assert.AreEqual(first[0].Added, await scope.CountAsync("school_code WHERE state = 'active'"));
        Assert.IsGreaterThan(0, await scope.CountAsync("sub_unit"));
        Assert.IsGreaterThan(0, await scope.CountAsync("school_class WHERE sub_unit_id IS NOT NULL"));
        var lines = await scope.CountAsync("change_log");
        Assert.AreEqual(first.Sum(r => r.Added) + await scope.CountAsync("sub_unit"), await scope.CountAsync(
            "change_log WHERE entity IN ('school', 'staff', 'school_class', 'school_condition', 'sub_unit')"));

        foreach (var report in await scope.ImportAllAsync(Tables))
            Assert.AreEqual(
                (report.Read, 0, 0, 0), (report.Unchanged, report.Added, report.Updated, report.Bad),
                string.Join('\n', report.Problems.Take(5)));
        Assert.AreEqual(lines, await scope.CountAsync("change_log"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_is_exported_goes_into_an_empty_center_and_comes_out_the_same(Engine engine)
    {
        var exported = new Dictionary<string, string>();
        await using (var scope = await TableScope.StartAsync(Engine.Sqlite))
        {
            await scope.ImportAllAsync(Tables);
            foreach (var kind in SchoolTableKind.All)
                exported[kind.Name] = await scope.ExportAsync(kind.Name);
        }

        await using var empty = await TableScope.StartAsync(engine);
        foreach (var report in await empty.ImportAllAsync(exported))
            Assert.AreEqual((ImportState.Stored, 0), (report.State, report.Bad), string.Join('\n', report.Problems.Take(5)));
        foreach (var kind in SchoolTableKind.All)
            Assert.AreEqual(exported[kind.Name], await empty.ExportAsync(kind.Name), kind.Name);
    }

    [TestMethod]
    public async Task Each_kind_of_faulty_school_is_told_its_reason_and_the_good_ones_are_stored()
    {
        await using var scope = await TableScope.StartAsync(Engine.Sqlite);
        var taken = TableText.Cell(Tables["schools"], 1, "学校标识码");
        var table = TableText.With(
            TableText.Rows(Tables["schools"], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            (2, "学校标识码", "21510"), (3, "学校标识码", taken), (4, "学校标识码", "2144000001"), (5, "办学类型", "火星学校"),
            (6, "所在县区", "四川省成都市火星区"), (7, "邮政编码", "61"), (8, "学校标识码", ""), (9, "状态", "已撤销"), (10, "办学类型", "幼儿园"));
        var report = await scope.ImportAsync(SchoolTableKind.Schools, table, new ImportOptions { Mode = ImportMode.Good });

        Assert.AreEqual((1, 9), (report.Added, report.Bad));
        AssertTold(
            report, (3, "学校标识码", "10 位"), (4, null, "第2行重复"), (5, "学校标识码", "不是本省"), (6, "办学类型", "“火星学校”不在选项中"),
            (7, "所在县区", "不是行政区划"), (8, "邮政编码", "邮政编码"), (9, "学校标识码", "必须填写"), (10, "状态", "正常"), (11, "学校标识码", "办学类型不符"));
        Assert.HasCount(9, scope.Result);
        Assert.AreEqual(1, await scope.CountAsync("school"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Each_kind_of_faulty_class_member_of_staff_and_condition_is_told_its_reason(Engine engine)
    {
        await using var scope = await TableScope.StartAsync(engine);
        await scope.ImportAsync(SchoolTableKind.Schools, Tables["schools"]);
        var good = new ImportOptions { Mode = ImportMode.Good };
        var id = TableText.Cell(Tables["staff"], 1, "身份证件号");

        var staff = await scope.ImportAsync(SchoolTableKind.Staff, TableText.With(
            TableText.Rows(Tables["staff"], 1, 2, 3, 4, 5),
            (2, "身份证件号", id), (3, "身份证件号", id[..17] + (id[17] == '1' ? '2' : '1')), (4, "学校标识码", "2151999999"), (5, "工号", "T0001")), good);
        AssertTold(staff, (3, "出生日期", "不一致"), (4, "身份证件号", "校验码"), (5, "学校标识码", "没有该学校标识码"), (6, null, "重复"));
        Assert.AreEqual(1, staff.Added);
        Assert.IsFalse(
            staff.Problems.Any(p => p.Message.Contains(id[..17], StringComparison.Ordinal)), "numbers stay out of the report");

        var classes = await scope.ImportAsync(SchoolTableKind.Classes, TableText.With(
            TableText.Rows(Tables["classes"], 1, 2, 3, 4, 5, 6),
            (1, "班主任工号", ""), (2, "班主任工号", "T9999"), (3, "班主任工号", ""), (3, "入学年份", "1999"), (4, "班主任工号", ""),
            (4, "年级", "高中三年级"), (5, "班级类型", "火星班"), (6, "教学点", "月球教学点")), good);
        AssertTold(
            classes, (3, "班主任工号", "没有该工号"), (4, "入学年份", "没有该学段1999年入学"), (5, "年级", ""),
            (6, "班级类型", "不在选项中"), (7, "教学点", "没有该名称"));
        Assert.AreEqual(1, classes.Added);

        var conditions = await scope.ImportAsync(SchoolTableKind.Conditions, TableText.With(
            TableText.Rows(Tables["conditions"], 1, 2, 3, 4),
            (2, "年份", "2050"), (3, "教室数", "-3"), (4, "计算机数", "很多")), good);
        AssertTold(conditions, (3, "年份", "年度应在"), (4, "教室数", "应在0至"), (5, "计算机数", "“很多”应为整数"));
        Assert.AreEqual(1, conditions.Added);
    }

    [TestMethod]
    public async Task One_bad_row_keeps_a_whole_file_out_and_leaves_nothing()
    {
        await using var scope = await TableScope.StartAsync(Engine.Sqlite);
        var lines = await scope.CountAsync("change_log");
        var report = await scope.ImportAsync(SchoolTableKind.Schools, TableText.With(Tables["schools"], (3, "邮政编码", "x")));
        Assert.AreEqual(ImportState.Refused, report.State);
        foreach (var table in (string[])["school", "school_code", "school_event", "school_scope", "sub_unit"])
            Assert.AreEqual(0, await scope.CountAsync(table), table);
        Assert.AreEqual(lines, await scope.CountAsync("change_log"));

        var dry = await scope.ImportAsync(SchoolTableKind.Schools, Tables["schools"], new ImportOptions { IsDryRun = true });
        Assert.AreEqual((ImportState.Checked, 0), (dry.State, dry.Bad));
        Assert.AreEqual(0, await scope.CountAsync("school"));
    }

    [TestMethod]
    public async Task A_bureau_takes_over_and_changes_its_own_schools_only()
    {
        await using var scope = await TableScope.StartAsync(Engine.Sqlite);
        var elsewhere = await scope.ImportAsync(
            SchoolTableKind.Schools, TableText.Rows(Tables["schools"], 1),
            new ImportOptions { Mode = ImportMode.Good }, TableScope.County("510107"));
        AssertTold(elsewhere, (2, "所在县区", "不在您的管理范围内"));
        var own = await scope.ImportAsync(
            SchoolTableKind.Schools, TableText.Rows(Tables["schools"], 1), null, TableScope.County("511725"));
        Assert.AreEqual(1, own.Added, string.Join('\n', own.Problems));

        var code = TableText.Cell(Tables["schools"], 1, "学校标识码");
        var staff = TableText.With(TableText.Rows(Tables["staff"], 1), (1, "学校标识码", code));
        var unseen = await scope.ImportAsync(SchoolTableKind.Staff, staff, null, TableScope.County("510107"));
        AssertTold(unseen, (2, "学校标识码", "不在您的管理范围内"));
        var analyst = TableScope.County("511725") with { Roles = [Role.Analyst] };
        await Assert.ThrowsExactlyAsync<RefusalException>(() => scope.ImportAsync(SchoolTableKind.Staff, staff, null, analyst));
    }

    [TestMethod]
    public async Task A_county_does_not_take_over_a_school_that_the_city_supervises()
    {
        await using var scope = await TableScope.StartAsync(Engine.Sqlite);
        var table = TableText.With(TableText.Rows(Tables["schools"], 1, 2), (1, "学籍主管部门", "511700"));
        var options = new ImportOptions { Mode = ImportMode.Good };
        var county = await scope.ImportAsync(SchoolTableKind.Schools, table, options, TableScope.County("511725"));
        AssertTold(county, (2, null, "学籍主管部门不是您所在的单位"));
        Assert.AreEqual(
            (1L, 1L), (await scope.CountAsync("organization WHERE kind = 'school'"), await scope.CountAsync("school_code")));
        var city = TableScope.County("511700") with { Tier = Tier.City };
        Assert.AreEqual(1, (await scope.ImportAsync(SchoolTableKind.Schools, TableText.Rows(table, 1), options, city)).Added);
    }

    [TestMethod]
    public async Task A_code_that_is_void_or_anothers_is_never_taken_over()
    {
        await using var scope = await TableScope.StartAsync(Engine.Sqlite);
        await scope.ImportAsync(SchoolTableKind.Schools, TableText.Rows(Tables["schools"], 1));
        var taken = await scope.ImportAsync(
            SchoolTableKind.Schools,
            TableText.With(TableText.Rows(Tables["schools"], 1), (1, "所在县区", "510107"), (1, "学校驻地", "510107")), null,
            TableScope.County("510107"));
        AssertTold(taken, (2, null, "已由其他学校使用"));

        var school = await scope.Test.ScalarAsync<long>("SELECT school_id FROM school");
        await scope.Test.RunAsync<CloseSchool>(close => close.HandleAsync(
            school, 1, new SchoolDecision(new DateOnly(2026, 9, 1), "撤〔2026〕1号"), scope.Province, CancellationToken.None));
        var voided = await scope.ImportAsync(SchoolTableKind.Schools, TableText.Rows(Tables["schools"], 1));
        Assert.AreEqual(1, voided.Bad);
        Assert.AreEqual(1, await scope.CountAsync("school"));
    }

    [TestMethod]
    public async Task Lines_that_say_something_else_are_changed_blank_cells_stay_and_decisions_are_left_to_those_who_decide()
    {
        await using var scope = await TableScope.StartAsync(Engine.Sqlite);
        await scope.ImportAllAsync(Tables);
        var schools = TableText.With(
            TableText.Rows(Tables["schools"], 1, 2, 3), (1, "联系电话", "02899998888"), (2, "校长姓名", ""), (3, "学校名称", "另一所小学"));
        var report = await scope.ImportAsync(SchoolTableKind.Schools, schools, new ImportOptions { Mode = ImportMode.Good });
        Assert.AreEqual((1, 1, 1), (report.Updated, report.Unchanged, report.Bad), string.Join('\n', report.Problems));
        AssertTold(report, (4, "学校名称", "请办理更名"));
        Assert.AreEqual(1, await scope.CountAsync("school WHERE phone = '02899998888'"));

        var classes = TableText.With(TableText.Rows(Tables["classes"], 1), (1, "班级名称", "英才班"));
        Assert.AreEqual(1, (await scope.ImportAsync(SchoolTableKind.Classes, classes)).Updated);
        var conditions = TableText.With(TableText.Rows(Tables["conditions"], 1), (1, "互联网接入带宽", "2000"));
        Assert.AreEqual(1, (await scope.ImportAsync(SchoolTableKind.Conditions, conditions)).Updated);
        Assert.AreEqual(1, await scope.CountAsync("school_condition WHERE broadband_mbps = 2000"));
    }

    [TestMethod]
    public async Task A_file_that_changes_most_of_a_schools_staff_asks_first()
    {
        await using var scope = await TableScope.StartAsync(Engine.Sqlite);
        await scope.ImportAllAsync(Tables);
        var rows = Enumerable.Range(1, TableText.Lines(Tables["staff"]).Length - 1).ToArray();
        var wrong = TableText.With(Tables["staff"], [.. rows.Select(row => (row, "任教学科", "书法"))]);

        var asked = await scope.ImportAsync(SchoolTableKind.Staff, wrong);
        Assert.AreEqual(ImportState.Asking, asked.State);
        Assert.IsGreaterThan(0, asked.Shares[0].SchoolName.Length);
        Assert.AreEqual(0, await scope.CountAsync("staff WHERE subject = '书法'"));

        var confirmed = await scope.ImportAsync(SchoolTableKind.Staff, wrong, new ImportOptions { IsConfirmed = true });
        Assert.AreEqual((ImportState.Stored, rows.Length), (confirmed.State, confirmed.Updated));
    }

    [TestMethod]
    public async Task A_table_of_staff_goes_out_masked_unless_somebody_says_what_for()
    {
        await using var scope = await TableScope.StartAsync(Engine.Sqlite);
        await scope.ImportAsync(SchoolTableKind.Schools, Tables["schools"]);
        await scope.ImportAsync(SchoolTableKind.Staff, Tables["staff"]);
        var id = TableText.Cell(Tables["staff"], 1, "身份证件号");
        Assert.DoesNotContain(id, await scope.ExportAsync("staff", purpose: null));
        Assert.Contains(id, await scope.ExportAsync("staff"));
        Assert.AreEqual(1, await scope.CountAsync("audit_event WHERE action = 'export.list' AND reason = '数据迁移'"));
    }

    private static void AssertTold(ImportReport report, params (int Line, string? Column, string Words)[] told)
    {
        foreach (var (line, column, words) in told)
        {
            Assert.IsTrue(
                report.Problems.Any(p => p.Line == line && (p.Column == column || column is null) && p.Message.Contains(words, StringComparison.Ordinal)),
                $"line {line}, {column}, {words}:\n{string.Join('\n', report.Problems)}");
        }

        Assert.AreEqual(told.Length, report.Bad, string.Join('\n', report.Problems));
    }
}
