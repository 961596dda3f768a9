using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Admissions;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Generation;

[TestClass]
public sealed class CenterLoadTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    // A county, and a county-level city.
    private static readonly GenerationRequest Request = Generated.Request("510000", "511725", "510181") with { Pupils = 1_500 };

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Made_up_counties_are_in_the_registry_with_everything(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var count = await LoadAsync(test, Request);

        Assert.AreEqual(1_500, count.Pupils);
        Assert.AreEqual(1_500, await CountAsync(test, "student"));
        Assert.AreEqual(1_500, await CountAsync(test, "enrollment"));
        Assert.AreEqual(count.Schools, await CountAsync(test, "school"));
        Assert.AreEqual(count.Classes, await CountAsync(test, "school_class"));
        Assert.AreEqual(count.Staff, await CountAsync(test, "staff"));
        Assert.AreEqual(count.Schools, await CountAsync(test, "school_condition"));
        Assert.AreEqual(count.Schools, await CountAsync(test, "school_code"));
        Assert.AreEqual(1_500 + count.Schools * 2 + count.Classes + count.Staff + await CountAsync(test, "sub_unit"), await CountAsync(test,
            "change_log WHERE entity IN ('student', 'school', 'school_condition', 'school_class', 'staff', 'sub_unit')"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Every_pupil_has_a_number_that_suits_his_document(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await LoadAsync(test, Request with { Totals = new StageTotals(2_000, 0, 0), Pupils = null });

        Assert.AreEqual(0, await CountAsync(test, "student WHERE document_type = '1' AND student_number NOT LIKE 'G%'"));
        Assert.AreEqual(0, await CountAsync(test, "student WHERE document_type = 'Z' AND student_number NOT LIKE 'J%'"));
        Assert.IsGreaterThan(0, await CountAsync(test, "student WHERE document_type = 'Z'"));
    }

    [TestMethod]
    public async Task The_counties_and_the_province_see_their_schools()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var count = await LoadAsync(test, Request);

        Assert.AreEqual(
            count.Schools, await CountAsync(test, $"school_scope WHERE organization_id = {BureauCode.Key("510000")}"));
        Assert.IsGreaterThan(0, await CountAsync(test, $"school_scope WHERE organization_id = {BureauCode.Key("511725")}"));
        Assert.AreEqual(0, await CountAsync(test, $"school_scope WHERE organization_id = {BureauCode.Key("510107")}"));
    }

    [TestMethod]
    public async Task The_same_counties_a_second_time_are_refused_and_change_nothing()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        await LoadAsync(test, Request);
        var before = await CountAsync(test, "change_log");

        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => LoadAsync(test, Request with { Seed = 9 }));

        Assert.AreEqual(RefusalKind.Conflict, refusal.Kind);
        Assert.AreEqual(before, await CountAsync(test, "change_log"));
    }

    [TestMethod]
    public async Task The_files_of_the_same_seed_hold_the_same_pupils()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        await LoadAsync(test, Request);
        var folder = Directory.CreateTempSubdirectory("generated-");
        try
        {
            new GeneratedFiles(Request, Generated.Tables, Generated.Counties, Generated.Reference)
                .Write(folder.FullName, Generated.Plan(Request), null, None);
            var report = await ImportAsync(test, Path.Combine(folder.FullName, "students.csv"));
            Assert.AreEqual(
                (1_500, 0, 0, 1_500), (report.Read, report.Bad, report.Added, report.Unchanged),
                string.Join('\n', report.Problems));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public async Task A_city_without_counties_has_its_schools_below_its_county_level_bureau()
    {
        await using var test = await StartAsync(Engine.Sqlite, "44");
        var count = await LoadAsync(test, Generated.Request("440000", "441900") with { Pupils = 300 });
        Assert.AreEqual(count.Schools, await CountAsync(test, $"school WHERE county_id = {BureauCode.Key("441900C")}"));
    }

    private static async Task<TestScope> StartAsync(Engine engine, string province = "51")
    {
        var test = await TestScope.CreateAsync(
            engine,
            services => services.AddAccess().AddReference().AddOrganization().AddStudents().AddEnrollment().AddCases().AddAdmissions().AddEtl().AddGeneration());
        var reference = await ReferenceFiles.ReadAsync(None);
        await test.RunAsync<InitializeCenter>(init =>
            init.HandleAsync(province, null, reference, Caller.Center(0, Tier.Province), None));
        return test;
    }

    private static Task<GeneratedCount> LoadAsync(TestScope test, GenerationRequest request) =>
        test.RunAsync<CenterLoad, GeneratedCount>(
            load => load.AddAsync(request, Generated.Tables, Generated.Plan(request), null, None));

    private static Task<ImportReport> ImportAsync(TestScope test, string file) => test.RunAsync<ImportStudents, ImportReport>(import =>
        import.HandleAsync(
            new ImportSource("students.csv", () => File.OpenRead(file)),
            new ImportOptions { Mode = ImportMode.Good }, new MemoryStream(),
            Caller.Center(BureauCode.Key("510000"), Tier.Province), null, None));

    private static Task<long> CountAsync(TestScope test, string table) => test.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}");
}
