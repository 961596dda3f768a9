using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Storage.Tests.Students.StudentsTest;

namespace ManagementPlatform.Storage.Tests.Students;

[TestClass]
public sealed class ProvinceFieldTests
{
    private static readonly ProvinceFieldForm BusLine = new(
        "bus_line", "校车线路", ProvinceFieldType.Number, IsRequired: true, MaxLength: 4);

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_provinces_field_is_asked_for_stored_and_edited(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await DefineAsync(test, BusLine);
        var school = await test.SchoolAsync(1);
        var form = TestPupils.Form(await test.ClassAsync(school));
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => test.RegisterAsync(form, school.Registrar));
        Assert.AreEqual("extra.bus_line", refusal.Problems.Single().Field);

        var (student, _) = await test.RegisterPlainAsync(
            form with { Extra = new Dictionary<string, string> { ["bus_line"] = "12" } }, school.Registrar);
        var edited = await test.RunAsync<EditStudent, EditedStudent>(edit => edit.HandleAsync(
            student.StudentId, 1, f => f with { Extra = new Dictionary<string, string> { ["bus_line"] = "13" } },
            school.Registrar, None));

        Assert.AreEqual("13", edited.Record.Extra["bus_line"]);
        Assert.AreEqual("13", await test.ScalarAsync<string>("SELECT value FROM student_extra_field"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_field_changes_over_the_version_that_was_read_and_never_its_type(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var field = await DefineAsync(test, BusLine);
        var changed = await DefineAsync(test, BusLine with { IsRequired = false }, field.RowVersion);
        Assert.AreEqual((2, false), (changed.RowVersion, changed.IsRequired));
        Assert.AreEqual("stale_version", await CodeAsync(test, BusLine, 1));
        Assert.AreEqual("type_stays", await CodeAsync(test, BusLine with { DataType = "text" }, 2));
        Assert.AreEqual("field_exists", await CodeAsync(test, BusLine, null));
        Assert.AreEqual("invalid", await CodeAsync(test, new ProvinceFieldForm("Bus-Line", "", "colour", MaxLength: 0), null));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Two_fields_in_use_never_have_one_title(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var field = await DefineAsync(test, BusLine);
        Assert.AreEqual("title_taken", await CodeAsync(test, BusLine with { FieldCode = "bus" }, null));
        await DefineAsync(test, BusLine with { IsActive = false }, field.RowVersion);
        await DefineAsync(test, BusLine with { FieldCode = "bus" });
        Assert.AreEqual("title_taken", await CodeAsync(test, BusLine, 2));
    }

    [TestMethod]
    public async Task Only_the_province_defines_fields()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var school = await test.SchoolAsync(1);
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => test.RunAsync<DefineProvinceField, ProvinceField>(define => define.HandleAsync(BusLine, null, school.Registrar, None)));
        Assert.AreEqual(RefusalKind.Forbidden, refusal.Kind);
    }

    private static Task<ProvinceField> DefineAsync(TestScope test, ProvinceFieldForm form, int? version = null)
    {
        var caller = new Caller(5, "province", test.Center.OrganizationId, Tier.Province, [Role.SecurityAdministrator]);
        return test.RunAsync<DefineProvinceField, ProvinceField>(define => define.HandleAsync(form, version, caller, None));
    }

    private static async Task<string> CodeAsync(TestScope test, ProvinceFieldForm form, int? version) =>
        (await Assert.ThrowsExactlyAsync<RefusalException>(() => DefineAsync(test, form, version))).Code;
}
