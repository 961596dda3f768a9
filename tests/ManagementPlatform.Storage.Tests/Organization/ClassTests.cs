using ManagementPlatform.Core;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Storage.Tests.Organization.Province;

namespace ManagementPlatform.Storage.Tests.Organization;

[TestClass]
public sealed class ClassTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_class_gets_its_grade_from_its_entry_year_and_the_next_free_number(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync(Form with { TypeCode = "312" });

        var first = await province.FormClassAsync(school, "小学", 2024, number: 2);
        var second = await province.FormClassAsync(school, "2", 2024);
        var third = await province.FormClassAsync(school, "2", 2024);
        var junior = await province.FormClassAsync(school, "初中", 2026);

        Assert.AreEqual("23 2 2024级2班 10", $"{first.Grade} {first.ClassNumber} {first.Name} {first.TypeCode}");
        Assert.AreEqual("1 3", $"{second.ClassNumber} {third.ClassNumber}");
        Assert.AreEqual(
            "31 1 2026级1班 20 2026-09-01",
            $"{junior.Grade} {junior.ClassNumber} {junior.Name} {junior.TypeCode} {junior.FormedOn:yyyy-MM-dd}");
        Assert.AreEqual(4, await province.ScalarAsync<int>("SELECT COUNT(*) FROM change_log WHERE entity = 'school_class'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_number_is_given_once(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        await province.FormClassAsync(school, number: 3);
        var refusal = await RefusedAsync(() => province.FormClassAsync(school, number: 3));
        Assert.AreEqual("class_number_taken", refusal.Code);
    }

    [TestMethod]
    [DataRow("初中", 2026, "stage")] // a primary school
    [DataRow("2", 2020, "entryYear")] // finished
    [DataRow("2", 2027, "entryYear")] // not begun
    [DataRow("9", 2026, "stage")]
    public async Task A_class_that_the_school_cannot_have_is_refused(string stage, int entryYear, string field)
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var school = await province.FoundAsync();
        var refusal = await RefusedAsync(() => province.FormClassAsync(school, stage, entryYear));
        Assert.AreEqual(field, refusal.Problems.Single().Field);
    }

    [TestMethod]
    public async Task A_teaching_point_brings_its_own_stage()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var school = await province.FoundAsync(Form with { TypeCode = "311" });
        var unit = await province.Test.RunAsync<OpenSubUnit, SubUnit>(
            use => use.HandleAsync(school.Id, new SubUnitForm("附设小学班", "附设小学班", null), province.CountyOfficer, None));

        var formed = await province.FormClassAsync(school, "小学", change: form => form with { SubUnitId = unit.SubUnitId });
        Assert.AreEqual("21", formed.Grade);
        var refusal = await RefusedAsync(
            () => province.FormClassAsync(school, "初中", change: form => form with { SubUnitId = unit.SubUnitId }));
        Assert.AreEqual("stage_not_taught", refusal.Problems.Single().Code);
        var closing = await RefusedAsync(() => province.Test.RunAsync<CloseSubUnit>(
            use => use.HandleAsync(unit.SubUnitId, unit.RowVersion, province.CountyOfficer, None)));
        Assert.AreEqual("sub_unit_has_classes", closing.Code);
    }

    [TestMethod]
    public async Task A_school_of_its_own_is_no_sub_unit()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var school = await province.FoundAsync();
        var refusal = await RefusedAsync(() => province.Test.RunAsync<OpenSubUnit>(
            use => use.HandleAsync(school.Id, new SubUnitForm("小学", "211", null), province.CountyOfficer, None)));
        Assert.AreEqual("type_not_for_sub_units", refusal.Problems.Single().Code);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_head_teacher_works_at_the_school(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var other = await province.FoundAsync(Form with { Name = "武侯区第二小学" });
        var own = await StaffTests.RegisterAsync(province, school, "T1", 1);
        var stranger = await StaffTests.RegisterAsync(province, other, "T1", 2);
        var formed = await province.FormClassAsync(school, change: form => form with { HeadTeacherId = own.StaffId });

        Assert.AreEqual(own.StaffId, formed.HeadTeacherId);
        var refusal = await RefusedAsync(
            () => EditAsync(province, school, formed, new ClassEdit(null, null, null, null, stranger.StaffId)));
        Assert.AreEqual("head_teacher_not_of_school", refusal.Problems.Single().Code);
        var leaving = await RefusedAsync(() => province.Test.RunAsync<ReleaseStaff>(
            use => use.HandleAsync(own.StaffId, own.RowVersion, null, SchoolRegistrar(school), None)));
        Assert.AreEqual("still_head_teacher", leaving.Code);
        var edited = await EditAsync(province, school, formed, new ClassEdit("火箭班", 9, null, null, null));
        Assert.AreEqual("火箭班 9 2", $"{edited.Name} {edited.ClassNumber} {edited.RowVersion}");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Only_an_empty_class_is_dissolved(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var schoolClass = await province.FormClassAsync(school);
        await province.AddPupilAsync(school, schoolClass, 900_001);
        Assert.AreEqual("class_has_pupils", (await RefusedAsync(() => DissolveAsync(province, school, schoolClass))).Code);
        await province.ScalarAsync<int>("UPDATE student SET on_roll = @no", new { no = false });
        Assert.AreEqual(ClassStatus.Dissolved, (await DissolveAsync(province, school, schoolClass)).Status);
    }

    [TestMethod]
    public async Task A_registrar_reaches_the_classes_of_his_own_school_only()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var school = await province.FoundAsync();
        var other = await province.FoundAsync(Form with { Name = "武侯区第二小学" });
        var schoolClass = await province.FormClassAsync(school);
        Assert.AreEqual(RefusalKind.NotFound, (await RefusedAsync(() => DissolveAsync(province, other, schoolClass))).Kind);
    }

    private static Task<SchoolClass> EditAsync(
        Province province, RegisteredSchool school, SchoolClass schoolClass, ClassEdit edit) =>
        province.Test.RunAsync<EditClass, SchoolClass>(
            use => use.HandleAsync(schoolClass.ClassId, schoolClass.RowVersion, edit, SchoolRegistrar(school), None));

    private static Task<SchoolClass> DissolveAsync(Province province, RegisteredSchool school, SchoolClass schoolClass) =>
        province.Test.RunAsync<DissolveClass, SchoolClass>(
            use => use.HandleAsync(schoolClass.ClassId, schoolClass.RowVersion, SchoolRegistrar(school), None));
}
