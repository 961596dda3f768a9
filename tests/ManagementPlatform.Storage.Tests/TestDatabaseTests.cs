using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests;

[TestClass]
public sealed class TestDatabaseTests
{
    private const string Regions = "SELECT COUNT(*) FROM region";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_test_sees_only_its_own_rows(Engine engine)
    {
        await using var one = await TestScope.CreateAsync(engine);
        await using var other = await TestScope.CreateAsync(engine);
        await one.StartCenterAsync();
        Assert.AreEqual(1, await one.ScalarAsync<int>(Regions));
        Assert.AreEqual(0, await other.ScalarAsync<int>(Regions));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_reset_leaves_the_tables_and_no_rows(Engine engine)
    {
        await using var test = await TestScope.CreateAsync(engine);
        await test.StartCenterAsync();
        await test.ResetAsync();
        Assert.AreEqual(0, await test.ScalarAsync<int>(Regions));
        await test.StartCenterAsync();
        Assert.AreEqual(1, await test.ScalarAsync<int>(Regions));
    }
}
