using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Reference;

[TestClass]
public sealed class LoadReferenceDataTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_shipped_files_load_once_and_the_second_time_nothing_changes(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var set = await ReferenceFiles.ReadAsync(None);
        var lines = await ChangeLinesAsync(test);

        var again = await LoadAsync(test, set);

        Assert.AreEqual(0, again.Total);
        Assert.AreEqual(lines, await ChangeLinesAsync(test));
        Assert.AreEqual(set.Regions.Count, await test.ScalarAsync<long>("SELECT COUNT(*) FROM region"));
        Assert.AreEqual(set.CodeItems.Count, await test.ScalarAsync<long>("SELECT COUNT(*) FROM code_item"));
        Assert.AreEqual(set.Calendar.Count, await test.ScalarAsync<long>("SELECT COUNT(*) FROM calendar_day"));
        Assert.AreEqual(set.Rules.Count, await test.ScalarAsync<long>("SELECT COUNT(*) FROM province_rule"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_changed_file_updates_its_rows_and_moves_only_its_part_on(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var set = await ReferenceFiles.ReadAsync(None);
        var changed = set with
        {
            Regions = [.. set.Regions.Select(r => r.RegionCode == "510107" ? r with { Name = "武侯新区", ValidTo = new(2026, 8, 31) } : r)],
        };

        var loaded = await LoadAsync(test, changed);

        Assert.AreEqual(1, loaded.Total);
        Assert.AreEqual(1, loaded.Rows[ReferencePart.Regions]);
        var region = (await SnapshotAsync(test)).Regions.Find("510107")!;
        Assert.AreEqual("武侯新区", region.Name);
        Assert.AreEqual(new DateOnly(2026, 8, 31), region.ValidTo);
        Assert.AreEqual(2, await test.ScalarAsync<int>("SELECT row_version FROM reference_version WHERE part = 'regions'"));
        Assert.AreEqual(1, await test.ScalarAsync<int>("SELECT row_version FROM reference_version WHERE part = 'calendar'"));
        Assert.AreEqual(
            1, await test.ScalarAsync<int>("SELECT COUNT(*) FROM change_log WHERE entity = 'region' AND entity_version = 2"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_was_loaded_is_read_back_as_it_was(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var snapshot = await SnapshotAsync(test);

        Assert.IsTrue(snapshot.Table(CodeTableNames.Ethnicity).TryCode("彝族", out var code));
        Assert.AreEqual("07", code);
        Assert.AreEqual("四川省成都市武侯区", snapshot.Regions.FullName("510107"));
        Assert.IsTrue(snapshot.Regions.WasInUse("110103", new DateOnly(2009, 5, 1)));
        Assert.AreEqual(new DateOnly(2025, 10, 16), snapshot.Calendar.AddWorkingDays(new DateOnly(2025, 9, 26), 10));
        Assert.IsTrue(snapshot.Calendar.IsProvisional(new DateOnly(2027, 3, 1)));
        Assert.AreEqual("08-31", snapshot.Rules.Text("510000", RuleNames.GradeOneCutoff, new DateOnly(2026, 9, 1)));
        Assert.AreEqual("54", snapshot.Rules.Text("310000", RuleNames.SchoolSystem, new DateOnly(2026, 9, 1)));
        Assert.AreEqual("zeng xiaoxian", snapshot.Pinyin.OfName("曾小贤"));
    }

    [TestMethod]
    public async Task An_announced_holiday_is_not_undone_by_provisional_days_of_an_older_file()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var set = await ReferenceFiles.ReadAsync(None);
        var holiday = new DateOnly(2027, 2, 8);
        var announced = set with
        {
            Calendar = [.. set.Calendar.Select(d => d.Day == holiday ? d with { IsWorking = false, Name = "春节", Provisional = false } : d)],
        };
        await LoadAsync(test, announced);

        var loaded = await LoadAsync(test, set);

        Assert.AreEqual(0, loaded.Total);
        Assert.IsFalse((await SnapshotAsync(test)).Calendar.IsWorkingDay(holiday));
    }

    [TestMethod]
    public async Task A_rule_that_a_province_put_another_one_after_stays_ended_when_the_files_are_loaded_again()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var shipped = await ReferenceFiles.ReadAsync(None);
        var own = shipped.Rules.First(rule => rule.RuleName == RuleNames.GradeOneCutoff) with { ProvinceCode = "510000", Value = "08-31" };
        var set = shipped with { Rules = [.. shipped.Rules, own] };
        await LoadAsync(test, set);
        var version = await test.RunAsync<IReferenceStore, int>(store => store.VersionAsync(ReferencePart.Rules, None));
        var form = new ProvinceRuleForm("12-31", new DateOnly(2027, 1, 1));
        await test.RunAsync<SetProvinceRule>(
            rule => rule.HandleAsync(RuleNames.GradeOneCutoff, form, version, test.Center, None));

        Assert.AreEqual(0, (await LoadAsync(test, set)).Total);
        var rules = (await SnapshotAsync(test)).Rules;
        Assert.AreEqual("08-31", rules.Text("510000", RuleNames.GradeOneCutoff, new DateOnly(2026, 12, 31)));
        Assert.AreEqual("12-31", rules.Text("510000", RuleNames.GradeOneCutoff, new DateOnly(2027, 1, 1)));
        Assert.AreEqual(
            new DateOnly(2026, 12, 31),
            rules.ValidIn("510000", new DateOnly(2026, 9, 1)).Single(r => r.RuleName == RuleNames.GradeOneCutoff).ValidTo);
    }

    [TestMethod]
    public async Task A_province_that_allows_more_than_the_nation_is_refused_by_the_loader_and_by_hand()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var shipped = await ReferenceFiles.ReadAsync(None);
        var wide = shipped.Rules.First(rule => rule.RuleName == RuleNames.TransferWindow) with { ProvinceCode = "510000", Value = "01-01..12-31" };

        var loading = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => LoadAsync(test, shipped with { Rules = [.. shipped.Rules, wide] }));

        Assert.AreEqual("wider_than_nation", loading.Problems.Single().Code);
        Assert.AreEqual(
            shipped.Rules.Count, await test.ScalarAsync<int>("SELECT COUNT(*) FROM province_rule"), "nothing is half loaded");
        Assert.AreEqual("wider_than_nation", await SetAsync(test, RuleNames.TransferMaxClassSize, "60"));
        Assert.AreEqual("wider_than_nation", await SetAsync(test, RuleNames.TransferWorkingDaysOf("from_school"), "12"));
        Assert.IsNull(await SetAsync(test, RuleNames.TransferMaxClassSize, "50"));
        Assert.IsNull(await SetAsync(test, RuleNames.TransferWindow, "02-15..04-14|08-15..10-14"));
        Assert.IsNull(await SetAsync(test, RuleNames.TransferWorkingDaysOf("from_school"), "5"));
    }

    [TestMethod]
    public async Task Another_nodes_load_shows_within_a_minute()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var before = await SnapshotAsync(test);
        await test.ScalarAsync<int>("UPDATE region SET name = '武侯新区' WHERE region_code = '510107'");
        await test.ScalarAsync<int>("UPDATE reference_version SET row_version = 2 WHERE part = 'regions'");

        Assert.AreSame(before, await SnapshotAsync(test));
        test.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.AreEqual("武侯新区", (await SnapshotAsync(test)).Regions.Find("510107")!.Name);
    }

    [TestMethod]
    public async Task Only_those_who_manage_reference_data_may_load_them()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        var registrar = new Caller(7, "registrar", test.Center.OrganizationId, Tier.Province, [Role.Registrar]);
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => test.RunAsync<LoadReferenceData>(load => load.HandleAsync(ReferenceSet.Empty, registrar, None)));
        Assert.AreEqual(RefusalKind.Forbidden, refusal.Kind);
    }

    [TestMethod]
    [DataRow("day,is_working,name,provisional\n2026-02-30,1,,0\n", "line 2")]
    [DataRow("day,is_working,name,provisional\n2026-02-03,yes,,0\n", "line 2")]
    [DataRow("day,is_working,name,provisional\n2026-02-03,1,,0\n2026-02-04,1\n", "line 3")]
    [DataRow("day,working\n2026-02-03,1\n", "is_working")]
    public async Task A_faulty_file_is_refused_and_says_where(string calendar, string where)
    {
        var folder = Directory.CreateTempSubdirectory("mp-reference-").FullName;
        foreach (var file in Directory.GetFiles(ReferenceFiles.Folder, "*.csv", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(ReferenceFiles.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "calendar.csv"), calendar);
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => ReferenceFiles.ReadAsync(folder, None));
        Assert.Contains("calendar.csv", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(where, refusal.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<TestScope> StartAsync(Engine engine)
    {
        var test = await TestScope.CreateAsync(engine, services => services.AddReference().AddOrganization());
        await test.StartCenterAsync();
        await LoadAsync(test, await ReferenceFiles.ReadAsync(None));
        return test;
    }

    private static async Task<string?> SetAsync(TestScope test, string name, string value)
    {
        var version = await test.RunAsync<IReferenceStore, int>(store => store.VersionAsync(ReferencePart.Rules, None));
        try
        {
            await test.RunAsync<SetProvinceRule>(rule => rule.HandleAsync(name, new ProvinceRuleForm(value, new DateOnly(2027, 1, 1)), version, test.Center, None));
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal.Problems.Single().Code;
        }
    }

    private static Task<LoadedReferenceData> LoadAsync(TestScope test, ReferenceSet set) =>
        test.RunAsync<LoadReferenceData, LoadedReferenceData>(load => load.HandleAsync(set, test.Center, None));

    private static Task<ReferenceSnapshot> SnapshotAsync(TestScope test) =>
        test.RunAsync<IReferenceData, ReferenceSnapshot>(data => data.GetAsync(None).AsTask());

    private static Task<int> ChangeLinesAsync(TestScope test) => test.ScalarAsync<int>("SELECT COUNT(*) FROM change_log");
}
