using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Organization;

[TestClass]
public sealed class InitializeCenterTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_province_gets_its_bureaus_below_the_ministry(Engine engine)
    {
        await using var test = await CreateAsync(engine);

        var center = await InitializeAsync(test, "51");

        Assert.AreEqual(1 + 1 + 21 + 183, center.Bureaus);
        Assert.AreEqual("四川省学籍数据中心", center.Center.Name);
        Assert.AreEqual("county 武侯区教育局 wuhouqujiaoyuju", await BureauAsync(test, "510107"));
        Assert.AreEqual("city 成都市教育局 chengdushijiaoyuju", await ParentAsync(test, "510107"));
        Assert.AreEqual("province 四川省教育厅 sichuanshengjiaoyuting", await ParentAsync(test, "510100"));
        Assert.AreEqual("ministry 中华人民共和国教育部 zhonghuarenmingongheguojiaoyubu", await ParentAsync(test, "510000"));
        var identity = await test.RunAsync<ICurrentCenter, CenterIdentity>(current => current.GetAsync(None).AsTask());
        Assert.AreEqual(new CenterIdentity("51", "四川省学籍数据中心", Tier.Province, "510000", BureauCode.Key("510000")), identity);
        Assert.AreEqual(510_000_000_000_001, await test.ScalarAsync<long>("SELECT MIN(change_id) FROM change_log"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_second_time_nothing_changes(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        await InitializeAsync(test, "51");
        var before = await test.ScalarAsync<long>("SELECT COUNT(*) FROM change_log");

        var again = await InitializeAsync(test, "510000");

        Assert.AreEqual((0, 0), (again.ReferenceRows, again.Bureaus));
        Assert.AreEqual(before, await test.ScalarAsync<long>("SELECT COUNT(*) FROM change_log"));
    }

    [TestMethod]
    public async Task An_interrupted_run_is_completed_by_the_next()
    {
        await using var test = await CreateAsync(Engine.Sqlite);
        await InitializeAsync(test, "51");
        await test.ScalarAsync<int>("DELETE FROM organization WHERE kind = 'county'");

        Assert.AreEqual(183, (await InitializeAsync(test, "51")).Bureaus);
    }

    [TestMethod]
    public async Task The_database_of_one_center_does_not_become_anothers()
    {
        await using var test = await CreateAsync(Engine.Sqlite);
        await InitializeAsync(test, "51");
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => InitializeAsync(test, "50"));
        Assert.AreEqual("center_exists", refusal.Code);
        Assert.AreEqual(0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM organization WHERE code = '500000'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_two_that_start_at_once_with_other_regions_one_wins(Engine engine)
    {
        await using var test = await CreateAsync(engine);
        var both = await Task.WhenAll(OutcomeAsync("51"), OutcomeAsync("50"));
        CollectionAssert.AreEquivalent(new[] { "ok", "center_exists" }, both);
        Assert.AreEqual(1, await test.ScalarAsync<int>("SELECT COUNT(*) FROM center"));

        async Task<string> OutcomeAsync(string region)
        {
            try
            {
                await Task.Run(() => InitializeAsync(test, region));
                return "ok";
            }
            catch (RefusalException refusal)
            {
                return refusal.Code;
            }
        }
    }

    [TestMethod]
    [DataRow("71")] // no center there
    [DataRow("510100")] // a city
    [DataRow("99")]
    [DataRow("")]
    public async Task Only_the_nation_and_provinces_have_centers(string region)
    {
        await using var test = await CreateAsync(Engine.Sqlite);
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => InitializeAsync(test, region));
        Assert.AreEqual("region_without_center", refusal.Code);
    }

    // Counts: docs/rules.md §5.2, without statistical zones; docs/rules.md §2.5 and §6.1 for the particular ones.
    [TestMethod]
    public async Task The_nation_has_every_bureau_in_its_place()
    {
        await using var test = await CreateAsync(Engine.Sqlite);

        var center = await InitializeAsync(test, "00");

        Assert.AreEqual("00", center.Center.CenterCode);
        Assert.AreEqual(32, await test.ScalarAsync<int>("SELECT COUNT(*) FROM organization WHERE kind = 'province'"));
        Assert.AreEqual(2978 - 124, await test.ScalarAsync<int>("SELECT COUNT(*) FROM organization WHERE kind = 'county'"));
        Assert.AreEqual(
            0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM organization WHERE kind <> 'ministry' AND parent_id IS NULL"));

        Assert.AreEqual("province 北京市教育委员会", await NameOfParentAsync(test, "110101")); // no city between
        Assert.AreEqual("province 河南省教育厅", await NameOfParentAsync(test, "419001")); // directly administered
        Assert.AreEqual("province 湖北省教育厅", await NameOfParentAsync(test, "429021"));
        Assert.AreEqual("city 东莞市教育局", await NameOfParentAsync(test, "441900C")); // its own county level
        Assert.AreEqual("city 嘉峪关市教育局", await NameOfParentAsync(test, "620200C"));
        Assert.AreEqual("province 新疆生产建设兵团教育局", await NameOfParentAsync(test, "659001")); // lies in 新疆
        Assert.AreEqual("659001", await test.ScalarAsync<string>("SELECT region_code FROM organization WHERE code = '659001'"));
        Assert.AreEqual("county 东城区教育委员会 dongchengqujiaoyuweiyuanhui", await BureauAsync(test, "110101"));
        Assert.IsNull(await BureauAsync(test, "320576")); // a statistical zone
    }

    [TestMethod]
    public async Task A_bureau_has_the_same_key_in_every_center()
    {
        await using var province = await CreateAsync(Engine.Sqlite);
        await using var xpcc = await CreateAsync(Engine.Sqlite);
        await InitializeAsync(province, "65");
        await InitializeAsync(xpcc, "66");
        const string Ministry = "SELECT organization_id FROM organization WHERE kind = 'ministry'";
        Assert.AreEqual(await province.ScalarAsync<long>(Ministry), await xpcc.ScalarAsync<long>(Ministry));
        Assert.AreEqual(12, await xpcc.ScalarAsync<int>("SELECT COUNT(*) FROM organization WHERE kind = 'county'"));
        Assert.AreEqual(0, await province.ScalarAsync<int>("SELECT COUNT(*) FROM organization WHERE code LIKE '6590%'"));
    }

    private static Task<TestScope> CreateAsync(Engine engine) =>
        TestScope.CreateAsync(engine, services => services.AddReference().AddOrganization());

    private static async Task<InitializedCenter> InitializeAsync(TestScope test, string region)
    {
        var set = await ReferenceFiles.ReadAsync(None);
        return await test.RunAsync<InitializeCenter, InitializedCenter>(
            init => init.HandleAsync(region, null, set, Caller.Center(0, Tier.Province), None));
    }

    private static Task<string?> BureauAsync(TestScope test, string code) => test.ScalarAsync<string>(
        "SELECT CONCAT(kind, ' ', name, ' ', name_pinyin) FROM organization WHERE code = @code", new { code });

    private static Task<string?> ParentAsync(TestScope test, string code) => test.ScalarAsync<string>(
        "SELECT CONCAT(p.kind, ' ', p.name, ' ', p.name_pinyin) FROM organization o JOIN organization p ON p.organization_id = o.parent_id WHERE o.code = @code",
        new { code });

    private static Task<string?> NameOfParentAsync(TestScope test, string code) => test.ScalarAsync<string>(
        "SELECT CONCAT(p.kind, ' ', p.name) FROM organization o JOIN organization p ON p.organization_id = o.parent_id WHERE o.code = @code",
        new { code });
}
