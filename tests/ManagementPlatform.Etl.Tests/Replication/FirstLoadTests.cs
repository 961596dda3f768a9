using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

[TestClass]
public sealed class FirstLoadTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_province_that_joins_with_a_county_is_the_same_at_the_nation(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51", batch: 300);
        await centers.FillAsync("51", "511725", 700);
        await centers.JoinAsync("51");

        Assert.IsGreaterThan(5, await centers.PushAsync("51"));

        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
        Assert.AreEqual(700, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student"));
    }
}
