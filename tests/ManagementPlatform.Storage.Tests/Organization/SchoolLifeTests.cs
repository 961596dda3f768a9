using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Storage.Tests.Organization.Province;

namespace ManagementPlatform.Storage.Tests.Organization;

[TestClass]
public sealed class SchoolLifeTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task From_application_over_pending_to_a_code(Engine engine)
    {
        await using var province = await CreateAsync(engine);

        var applied = await province.ApplyAsync();
        var pending = await province.DoAsync<SubmitSchool>(
            use => use.HandleAsync(applied.Id, 1, Decision, province.CountyOfficer, None));
        var active = await province.IssueAsync(pending);
        var second = await province.FoundAsync(Form with { Name = "武侯区第二小学" });
        var junior = await province.FoundAsync(Form with { Name = "武侯区九年制学校", TypeCode = "312" });

        Assert.AreEqual("applied pending active", $"{applied.Details.Status} {pending.Details.Status} {active.Details.Status}");
        Assert.IsNull(pending.Node.Code);
        Assert.AreEqual("2151000001", active.Node.Code);
        Assert.AreEqual("2151000002", second.Node.Code);
        Assert.AreEqual("3151000001", junior.Node.Code);
        Assert.AreEqual("chengdushiwuhouquchenguangxiaoxue", active.Node.NamePinyin);
        Assert.AreEqual("000000 2151000001 510000 510100 510107", await province.SeenByAsync(active.Id));
        Assert.AreEqual("applied,submitted,code_issued", await EventsAsync(province, active.Id));
        Assert.AreEqual(3, await province.ScalarAsync<int>(
            "SELECT COUNT(*) FROM change_log WHERE entity = 'school' AND entity_id = @id AND entity_version IN (1, 2, 3)",
            new { id = active.Id }));
        Assert.AreEqual(3, await province.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE entity_id = @id AND result = 'done'", new { id = active.Id }));
    }

    [TestMethod]
    public async Task A_form_is_told_everything_that_is_wrong_with_it_at_once()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var form = new SchoolForm
        {
            Name = " ",
            TypeCode = "小学教学点",
            OrganizerCode = "000",
            CountyId = Wuhou,
            SupervisingId = Jinjiang,
            LocationCode = "510703001001", // 绵阳
            UrbanRuralCode = "11",
            SchoolingSystem = "99",
            Contact = new SchoolContact
            {
                Address = new string('长', 181), PostalCode = "61004", Phone = "abc",
                Email = "x@", CreditCode = "91350100M000100Y44", FoundedOn = new DateOnly(2026, 9, 2),
            },
        };
        var refusal = await RefusedAsync(() => province.ApplyAsync(form));
        CollectionAssert.AreEquivalent(
            new[]
            {
                "name", "typeCode", "organizerCode", "supervisingId", "locationCode", "urbanRuralCode",
                "schoolingSystem", "address", "postalCode", "phone", "email", "creditCode", "foundedOn",
            },
            refusal.Problems.Select(problem => problem.Field).ToArray());
        Assert.AreEqual(0, await province.ScalarAsync<int>("SELECT COUNT(*) FROM school"));
        Assert.AreEqual(1, await province.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'school.apply' AND result = 'refused'"));
    }

    [TestMethod]
    public async Task A_bureau_founds_schools_in_its_own_area_only()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        Assert.AreEqual(
            "unknown_county", (await RefusedAsync(() => province.ApplyAsync(Form, province.OtherCountyOfficer))).Code);
        var registrar = Official(31, 99, Tier.School);
        Assert.AreEqual("forbidden", (await RefusedAsync(() => province.ApplyAsync(Form, registrar))).Code);
    }

    [TestMethod]
    public async Task Only_the_province_gives_codes_and_only_to_pending_schools()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var school = await province.ApplyAsync();
        Assert.AreEqual("school_status", (await RefusedAsync(() => province.IssueAsync(school))).Code);
        school = await province.DoAsync<SubmitSchool>(
            use => use.HandleAsync(school.Id, 1, Decision, province.CountyOfficer, None));
        var refusal = await RefusedAsync(
            () => province.DoAsync<IssueSchoolCode>(use => use.HandleAsync(school.Id, 2, Decision, province.CityOfficer, None)));
        Assert.AreEqual("codes_are_the_provinces", refusal.Code);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_new_name_keeps_the_code_and_an_older_version_is_stale(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var renamed = await province.DoAsync<RenameSchool>(
            use => use.HandleAsync(school.Id, school.Version, "成都市星河小学", Decision, province.CountyOfficer, None));

        Assert.AreEqual(school.Node.Code, renamed.Node.Code);
        Assert.AreEqual("成都市星河小学 chengdushixinghexiaoxue", await province.ScalarAsync<string>(
            "SELECT CONCAT(name, ' ', name_pinyin) FROM organization WHERE organization_id = @id", new { id = school.Id }));
        var stale = await RefusedAsync(() => province.DoAsync<RenameSchool>(
            use => use.HandleAsync(school.Id, school.Version, "另一个名字", Decision, province.CountyOfficer, None)));
        Assert.AreEqual(RefusalKind.Stale, stale.Kind);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Outside_the_scope_a_school_does_not_exist(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var refusal = await RefusedAsync(() => province.DoAsync<RenameSchool>(
            use => use.HandleAsync(school.Id, school.Version, "名字", Decision, province.OtherCountyOfficer, None)));
        Assert.AreEqual(RefusalKind.NotFound, refusal.Kind);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_school_that_its_city_supervises_is_not_the_countys_to_change(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var supervised = await province.DoAsync<ChangeSupervisor>(
            use => use.HandleAsync(school.Id, school.Version, Chengdu, Decision, province.CountyOfficer, None));

        var refusal = await RefusedAsync(() => province.DoAsync<RenameSchool>(
            use => use.HandleAsync(school.Id, supervised.Version, "名字", Decision, province.CountyOfficer, None)));
        Assert.AreEqual("not_the_authority", refusal.Code);
        var renamed = await province.DoAsync<RenameSchool>(
            use => use.HandleAsync(school.Id, supervised.Version, "名字", Decision, province.CityOfficer, None));
        Assert.AreEqual("名字", renamed.Node.Name);
        Assert.AreEqual("000000 2151000001 510000 510100 510107", await province.SeenByAsync(school.Id));
    }

    [TestMethod]
    public async Task A_bureau_of_another_line_cannot_supervise()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var school = await province.FoundAsync();
        foreach (var other in new[] { Jinjiang, BureauCode.Key("000000"), school.Id, 0L })
        {
            var refusal = await RefusedAsync(() => province.DoAsync<ChangeSupervisor>(
                use => use.HandleAsync(school.Id, school.Version, other, Decision, province.ProvinceOfficer, None)));
            Assert.AreEqual("not_a_supervisor", refusal.Problems.Single().Code);
        }
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_move_to_another_county_changes_who_sees_the_school_and_where_its_pupils_are_searched(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var schoolClass = await province.FormClassAsync(school);
        var pupil = await province.AddPupilAsync(school, schoolClass, 900_001);
        var graduate = await province.AddPupilAsync(school, schoolClass, 900_002, onRoll: false);
        var move = new SchoolMove("锦江路2号", "610021", "510104002001", "111", Jinjiang);

        var moved = await province.DoAsync<MoveSchool>(
            use => use.HandleAsync(school.Id, school.Version, move, Decision, province.CityOfficer, None));

        Assert.AreEqual(Jinjiang, moved.Details.SupervisingId);
        Assert.AreEqual("510104", moved.Node.RegionCode);
        Assert.AreEqual("000000 2151000001 510000 510100 510104", await province.SeenByAsync(school.Id));
        foreach (var id in new[] { pupil, graduate })
        {
            Assert.AreEqual(
                Jinjiang, await province.ScalarAsync<long>("SELECT county_id FROM student WHERE student_id = @id", new { id }));
            Assert.AreEqual(1, await province.ScalarAsync<int>(
                "SELECT COUNT(*) FROM change_log WHERE entity = 'student' AND entity_id = @id AND entity_version = 2",
                new { id }));
        }

        var gone = await RefusedAsync(() => province.DoAsync<RenameSchool>(
            use => use.HandleAsync(school.Id, moved.Version, "名字", Decision, province.CountyOfficer, None)));
        Assert.AreEqual(RefusalKind.NotFound, gone.Kind);
    }

    [TestMethod]
    public async Task Nobody_moves_a_school_out_of_his_own_area()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var school = await province.FoundAsync();
        var move = new SchoolMove("锦江路2号", "610021", "510104002001", "111", Jinjiang);
        var refusal = await RefusedAsync(() => province.DoAsync<MoveSchool>(
            use => use.HandleAsync(school.Id, school.Version, move, Decision, province.CountyOfficer, None)));
        Assert.AreEqual("unknown_county", refusal.Code);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Another_type_of_the_category_keeps_the_code_another_category_voids_it_for_good(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync(Form with { TypeCode = "311" });
        var nine = await TypeAsync(province, school, "312");
        Assert.AreEqual(school.Node.Code, nine.Node.Code);

        var primary = await TypeAsync(province, nine, "211");
        Assert.AreEqual("2151000001", primary.Node.Code);
        Assert.AreEqual("3151000001 void", await CodeAsync(province, "3151000001"));

        var next = await province.FoundAsync(Form with { TypeCode = "311", Name = "武侯区新初中" });
        Assert.AreEqual("3151000002", next.Node.Code); // the void one is nobody's again
    }

    [TestMethod]
    public async Task A_type_without_a_stage_that_is_still_taught_is_refused()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        var school = await province.FoundAsync(Form with { TypeCode = "312" });
        await province.FormClassAsync(school, stage: "初中");
        var refusal = await RefusedAsync(() => TypeAsync(province, school, "211"));
        Assert.AreEqual("stage_still_taught", refusal.Code);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_school_with_pupils_does_not_close_an_empty_one_does_and_comes_back_with_its_code(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var school = await province.FoundAsync();
        var schoolClass = await province.FormClassAsync(school);
        await province.AddPupilAsync(school, schoolClass, 900_001);
        Assert.AreEqual("school_has_pupils", (await RefusedAsync(() => CloseAsync(province, school))).Code);

        await province.ScalarAsync<int>("UPDATE student SET on_roll = @no", new { no = false });
        var closed = await CloseAsync(province, school);
        Assert.IsNull(closed.Node.Code);
        Assert.AreEqual("2151000001 void", await CodeAsync(province, "2151000001"));
        Assert.AreEqual("dissolved", await province.ScalarAsync<string>("SELECT status FROM school_class"));
        Assert.AreEqual("school_status", (await RefusedAsync(() => CloseAsync(province, closed))).Code);

        var restored = await province.DoAsync<RestoreSchool>(
            use => use.HandleAsync(school.Id, closed.Version, Decision, province.CountyOfficer, None));
        Assert.AreEqual("2151000001", restored.Node.Code);
        Assert.AreEqual("active", restored.Details.Status);
        Assert.AreEqual("2151000001 active", await CodeAsync(province, "2151000001"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Two_that_ask_for_a_code_at_once_get_different_ones(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        var schools = new List<RegisteredSchool>();
        for (var i = 0; i < 4; i++)
        {
            var applied = await province.ApplyAsync(Form with { Name = $"武侯区第{i}小学" });
            schools.Add(await province.DoAsync<SubmitSchool>(use => use.HandleAsync(applied.Id, 1, Decision, province.CountyOfficer, None)));
        }

        var issued = await Task.WhenAll(schools.Select(school => Task.Run(() => province.IssueAsync(school))));
        Assert.HasCount(4, issued.Select(school => school.Node.Code).Distinct().ToList());
    }

    private static Task<RegisteredSchool> TypeAsync(Province province, RegisteredSchool school, string type) =>
        province.DoAsync<ChangeSchoolType>(
            use => use.HandleAsync(school.Id, school.Version, type, Decision, province.CountyOfficer, None));

    private static Task<RegisteredSchool> CloseAsync(Province province, RegisteredSchool school) =>
        province.DoAsync<CloseSchool>(use => use.HandleAsync(school.Id, school.Version, Decision, province.CountyOfficer, None));

    private static Task<string?> CodeAsync(Province province, string code) =>
        province.ScalarAsync<string>("SELECT CONCAT(code, ' ', state) FROM school_code WHERE code = @code", new { code });

    private static async Task<string> EventsAsync(Province province, long id)
    {
        await using var connection = await province.Test.Database.OpenAsync(None);
        return string.Join(',', await Dapper.SqlMapper.QueryAsync<string>(
            connection, "SELECT kind FROM school_event WHERE school_id = @id ORDER BY event_id", new { id }));
    }
}
