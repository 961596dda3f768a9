using System.Net;
using System.Text.Json;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Replication;

/// <summary>What an operator does about the exchange from afar.</summary>
[TestClass]
public sealed class SteerReplicationApiTests
{
    private const string Root = "/api/v1/replication";

    private const string Pupils = "SELECT COUNT(*) FROM student";

    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_channel_that_is_paused_sends_nothing_until_it_is_resumed(Engine engine)
    {
        await using var centers = await JoinedCenters.StartAsync(engine);
        await centers.SettleAsync();
        await centers.Province.FillAsync("511725", 30);
        using var client = await centers.Province.ClientAsync(Role.SystemAdministrator);

        await DoneAsync(client, "/channels/51-00/pause");

        Assert.AreEqual("paused", await StateAsync(client, "51-00"));
        Assert.AreEqual(WorkOutcome.Idle, (await RunAsync(centers, "replication_push")).Outcome);
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>(Pupils));
        await (await PostAsync(client, "/channels/51-00/pause")).AssertProblemAsync(HttpStatusCode.Conflict, "channel_state");
        await (await PostAsync(client, "/channels/51-00/retry")).AssertProblemAsync(HttpStatusCode.Conflict, "channel_state");

        await DoneAsync(client, "/channels/51-00/resumption");

        Assert.AreEqual("active", await StateAsync(client, "51-00"));
        var run = await RunAsync(centers, "replication_push");
        Assert.AreEqual(WorkOutcome.Done, run.Outcome, run.Error);
        Assert.AreEqual(30, await centers.Nation.ScalarAsync<long>(Pupils));
        await (await PostAsync(client, "/channels/51-00/resumption"))
            .AssertProblemAsync(HttpStatusCode.Conflict, "channel_state");
        foreach (var none in new[] { "44-00", "51", "x" })
            await (await PostAsync(client, $"/channels/{none}/pause")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        Assert.AreEqual(
            2,
            await centers.Province.ScalarAsync<long>("SELECT COUNT(*) FROM audit_event WHERE action IN ('replication.pause', 'replication.resume') AND user_id > 0 AND result = 'done'"),
            "the audit trail names who did it");
    }

    [TestMethod]
    public async Task A_broken_channel_is_tried_again_and_a_batch_that_asks_is_approved_by_its_number()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.SettleAsync();
        var applied = await centers.Nation.ScalarAsync<long>(
            "SELECT applied_number FROM replication_channel WHERE channel = '51-00'");
        using var client = await centers.Nation.ClientAsync(Role.SystemAdministrator);
        await centers.Nation.ExecuteAsync(
            "UPDATE replication_channel SET state = 'asking', error = '须运维人员确认' WHERE channel = '51-00'");

        await (await PostAsync(client, $"/channels/51-00/batches/{applied + 2}/approval"))
            .AssertProblemAsync(HttpStatusCode.Conflict, "not_asking");
        Assert.AreEqual("asking", await StateAsync(client, "51-00"));
        await DoneAsync(client, $"/channels/51-00/batches/{applied + 1}/approval");
        Assert.AreEqual("active", await StateAsync(client, "51-00"));

