using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Organization.Conditions;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Organization;

[TestClass]
public sealed class ConditionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly SchoolConditionForm Form = new()
    {
        SiteArea = 20_000.25m, BuildingArea = 9_000, ClassroomCount = 36, MultimediaClassroomCount = 30, BroadbandMbps = 100,
        HasCampusNetwork = true, ComputerCount = 180, PupilCount = 1_600,
    };

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_report_is_stored_read_back_and_corrected(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);

        var first = await RecordAsync(test, school, 2026, Form, null);
        var second = await RecordAsync(test, school, 2026, Form with { SiteArea = null, BroadbandMbps = 0 }, first.RowVersion);

        var read = (await test.RunAsync<ConditionQueries, IReadOnlyList<SchoolCondition>>(q => q.OfSchoolAsync(school, schools.City, None))).Single();
        Assert.AreEqual(second, read);
        Assert.AreEqual(
            (2, null, 9_000m, 0, true),
            (read.RowVersion, read.SiteArea, read.BuildingArea, read.BroadbandMbps, read.HasCampusNetwork));
        Assert.AreEqual(2, await test.ScalarAsync<int>("SELECT COUNT(*) FROM change_log WHERE entity = 'school_condition'"));
        StringAssert.Contains(
            await test.ScalarAsync<string>("SELECT detail FROM audit_event WHERE audit_id = (SELECT MAX(audit_id) FROM audit_event)"), "\"siteArea\":20000.25");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_year_is_reported_once_and_corrected_over_the_version_that_was_read(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);

        await AssertRefusedAsync("not_found", () => RecordAsync(test, school, 2026, Form, 1));
        await RecordAsync(test, school, 2026, Form, null);
        await AssertRefusedAsync("condition_exists", () => RecordAsync(test, school, 2026, Form, null));
        await RecordAsync(test, school, 2026, Form, 1);
        await AssertRefusedAsync("stale_version", () => RecordAsync(test, school, 2026, Form, 1));
        await RecordAsync(test, school, 2025, Form, null);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_two_who_report_at_once_one_wins(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);

        var outcomes = await Task.WhenAll(OutcomeAsync(), OutcomeAsync());

        CollectionAssert.AreEquivalent(new[] { "ok", "condition_exists" }, outcomes);

        async Task<string> OutcomeAsync()
        {
            try
            {
                await Task.Run(() => RecordAsync(test, school, 2026, Form, null));
                return "ok";
            }
            catch (RefusalException refusal)
            {
                return refusal.Code;
            }
        }
    }

    [TestMethod]
    public async Task Only_those_who_see_an_active_school_report_for_it()
    {
        await using var test = await CreateAsync(Engine.Sqlite);
        var schools = await Schools.CreateAsync(test);
        var school = await schools.AddAsync(1, schools.Wuhou);

        await AssertRefusedAsync(
            "not_found", () => RecordAsync(test, school, 2026, Form, null, Schools.Registrar(schools.Jinjiang, Tier.County)));
        await AssertRefusedAsync(
            "forbidden", () => RecordAsync(test, school, 2026, Form, null, new(7, "x", school, Tier.School, [Role.Leader])));
        await RecordAsync(test, school, 2026, Form, null, Schools.Registrar(schools.Wuhou, Tier.County));
        await schools.CloseAsync(school);
        await AssertRefusedAsync("school_status", () => RecordAsync(test, school, 2025, Form, null));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_roll_is_counted_when_this_years_report_does_not_give_it(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        await test.StartCenterAsync();
        var pupils = await TestSchool.CreateAsync(test);
        var form = Form with { PupilCount = null };

        Assert.IsNull((await RecordAsync(test, TestSchool.Id, 2026, form, null)).PupilCount, "nobody entered yet");
        var classId = await pupils.AddClassAsync("21", 1);
        await pupils.AddPupilAsync(classId, "21");
        await pupils.AddPupilAsync(classId, "21");
        await pupils.AddPupilAsync(classId, "21", pupil => pupil with { OnRoll = false });
        Assert.AreEqual(2, (await RecordAsync(test, TestSchool.Id, 2026, form, 1)).PupilCount);
        await pupils.AddPupilAsync(classId, "21");
        Assert.AreEqual(
            2, (await RecordAsync(test, TestSchool.Id, 2026, form, 2)).PupilCount, "a correction keeps the year's figure");
        Assert.IsNull((await RecordAsync(test, TestSchool.Id, 2025, form, null)).PupilCount);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Those_who_reported_and_those_who_did_not_come_in_pages(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var schools = await Schools.CreateAsync(test);
        for (var i = 1; i <= 3; i++)
            await RecordAsync(test, await schools.AddAsync(i, schools.Wuhou), 2026, Form with { ClassroomCount = 30 + i }, null);
        var late = await schools.AddAsync(4, schools.Jinjiang);
        await schools.CloseAsync(await schools.AddAsync(5, schools.Jinjiang));

        var first = await ListAsync(test, new(2026, null, true, 0, 2), schools.City);
        CollectionAssert.AreEqual(new[] { "第1小学 31", "第2小学 32" }, first.Select(Shown).ToArray());
        var rest = await ListAsync(test, new(2026, null, true, first[^1].SchoolId, 2), schools.City);
        CollectionAssert.AreEqual(new[] { "第3小学 33" }, rest.Select(Shown).ToArray());
        Assert.AreEqual(late, (await ListAsync(test, new(2026, null, false, 0, 10), schools.City)).Single().SchoolId);
        Assert.IsEmpty(await ListAsync(test, new(2026, schools.Jinjiang, true, 0, 10), schools.City));
        Assert.IsEmpty(await ListAsync(test, new(2026, null, true, 0, 10), schools.Jinjiang));
        Assert.HasCount(4, await ListAsync(test, new(2025, null, false, 0, 10), schools.City));

        static string Shown(SchoolOfYear school) => $"{school.Name} {school.Condition?.ClassroomCount}";
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_summary_takes_the_schools_of_each_bureau_together(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var schools = await Schools.CreateAsync(test);
        await RecordAsync(test, await schools.AddAsync(1, schools.Wuhou), 2026, Form, null);
        await RecordAsync(
            test, await schools.AddAsync(2, schools.Wuhou), 2026,
            new() { BroadbandMbps = 0, ClassroomCount = 99, ComputerCount = 5 }, null);
        await RecordAsync(
            test, await schools.AddAsync(3, schools.Jinjiang), 2026,
            Form with { BroadbandMbps = 8, BuildingArea = 100.5m }, null);
        await schools.AddAsync(4, schools.Jinjiang);
        await RecordAsync(test, await schools.AddAsync(5, schools.Direct), 2026, new() { EbookVolumes = 9 }, null);
        await RecordAsync(test, await schools.AddAsync(6, schools.Direct), 2025, Form, null);

        var counties = await SummaryAsync(test, SummaryLevel.County, test.Center.OrganizationId);
        CollectionAssert.AreEqual(new[] { "锦江区教育局", "武侯区教育局", "直属县教育局" }, counties.Select(c => c.Name).ToArray());
        var wuhou = counties[1];
        Assert.AreEqual((2, 2, 2, 1), (wuhou.Schools, wuhou.ReportedSchools, wuhou.BandwidthSchools, wuhou.ConnectedSchools));
        Assert.AreEqual((0.5m, 0.8333m, 11.25m), (wuhou.ConnectedShare, wuhou.MultimediaShare, wuhou.ComputersPer100Pupils));
        CollectionAssert.AreEqual(new long[] { 1, 0, 0, 1 }, wuhou.Bands.Select(band => band.Schools).ToArray());
        Assert.AreEqual((2, 1), (counties[2].Schools, counties[2].ReportedSchools));
        Assert.IsNull(counties[2].ConnectedShare);

        var cities = await SummaryAsync(test, SummaryLevel.City, test.Center.OrganizationId);
        Assert.AreEqual((null, 2L), (cities[0].OrganizationId, cities[0].Schools));
        Assert.AreEqual(("成都市教育局", 4L, 3L, 9_100.5m, 3_200L), Of(cities[1]));
        CollectionAssert.AreEqual(new long[] { 1, 0, 1, 1 }, cities[1].Bands.Select(band => band.Schools).ToArray());

        var province = (await SummaryAsync(test, SummaryLevel.Province, test.Center.OrganizationId)).Single();
        Assert.AreEqual(("四川省教育厅", 6L, 4L, 9_100.5m, 3_200L), Of(province));
        Assert.AreEqual(2, (await SummaryAsync(test, SummaryLevel.Province, schools.Jinjiang)).Single().Schools);

        static (string?, long, long, decimal, long) Of(ConditionSummary s) =>
            (s.Name, s.Schools, s.ReportedSchools, s.BuildingArea, s.BuildingPupils);
    }

    private static Task<TestScope> CreateAsync(Engine engine) =>
        TestScope.CreateAsync(engine, services => services.AddReference().AddOrganization());

    private static Task<SchoolCondition> RecordAsync(
        TestScope test, long school, int year, SchoolConditionForm form, int? version, Caller? caller = null) =>
        test.RunAsync<RecordSchoolCondition, SchoolCondition>(
            record => record.HandleAsync(school, year, form, version, caller ?? Schools.Registrar(school), None));

    private static Task<IReadOnlyList<SchoolOfYear>> ListAsync(TestScope test, ConditionFilter filter, long scope) =>
        test.RunAsync<ConditionQueries, IReadOnlyList<SchoolOfYear>>(q => q.OfYearAsync(filter, scope, None));

    private static Task<IReadOnlyList<ConditionSummary>> SummaryAsync(TestScope test, SummaryLevel level, long scope) =>
        test.RunAsync<ConditionSummaryQueries, IReadOnlyList<ConditionSummary>>(q => q.SummaryAsync(2026, level, scope, None));

    private static async Task AssertRefusedAsync(string code, Func<Task> act) =>
        Assert.AreEqual(code, (await Assert.ThrowsExactlyAsync<RefusalException>(act)).Code);
}
