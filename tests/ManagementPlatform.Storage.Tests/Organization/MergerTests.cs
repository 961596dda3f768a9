using ManagementPlatform.Core;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Storage.Tests.Organization.Province;

namespace ManagementPlatform.Storage.Tests.Organization;

[TestClass]
public sealed class MergerTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Pupils_go_with_their_classes_and_their_history_says_so(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var (successor, merged) = await TwoAsync(province);
        await province.FormClassAsync(successor);
        var schoolClass = await province.FormClassAsync(merged);
        for (var i = 0; i < 3; i++)
            await province.AddPupilAsync(merged, schoolClass, 900_001 + i);
        var graduate = await province.AddPupilAsync(merged, schoolClass, 900_010, onRoll: false);

        await MergeAsync(province, successor, merged);

        Assert.AreEqual(3, await province.ScalarAsync<int>(
            "SELECT COUNT(*) FROM student WHERE school_id = @id AND on_roll = @yes AND row_version = 2",
            new { id = successor.Id, yes = true }));
        Assert.AreEqual(
            merged.Id,
            await province.ScalarAsync<long>("SELECT school_id FROM student WHERE student_id = @graduate", new { graduate }));
        Assert.AreEqual(3, await province.ScalarAsync<int>(
            "SELECT COUNT(*) FROM enrollment WHERE school_id = @id AND end_kind = 'merged' AND ended_on = '2026-09-01'",
            new { id = merged.Id }));
        Assert.AreEqual(3, await province.ScalarAsync<int>(
            "SELECT COUNT(*) FROM enrollment WHERE school_id = @id AND start_kind = 'merged' AND ended_on IS NULL AND status_code = '01'",
            new { id = successor.Id }));
        Assert.AreEqual(
            3,
            await province.ScalarAsync<int>("SELECT COUNT(*) FROM change_log WHERE entity = 'student' AND entity_version = 2"));

        // Both had a class 1 of that year: the one that came was renumbered.
        Assert.AreEqual("2", await province.ScalarAsync<string>(
            "SELECT CAST(class_number AS varchar(2)) FROM school_class WHERE class_id = @id AND school_id = @school",
            new { id = schoolClass.ClassId, school = successor.Id }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_successor_may_keep_the_other_schools_code_and_sees_what_stays_behind(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var (successor, merged) = await TwoAsync(province);

        var after = await MergeAsync(province, successor, merged, keep: merged.Node.Code, name: "武侯区联合小学");

        Assert.AreEqual("2151000002", after.Node.Code);
        Assert.AreEqual("武侯区联合小学", after.Node.Name);
        Assert.AreEqual("2151000001 void", await CodeAsync(province, "2151000001"));
        Assert.AreEqual("2151000002 active", await CodeAsync(province, "2151000002"));
        Assert.AreEqual(
            "merged",
            await province.ScalarAsync<string>("SELECT status FROM school WHERE school_id = @id", new { id = merged.Id }));
        Assert.Contains("2151000002", await province.SeenByAsync(merged.Id), StringComparison.Ordinal);

        var restored = await province.DoAsync<RestoreSchool>(
            use => use.HandleAsync(merged.Id, merged.Version + 1, Decision, province.CountyOfficer, None));
        Assert.AreEqual("2151000003", restored.Node.Code); // its own went to the successor
    }

    [TestMethod]
    public async Task A_merger_without_a_kept_code_gets_a_new_one()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var (successor, merged) = await TwoAsync(province);
        var after = await MergeAsync(province, successor, merged, keep: null);
        Assert.AreEqual("2151000003", after.Node.Code);
        Assert.AreEqual(2, await province.ScalarAsync<int>("SELECT COUNT(*) FROM school_code WHERE state = 'void'"));
    }

    [TestMethod]
    public async Task What_cannot_merge_stays_as_it_is()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var (successor, merged) = await TwoAsync(province);
        var junior = await province.FoundAsync(Form with { Name = "武侯区初中", TypeCode = "311" });
        await province.FormClassAsync(junior, stage: "初中");
        var schoolClass = await province.FormClassAsync(merged);
        await province.AddPupilAsync(merged, schoolClass, 900_001);

        Assert.AreEqual("stage_not_taught", (await RefusedAsync(() => MergeAsync(province, successor, junior))).Code);
        Assert.AreEqual(
            "kept_code_not_merged",
            (await RefusedAsync(() => MergeAsync(province, successor, merged, keep: junior.Node.Code))).Code);
        Assert.AreEqual(
            "merged_schools", (await RefusedAsync(() => MergeAsync(province, successor, successor))).Problems[0].Code);
        var stale = merged with { Node = merged.Node with { RowVersion = 1 } };
        Assert.AreEqual(RefusalKind.Stale, (await RefusedAsync(() => MergeAsync(province, successor, stale))).Kind);
        await OpenBusinessAsync(province, merged, schoolClass);
        Assert.AreEqual("school_has_open_business", (await RefusedAsync(() => MergeAsync(province, successor, merged))).Code);

        Assert.AreEqual(
            1, await province.ScalarAsync<int>("SELECT COUNT(*) FROM student WHERE school_id = @id", new { id = merged.Id }));
        Assert.AreEqual(3, await province.ScalarAsync<int>("SELECT COUNT(*) FROM school WHERE status = 'active'"));
        Assert.AreEqual(3, await province.ScalarAsync<int>("SELECT COUNT(*) FROM school_code WHERE state = 'active'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Staff_and_teaching_points_go_along_and_a_taken_staff_number_is_changed(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var (successor, merged) = await TwoAsync(province);
        await StaffTests.RegisterAsync(province, successor, "T001", 1);
        var teacher = await StaffTests.RegisterAsync(province, merged, "T001", 2);
        var unit = await province.Test.RunAsync<OpenSubUnit, SubUnit>(use => use.HandleAsync(
            merged.Id, new SubUnitForm("东村教学点", "218", null), province.CountyOfficer, None));

        await MergeAsync(province, successor, merged);

        Assert.AreEqual("T001-2", await province.ScalarAsync<string>(
            "SELECT staff_number FROM staff WHERE staff_id = @id AND school_id = @school",
            new { id = teacher.StaffId, school = successor.Id }));
        Assert.AreEqual(successor.Id, await province.ScalarAsync<long>("SELECT school_id FROM sub_unit WHERE sub_unit_id = @id", new { id = unit.SubUnitId }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_split_hands_classes_to_the_new_school(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var (school, part) = await TwoAsync(province);
        var stays = await province.FormClassAsync(school);
        var goes = await province.FormClassAsync(school);
        await province.AddPupilAsync(school, stays, 900_001);
        await province.AddPupilAsync(school, goes, 900_002);

        var after = await SplitAsync(province, school, part, goes.ClassId, continues: true);

        Assert.AreEqual(school.Node.Code, after.Node.Code);
        Assert.AreEqual(school.Id, await SchoolOfAsync(province, 900_001));
        Assert.AreEqual(part.Id, await SchoolOfAsync(province, 900_002));
        var foreign = await RefusedAsync(() => SplitAsync(province, after, part, goes.ClassId, continues: true));
        Assert.AreEqual("class_not_of_school", foreign.Code);
        var one = await RefusedAsync(() => SplitAsync(province, after, part, stays.ClassId, continues: false));
        Assert.AreEqual("split_needs_two", one.Code);
    }

    private static Task<RegisteredSchool> SplitAsync(
        Province province, RegisteredSchool school, RegisteredSchool part, long classId, bool continues) =>
        province.DoAsync<SplitSchool>(use => use.HandleAsync(
            new SchoolSplit(school.Id, school.Version, [new SplitPart(part.Id, [classId], [])], continues, Decision),
            province.CountyOfficer, None));

    private static async Task<(RegisteredSchool Successor, RegisteredSchool Merged)> TwoAsync(Province province) =>
        (await province.FoundAsync(), await province.FoundAsync(Form with { Name = "武侯区第二小学" }));

    private static Task<RegisteredSchool> MergeAsync(
        Province province, RegisteredSchool successor, RegisteredSchool merged,
        string? keep = "2151000001", string? name = null) =>
        province.DoAsync<MergeSchools>(use => use.HandleAsync(
            new SchoolMerger(
                successor.Id, successor.Version, [new MergedSchool(merged.Id, merged.Version)], keep, Decision, name),
            province.CountyOfficer,
            None));

    private static Task<string?> CodeAsync(Province province, string code) =>
        province.ScalarAsync<string>("SELECT CONCAT(code, ' ', state) FROM school_code WHERE code = @code", new { code });

    private static Task<long> SchoolOfAsync(Province province, long pupil) =>
        province.ScalarAsync<long>("SELECT school_id FROM student WHERE student_id = @pupil", new { pupil });

    private static Task<int> OpenBusinessAsync(Province province, RegisteredSchool school, SchoolClass schoolClass) => province.ScalarAsync<int>(
        """
        INSERT INTO enrollment_change (student_id, change_id, enrollment_id, school_id, kind, state, step_number, effective_on, from_status_code,
            to_status_code, from_class_id, from_grade, submitted_by, submitted_at, row_version)
        VALUES (900001, 1, 1, @id, 'suspend', 'open', 1, '2026-09-01', '01', '02', @classId, '21', 1, '2026-09-01', 1)
        """,
        new { id = school.Id, classId = schoolClass.ClassId });
}
