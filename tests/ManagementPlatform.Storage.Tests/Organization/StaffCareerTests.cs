using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Tests.Organization;

[TestClass]
public sealed class StaffCareerTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Numbers_reach_no_audit_line_and_no_refusal(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);
        var number = TestStaff.Form().DocumentNumber!;

        await AddAsync(test, school, TestStaff.Form());
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => AddAsync(test, school, TestStaff.Form() with { StaffNumber = "T9" }));

        Assert.AreEqual("staff_document_taken", refusal.Code);
        Assert.DoesNotContain(number, refusal.Message);
        Assert.AreEqual(2, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'staff.register'"));
        const string Leaks = "SELECT COUNT(*) FROM audit_event WHERE detail LIKE @number OR reason LIKE @number";
        Assert.AreEqual(0, await test.ScalarAsync<int>(Leaks, new { number = $"%{number}%" }));
        Assert.AreEqual(1, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE detail LIKE '%T001%'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_number_stands_once_in_a_school_and_one_of_two_racers_gets_it(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);
        await AddAsync(test, await schools.AddAsync(2, schools.Wuhou), TestStaff.Form(9) with { StaffNumber = "T001" });

        var outcomes = await Task.WhenAll(OutcomeAsync(1), OutcomeAsync(2));

        CollectionAssert.AreEquivalent(new[] { "ok", "staff_number_taken" }, outcomes);
        var second = await AddAsync(test, school, TestStaff.Form(3));
        await AssertRefusedAsync(
            "staff_number_taken",
            () => EditAsync(test, second.StaffId, TestStaff.Form(3) with { StaffNumber = "T001" }, 1, school));
        Assert.AreEqual(2, await test.ScalarAsync<int>("SELECT COUNT(*) FROM staff WHERE school_id = @school", new { school }));

        async Task<string> OutcomeAsync(int sequence)
        {
            try
            {
                await Task.Run(() => AddAsync(test, school, TestStaff.Form(sequence) with { StaffNumber = "T001" }));
                return "ok";
            }
            catch (RefusalException refusal)
            {
                return refusal.Code;
            }
        }
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_head_teacher_hands_the_class_over_before_leaving(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);
        var teacher = (await AddAsync(test, school, TestStaff.Form())).StaffId;
        await schools.AddClassAsync(school, 1, teacher);
        await schools.AddClassAsync(school, 2, teacher, "graduated");

        var refusal = await AssertRefusedAsync("still_head_teacher", () => LeaveAsync(test, teacher, 1, school));
        Assert.Contains("一年级1班", refusal.Message);
        Assert.DoesNotContain("一年级2班", refusal.Message);
        await test.ScalarAsync<int>("UPDATE school_class SET head_teacher_id = NULL WHERE class_number = 1");

        Assert.AreEqual((false, 2), Of(await LeaveAsync(test, teacher, 1, school)));
        await AssertRefusedAsync("staff_has_left", () => LeaveAsync(test, teacher, 2, school));
        Assert.AreEqual(
            "调出",
            await test.ScalarAsync<string>("SELECT reason FROM audit_event WHERE action = 'staff.release' AND result = 'done'"));

        static (bool, int) Of(StaffMember member) => (member.IsActive, member.RowVersion);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Who_left_comes_back_with_the_old_number_unless_added_anew(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);
        var teacher = (await AddAsync(test, school, TestStaff.Form())).StaffId;
        await AssertRefusedAsync("staff_active", () => ReturnAsync(test, teacher, 1, school));
        await LeaveAsync(test, teacher, 1, school);
        await AssertRefusedAsync("stale_version", () => ReturnAsync(test, teacher, 1, school));

        Assert.IsTrue((await ReturnAsync(test, teacher, 2, school)).IsActive);

        await LeaveAsync(test, teacher, 3, school);
        await AddAsync(test, school, TestStaff.Form() with { StaffNumber = "T009" });
        await AssertRefusedAsync("staff_document_taken", () => ReturnAsync(test, teacher, 4, school));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_list_pages_by_the_sound_of_names(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);
        string[] names = ["张伟", "李娜", "王敏", "李静", "王敏"];
        for (var i = 0; i < names.Length; i++)
            await AddAsync(test, school, TestStaff.Form(i + 1, names[i]));

        var first = await ListAsync(test, new(school, null, null, StaffKey.First, 3), schools.City);
        CollectionAssert.AreEqual(new[] { "李静", "李娜", "王敏" }, first.Select(member => member.Name).ToArray());
        var rest = await ListAsync(test, new(school, null, null, new(first[^1].NamePinyin, first[^1].StaffId), 3), schools.City);
        CollectionAssert.AreEqual(new[] { "王敏", "张伟" }, rest.Select(member => member.Name).ToArray());
        Assert.AreNotEqual(first[^1].StaffId, rest[0].StaffId);

        Assert.HasCount(2, await ListAsync(test, new(school, null, "李", StaffKey.First, 9), school));
        Assert.HasCount(2, await ListAsync(test, new(school, null, "Li ", StaffKey.First, 9), school));
        foreach (var sign in new[] { "%", "_敏", "[李王]", @"\" })
            Assert.IsEmpty(await ListAsync(test, new(school, null, sign, StaffKey.First, 9), school), sign);
        await LeaveAsync(test, first[0].StaffId, 1, school);
        Assert.AreEqual("李静", (await ListAsync(test, new(school, false, null, StaffKey.First, 9), school)).Single().Name);
        Assert.HasCount(4, await ListAsync(test, new(school, true, null, StaffKey.First, 9), school));
    }

    [TestMethod]
    public async Task Only_those_who_see_a_school_see_and_change_its_staff()
    {
        await using var test = await CreateAsync(Engine.Sqlite);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);
        var other = await schools.AddAsync(2, schools.Jinjiang);
        var teacher = (await AddAsync(test, school, TestStaff.Form())).StaffId;

        Assert.IsNull(await FindAsync(test, teacher, schools.Jinjiang));
        Assert.IsEmpty(await ListAsync(test, new(school, null, null, StaffKey.First, 9), schools.Jinjiang));
        await AssertRefusedAsync("not_found", () => AddAsync(test, school, TestStaff.Form(2), Schools.Registrar(other)));
        await AssertRefusedAsync("not_found", () => EditAsync(test, teacher, TestStaff.Form(), 1, other));
        await AssertRefusedAsync("not_found", () => LeaveAsync(test, teacher, 1, other));
        await AssertRefusedAsync(
            "forbidden", () => AddAsync(test, school, TestStaff.Form(2), new(7, "x", school, Tier.School, [Role.Leader])));
        await AddAsync(test, school, TestStaff.Form(2), Schools.Registrar(schools.Wuhou, Tier.County));
        await schools.CloseAsync(school);
        await AssertRefusedAsync("school_status", () => AddAsync(test, school, TestStaff.Form(3)));
    }

    [TestMethod]
    public async Task An_edit_names_the_version_it_saw_and_a_new_document_its_number()
    {
        await using var test = await CreateAsync(Engine.Sqlite);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);
        var teacher = (await AddAsync(test, school, TestStaff.Form())).StaffId;

        await AssertRefusedAsync("stale_version", () => EditAsync(test, teacher, TestStaff.Form(), 2, school));
        await AssertRefusedAsync(
            "invalid",
            () => EditAsync(test, teacher, TestStaff.Form() with { DocumentType = "A", DocumentNumber = null }, 1, school));
        var edited = await EditAsync(
            test, teacher, TestStaff.Form() with { DocumentType = "A", DocumentNumber = "p1234567" }, 1, school);
        Assert.AreEqual(("A", new DocumentNumber("P1234567")), (edited.DocumentType, edited.DocumentNumber));
    }

    private static Task<TestScope> CreateAsync(Engine engine) => TestScope.CreateAsync(
        engine, services => services.AddReference().AddOrganization().AddSingleton<IReferenceData, TestReference>());

    private static Task<StaffMember> AddAsync(TestScope test, long school, StaffForm form, Caller? caller = null) =>
        test.RunAsync<RegisterStaff, StaffMember>(
            register => register.HandleAsync(form with { SchoolId = school }, caller ?? Schools.Registrar(school), None));

    private static Task<StaffMember> EditAsync(TestScope test, long staffId, StaffForm form, int version, long school) =>
        test.RunAsync<EditStaff, StaffMember>(edit => edit.HandleAsync(staffId, version, form, Schools.Registrar(school), None));

    private static Task<StaffMember> LeaveAsync(TestScope test, long staffId, int version, long school) =>
        test.RunAsync<ReleaseStaff, StaffMember>(
            release => release.HandleAsync(staffId, version, "调出", Schools.Registrar(school), None));

    private static Task<StaffMember> ReturnAsync(TestScope test, long staffId, int version, long school) =>
        test.RunAsync<ReturnStaff, StaffMember>(back => back.HandleAsync(staffId, version, Schools.Registrar(school), None));

    private static Task<StaffMember?> FindAsync(TestScope test, long staffId, long scope) =>
        test.RunAsync<IStaffStore, StaffMember?>(store => store.FindAsync(staffId, scope, None));

    private static Task<IReadOnlyList<StaffMember>> ListAsync(TestScope test, StaffFilter filter, long scope) =>
        test.RunAsync<StaffQueries, IReadOnlyList<StaffMember>>(queries => queries.ListAsync(filter, scope, None));

    private static async Task<RefusalException> AssertRefusedAsync(string code, Func<Task> act)
    {
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(act);
        Assert.AreEqual(code, refusal.Code);
        return refusal;
    }
}
