using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>Reference data, rules and fields between the nation and the provinces.</summary>
[TestClass]
public sealed class NationalReferenceTests
{
    private const string Rule = RuleNames.GradeOneCutoff;

    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Rules_of_the_nation_and_of_every_province_come_to_all_and_fields_of_a_province_only_to_the_nation(
        Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await SetRuleAsync(centers["51"], "08-20");
        await centers["51"].RunAsync<DefineProvinceField>(define => define.HandleAsync(
            new ProvinceFieldForm("bus_line", "校车线路", ProvinceFieldType.Text), null, Officer(Tier.Province), None));
        await SetRuleAsync(centers.Nation, "08-25");
        await centers.Nation.RunAsync<RouteChanges, int>(route => route.RunAsync(None));
        foreach (var province in (string[])["51", "44"])
        {
            await centers.PushAsync(province);
            await centers.PullAsync(province);
        }

        Assert.AreEqual("08-20", await ValueAsync(centers.Nation, "510000"));
        Assert.AreEqual(
            "校车线路", await centers.Nation.ScalarAsync<string>("SELECT title FROM province_field WHERE province_code = '510000'"));
        Assert.AreEqual(
            ("08-25", "08-25"), (await ValueAsync(centers["51"], "000000"), await ValueAsync(centers["44"], "000000")));
        Assert.AreEqual("08-20", await ValueAsync(centers["44"], "510000"));
        Assert.AreEqual(
            0, await centers["44"].ScalarAsync<long>("SELECT COUNT(*) FROM province_field"), "a province's fields are its own");
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
        var snapshot = await centers["44"].RunAsync<IReferenceData, ReferenceSnapshot>(data => data.GetAsync(None).AsTask());
        Assert.AreEqual("08-20", snapshot.Rules.Find("510107", Rule, new DateOnly(2027, 9, 1)), "read anew");

        await centers.AddAsync(engine, "33");
        await centers.JoinAsync("33");
        await centers.PullAsync("33");
        Assert.AreEqual("08-20", await ValueAsync(centers["33"], "510000"), "whoever joins later gets them with the rest");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_a_province_had_loaded_gives_way_to_the_nations_and_nothing_is_loaded_there_any_more(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        var province = await centers.AddAsync(engine, "51");
        var day = new DateOnly(2027, 5, 4);
        foreach (var name in (string[])["劳动节调休", "自定假日"])
        {
            var version = await province.RunAsync<IReferenceStore, int>(
                store => store.VersionAsync(ReferencePart.Calendar, None));
            await AnnounceAsync(province, day, name, version);
        }

        await AnnounceAsync(centers.Nation, day, "青年节", 1);
        await centers.JoinAsync("51");
        await centers.PullAsync("51");
        await centers.PushAsync("51");

        Assert.AreEqual("青年节", await province.ScalarAsync<string>("SELECT name FROM calendar_day WHERE day = @day", new { day }));
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => AnnounceAsync(province, day, "自定假日", 2));
        Assert.AreEqual("national_reference", refusal.Code);
        var reference = await ReferenceFiles.ReadAsync(None);
        var renamed = reference with { Regions = [.. reference.Regions.Select(r => r.RegionCode == "510107" ? r with { Name = "武侯" } : r)] };
        refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => province.RunAsync<LoadReferenceData>(load => load.HandleAsync(renamed, Caller.Center(0, Tier.Province), None)));
        Assert.AreEqual("national_reference", refusal.Code);
        await province.RunAsync<InitializeCenter>(
            init => init.HandleAsync("51", null, renamed, Caller.Center(0, Tier.Province), None));
        Assert.AreEqual("武侯区", await province.ScalarAsync<string>("SELECT name FROM region WHERE region_code = '510107'"));
    }

    private static Task SetRuleAsync(TestScope center, string value) =>
        center.SetRuleAsync(Rule, value, new DateOnly(2027, 1, 1));

    private static Task AnnounceAsync(TestScope center, DateOnly day, string name, int version) => center.RunAsync<AnnounceHolidays>(
        announce => announce.HandleAsync(day.Year, [new SpecialDay(day, IsWorking: false, name)], version, Officer(Tier.Province), None));

    private static Caller Officer(Tier tier) => Caller.Center(0, tier);

    private static Task<string?> ValueAsync(TestScope center, string province) => center.ScalarAsync<string>(
        "SELECT value FROM province_rule WHERE province_code = @province AND rule_name = @rule AND valid_to IS NULL",
        new { province, rule = Rule });
}
