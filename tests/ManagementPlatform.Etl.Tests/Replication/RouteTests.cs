using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

[TestClass]
public sealed class RouteTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_schools_of_a_province_are_known_in_the_others_and_its_pupils_are_not(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.FillAsync("51", "511725", 200);

        await centers.PushAsync("51");
        await centers.PullAsync("44");

        var schools = await centers["51"].ScalarAsync<long>("SELECT COUNT(*) FROM school");
        Assert.IsGreaterThan(0, schools);
        Assert.AreEqual(schools, await centers["44"].ScalarAsync<long>("SELECT COUNT(*) FROM school"));
        Assert.AreEqual(0, await centers["44"].ScalarAsync<long>("SELECT COUNT(*) FROM student"));
        Assert.AreEqual(0, await centers["44"].ScalarAsync<long>("SELECT COUNT(*) FROM staff"));
        Assert.AreEqual(0, await centers["44"].ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_the_nation_announces_is_known_in_every_province(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        var day = new DateOnly(2027, 5, 4);
        await centers.Nation.RunAsync<AnnounceHolidays>(announce => announce.HandleAsync(
            2027, [new SpecialDay(day, IsWorking: false, "青年节")], 1, Caller.Center(0, Tier.Ministry), None));

        Assert.IsGreaterThan(0, await centers.Nation.RunAsync<RouteChanges, int>(route => route.RunAsync(None)));
        foreach (var province in (string[])["51", "44"])
        {
            await centers.PullAsync(province);
            Assert.AreEqual(
                "青年节",
                await centers[province].ScalarAsync<string>("SELECT name FROM calendar_day WHERE day = @day", new { day }));
        }
    }

    [TestMethod]
    public async Task What_came_from_a_province_does_not_go_back_to_it()
    {
        await using var centers = await ReplicatedCenters.StartAsync(Engine.Sqlite, "51", "44");
        await centers.FillAsync("51", "511725", 50);
        await centers.PushAsync("51");

        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM change_log WHERE destination = '51'"));
        Assert.IsGreaterThan(
            0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM change_log WHERE destination = '44'"));
    }
}
