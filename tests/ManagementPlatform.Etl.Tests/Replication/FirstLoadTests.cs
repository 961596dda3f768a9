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

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_was_there_before_the_first_load_is_sent_once_and_what_is_written_meanwhile_is_not_lost(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51", batch: 300);
        await centers.FillAsync("51", "511725", 700);
        await centers.JoinAsync("51");
        await centers.PushAsync("51", most: 2);
        var pupil = await centers["51"].ScalarAsync<long>("SELECT MIN(student_id) FROM student");

        await centers["51"].ChangeAsync("student", "former_name = '新'", pupil);
        await centers.PushAsync("51");

        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
        Assert.AreEqual(1, await centers["51"].ScalarAsync<long>("SELECT SUM(aggregates) FROM replication_batch WHERE kind = 'changes'"));
        Assert.AreEqual("新", await centers.Nation.ScalarAsync<string>($"SELECT former_name FROM student WHERE student_id = {pupil}"));
    }
}