        await centers.Nation.ExecuteAsync("UPDATE replication_channel SET state = 'broken' WHERE channel = '51-00'");
        await DoneAsync(client, "/channels/51-00/retry");
        Assert.AreEqual("active", await StateAsync(client, "51-00"));
    }

    [TestMethod]
    public async Task A_nation_that_was_restored_waits_for_its_provinces_and_a_province_is_told_that_it_need_not()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.SettleAsync();
        using var nation = await centers.Nation.ClientAsync(Role.SystemAdministrator);
        using var province = await centers.Province.ClientAsync(Role.SystemAdministrator);

        Assert.AreEqual(1, (await (await PostAsync(nation, "/restoration")).JsonAsync()).GetProperty("provinces").GetInt32());
        Assert.AreEqual("recovering", await StateAsync(nation, "00-51"));
        await (await PostAsync(province, "/restoration")).AssertProblemAsync(HttpStatusCode.Conflict, "not_nation");
        Assert.AreEqual("active", await StateAsync(province, "00-51"), "or it would fetch nothing any more");

        await centers.SettleAsync();
        Assert.AreEqual("active", await StateAsync(nation, "00-51"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_is_set_aside_is_listed_without_its_rows_tried_again_or_discarded(Engine engine)
    {
        await using var centers = await JoinedCenters.StartAsync(engine);
        await centers.Province.FillAsync("511725", 30);
        await centers.SettleAsync();
        var (one, other) = await TakeTwoNumbersAsync(centers);
        using var client = await centers.Nation.ClientAsync(Role.SystemAdministrator);

        var first = await GetAsync(client, "/quarantine?limit=1");
        var second = await GetAsync(client, $"/quarantine?limit=1&cursor={first.GetProperty("next").GetString()}");
        var listed = new[] { first, second }.Select(page => page.GetProperty("items")[0]).ToList();
        CollectionAssert.AreEqual(new[] { one, other }, listed.ConvertAll(line => line.GetProperty("entityId").GetInt64()));
        Assert.AreEqual(("51-00", "school_class", "key_taken"), (
            listed[0].GetProperty("channel").GetString(), listed[0].GetProperty("entity").GetString(),
            listed[0].GetProperty("reason").GetString()));
        Assert.IsFalse(listed[0].TryGetProperty("content", out _), "rows are people's");
        Assert.IsFalse(second.TryGetProperty("next", out _));

        Assert.AreEqual(0, await CountAsync(client, "/quarantine/retry"));
        await centers.Nation.ExecuteAsync("UPDATE school_class SET class_number = 79 WHERE class_number = 77");
        Assert.AreEqual(1, await CountAsync(client, "/quarantine/retry"));
        Assert.AreEqual(
            77,
            await centers.Nation.ScalarAsync<int>("SELECT class_number FROM school_class WHERE class_id = @one", new { one }));

        Assert.AreEqual(1, await CountAsync(client, $"/quarantine/{other}/removal"));
        await (await PostAsync(client, $"/quarantine/{other}/removal")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        Assert.AreEqual(0, (await GetAsync(client, "/quarantine")).GetProperty("items").GetArrayLength());
    }

    [TestMethod]
    public async Task The_report_of_a_comparison_is_shown_at_the_center_that_made_it()
    {
        await using var centers = await JoinedCenters.StartAsync();
        await centers.Province.FillAsync("511725", 30);
        await centers.SettleAsync();
        await centers.Nation.ExecuteAsync(
            "UPDATE student SET former_name = '改动' WHERE student_id = (SELECT MIN(student_id) FROM student)");
        var run = await RunAsync(centers, "replication_reconcile");
        Assert.AreEqual(WorkOutcome.Done, run.Outcome, run.Error);
        using var client = await centers.Province.ClientAsync(Role.AuditAdministrator);

        var report = (await GetAsync(client, "/reports")).GetProperty("items")[0];

        Assert.AreEqual(("51", 1), (report.GetProperty("province").GetString(), report.GetProperty("differing").GetInt32()));
        Assert.AreEqual(1, report.GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("entity").GetString() == "student").GetProperty("repaired").GetInt32());
    }

    [TestMethod]
    public async Task Only_a_system_administrator_steers_and_nothing_has_happened_when_another_tried()
    {
        await using var centers = await JoinedCenters.StartAsync();
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.SystemAdministrator))
        {
            using var client = await centers.Nation.ClientAsync(role);
            foreach (var door in new[]
            {
                "/channels/51-00/pause", "/channels/51-00/resumption", "/channels/51-00/retry",
                "/channels/51-00/batches/1/approval", "/restoration", "/quarantine/retry", "/quarantine/1/removal",
            })
                await (await PostAsync(client, door)).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        }

        Assert.AreEqual(
            2, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_channel WHERE state = 'active'"));
        using var registrar = await centers.Nation.ClientAsync(Role.Registrar);
        await (await registrar.GetAsync(Root + "/quarantine")).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    // Two classes of the province get numbers that others have at the nation.
    private static async Task<(long One, long Other)> TakeTwoNumbersAsync(JoinedCenters centers)
    {
        var one = await centers.Province.ScalarAsync<long>("SELECT MIN(class_id) FROM school_class");
        var other = await centers.Province.ScalarAsync<long>("SELECT MAX(class_id) FROM school_class");
        foreach (var (id, like, number) in new[] { (1, one, 77), (2, other, 78) })
        {
            await centers.Nation.ExecuteAsync(
                """
                INSERT INTO school_class (class_id, school_id, stage, entry_year, class_number, grade, name, type_code, schooling_system, status, formed_on,
                    home_center, row_version)
                SELECT @id, school_id, stage, entry_year, @number, grade, name, type_code, schooling_system, status, formed_on, home_center, 1
                FROM school_class WHERE class_id = @like
                """,
                new { id, like, number });
            await RenumberAsync(centers.Province, like, number);
        }

        await centers.PushAsync();
        return (one, other);
    }

    private static async Task RenumberAsync(HostedCenter province, long id, int number)
    {
        await province.ExecuteAsync(
            "UPDATE school_class SET class_number = @number, row_version = row_version + 1 WHERE class_id = @id",
            new { id, number });
        await province.ExecuteAsync(
            """
            INSERT INTO change_log (change_id, entity, entity_id, entity_version, operation, logged_at)
            SELECT (SELECT COALESCE(MAX(l.change_id), 0) + 1 FROM change_log AS l), 'school_class', class_id, row_version, 'upsert', @now
            FROM school_class WHERE class_id = @id
            """,
            new { id, now = province.Time.Now });
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path) => client.PostAsync(Root + path, null);

    private static async Task DoneAsync(HttpClient client, string path)
    {
        var answer = await PostAsync(client, path);
        Assert.AreEqual(HttpStatusCode.NoContent, answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(Root + path);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static async Task<int> CountAsync(HttpClient client, string path) =>
        (await (await PostAsync(client, path)).JsonAsync()).GetProperty("count").GetInt32();

    private static async Task<string?> StateAsync(HttpClient client, string channel) => (await GetAsync(client, "/status")).GetProperty("channels")
        .EnumerateArray().Single(row => row.GetProperty("channel").GetString() == channel).GetProperty("state").GetString();

    private static Task<WorkRun> RunAsync(JoinedCenters centers, string work) =>
        centers.Province.RunAsync((RunWork run) => run.HandleAsync(work, None));
}
