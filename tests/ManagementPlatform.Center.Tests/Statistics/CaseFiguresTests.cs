using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Statistics;

[TestClass]
public sealed class CaseFiguresTests
{
    private static long Root => TestSchool.City - 10;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Overdue_business_is_counted_where_it_lies_and_seen_by_those_above(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await town.SubmitAsync();
        Assert.AreEqual("[]", (await OverdueAsync(town, TransferTown.ToCounty)).ToString());
        town.Time.Now = new DateTimeOffset(2026, 10, 13, 1, 0, 0, TimeSpan.Zero);

        var row = (await OverdueAsync(town, TransferTown.ToCounty, "?by=school"))[0];
        Assert.AreEqual(("星河小学", 1, 1, 1, "2026-09-20"), (
            row.GetProperty("name").GetString(), row.GetProperty("waiting").GetInt32(), row.GetProperty("overdue").GetInt32(),
            row.GetProperty("longOverdue").GetInt32(), row.GetProperty("earliestDueOn").GetString()));
        Assert.AreEqual("[]", (await OverdueAsync(town, TransferTown.ToCounty, "?by=bureau")).ToString());
        Assert.AreEqual("[]", (await OverdueAsync(town, TransferTown.FromCounty)).ToString(), "not theirs");
        Assert.AreEqual(1, (await OverdueAsync(town, Root)).GetArrayLength());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_month_shows_what_was_completed_in_and_out_by_province_what_waits_and_what_was_handed_over_late(
        Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await MoveToAnotherProvinceAsync(town);
        var first = await town.SubmitAsync();
        await town.DecideAsync(first, Role.Leader, TransferTown.To);
        await town.DecideAsync(first, Role.Registrar, TransferTown.ToCounty);
        await town.DecideAsync(first, Role.Leader, TransferTown.From);
        await town.DecideAsync(first, Role.Registrar, TransferTown.FromCounty);
        await town.DecideAsync(first, Role.Registrar, Root);
        await town.SubmitAsync(new { keys = await town.AddPupilAsync(), toGrade = "24", reasonCode = "02" });
        town.Time.Now = new DateTimeOffset(2026, 9, 28, 1, 0, 0, TimeSpan.Zero);
        await town.KeepDeadlinesAsync();
        var (status, done) = await town.DecideAsync(first, Role.Registrar, TransferTown.To, classId: town.ToClass);
        Assert.AreEqual(200, status, done.ToString());
        Assert.AreEqual("completed", done.GetProperty("state").GetString());

        var (_, figures) = await town.SendAsync(Role.Analyst, Root, HttpMethod.Get, "/statistics/transfers?month=2026-09");
        var rows = figures.GetProperty("provinces").EnumerateArray()
            .ToDictionary(p => p.GetProperty("provinceName").GetString()!);
        Assert.AreEqual("""{"cases":2,"completed":1,"share":0.5}""", rows["四川省教育厅"].GetProperty("out").GetRawText());
        Assert.AreEqual("""{"cases":2,"completed":1,"share":0.5}""", rows["贵州省教育厅"].GetProperty("in").GetRawText());
        Assert.AreEqual(
            (1, 1), (rows["贵州省教育厅"].GetProperty("undecided").GetInt32(), rows["贵州省教育厅"].GetProperty("lateHandOvers").GetInt32()));
        Assert.AreEqual(0, rows["四川省教育厅"].GetProperty("undecided").GetInt32());
        var (_, before) = await town.SendAsync(Role.Analyst, Root, HttpMethod.Get, "/statistics/transfers?month=2026-08");
        Assert.AreEqual(0, before.GetProperty("provinces").GetArrayLength());
        Assert.AreEqual(
            400, (await town.SendAsync(Role.Analyst, Root, HttpMethod.Get, "/statistics/transfers?month=2026-10")).Status,
            "not begun");
    }

    // The receiving school lies in 贵州 from now on; scope stays, so that one center sees both sides.
    private static async Task MoveToAnotherProvinceAsync(TransferTown town)
    {
        var scope = town.Center.Scope;
        var values = new { id = TestSchool.City + 50, yes = true, no = false, name = "贵州省教育厅", school = TransferTown.To, place = "贵州省" };
        await scope.ScalarAsync<int>(
            "INSERT INTO region (region_code, name, level, kind, is_county_authority, has_center) VALUES ('520000', @place, 'province', 'gb', @no, @yes)", values);
        await scope.ScalarAsync<int>(
            """
            INSERT INTO organization (organization_id, kind, code, name, name_pinyin, region_code, is_active, home_center, row_version)
            VALUES (@id, 'province', '520000', @name, 'x', '520000', @yes, '52', 1)
            """,
            values);
        await scope.ScalarAsync<int>("UPDATE school SET province_id = @id WHERE school_id = @school", values);
    }

    private static async Task<JsonElement> OverdueAsync(TransferTown town, long organization, string query = "")
    {
        var (status, rows) = await town.SendAsync(
            Role.Analyst, organization, HttpMethod.Get, "/statistics/overdue-cases" + query);
        Assert.AreEqual(200, status, rows.ToString());
        return rows;
    }
}
