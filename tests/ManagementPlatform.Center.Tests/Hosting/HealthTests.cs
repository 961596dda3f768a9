using System.Net;
using ManagementPlatform.Center.Tests.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ManagementPlatform.Center.Tests.Hosting;

[TestClass]
public sealed class HealthTests
{
    [TestMethod]
    public async Task A_missing_database_file_stops_the_work_and_its_return_heals_it()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var client = await center.ClientAsync(Role.SystemAdministrator);
        await AssertReadyAsync(client, HttpStatusCode.OK);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/users")).StatusCode);

        var file = new SqliteConnectionStringBuilder(center.Scope.ConnectionString).DataSource;
        Move(file, file + ".away");
        await AssertReadyAsync(client, HttpStatusCode.ServiceUnavailable);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        var answer = await client.GetAsync("/api/v1/users");
        await answer.AssertProblemAsync(HttpStatusCode.ServiceUnavailable, "database_unavailable");
        Assert.IsNotNull(answer.Headers.RetryAfter);
        Assert.IsFalse(File.Exists(file), "an empty registry was made in its place");

        Move(file + ".away", file);
        await AssertReadyAsync(client, HttpStatusCode.OK);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/users")).StatusCode);
    }

    [TestMethod]
    public async Task A_backup_put_in_place_of_the_file_is_used_at_once()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var client = await center.ClientAsync(Role.SystemAdministrator);
        var file = new SqliteConnectionStringBuilder(center.Scope.ConnectionString).DataSource;
        await center.Scope.ScalarAsync<int>("PRAGMA wal_checkpoint(TRUNCATE)");
        File.Copy(file, file + ".backup");
        var later = await center.AddAccountAsync([Role.Registrar]);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync($"/api/v1/users/{later}")).StatusCode);

        Move(file, file + ".away");
        Move(file + ".backup", file);
        Assert.AreEqual(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/users/{later}")).StatusCode);
        await AssertReadyAsync(client, HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task A_lost_server_stops_the_work_and_its_return_heals_it()
    {
        var server = new NpgsqlConnectionStringBuilder(await TestSupport.PostgreSqlServer.ConnectionStringAsync());
        using var wire = new Wire(server.Host!, server.Port);
        wire.Mend();
        await using var center = await CenterUnderTest.StartAsync(Engine.PostgreSql, through: connection =>
            new NpgsqlConnectionStringBuilder(connection) { Host = "127.0.0.1", Port = wire.Port, Timeout = 5 }.ToString());
        using var client = await center.ClientAsync(Role.SystemAdministrator);
        await AssertReadyAsync(client, HttpStatusCode.OK);

        wire.Cut();
        await AssertReadyAsync(client, HttpStatusCode.ServiceUnavailable);
        await (await client.GetAsync("/api/v1/users"))
            .AssertProblemAsync(HttpStatusCode.ServiceUnavailable, "database_unavailable");
        wire.Mend();
        await AssertReadyAsync(client, HttpStatusCode.OK);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/users")).StatusCode);
    }

    [TestMethod]
    public async Task A_full_disk_refuses_writes_clearly_and_room_heals_it()
    {
        using var disk = SmallDisk.Mount(megabytes: 16);
        var settings = new Dictionary<string, string?> { ["Center:DataFolder"] = Path.Combine(disk.Folder, "data"), ["RateLimits:Enabled"] = "false" };
        await using var center = await CenterUnderTest.StartAsync(settings: settings, routes: new ProbeRoutes().Map, through: connection =>
        {
            // The file moves to the small disk and leaves a link where it was; nobody keeps the old one open.
            var file = new SqliteConnectionStringBuilder(connection).DataSource;
            Move(file, Path.Combine(disk.Folder, "center.db"));
            File.CreateSymbolicLink(file, Path.Combine(disk.Folder, "center.db"));
            return connection;
        });
        using var client = await center.ClientAsync(Role.Registrar);
        await AssertReadyAsync(client, HttpStatusCode.OK);

        disk.Fill();
        HttpResponseMessage answer;
        var written = 0;
        while ((answer = await CreateAsync(client)).StatusCode == HttpStatusCode.Created && written < 100)
            written++; // into the room that the write-ahead log has already
        await answer.AssertProblemAsync(HttpStatusCode.ServiceUnavailable, "database_unavailable");
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/me")).StatusCode);

        disk.MakeRoom();
        await AssertReadyAsync(client, HttpStatusCode.OK);
        Assert.AreEqual(HttpStatusCode.Created, (await CreateAsync(client)).StatusCode);
        Assert.AreEqual(
            written + 1, await center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'probe.create'"));
    }

    [TestMethod]
    public async Task A_database_that_takes_no_writes_is_not_ready()
    {
        await using var center = await CenterUnderTest.StartAsync(Engine.PostgreSql);
        using var client = await center.ClientAsync(Role.SystemAdministrator);
        var name = new NpgsqlConnectionStringBuilder(center.Scope.ConnectionString).Database;
        await center.Scope.ScalarAsync<int>($"ALTER DATABASE {name} SET default_transaction_read_only = on");
        await ForgetConnectionsAsync(center);
        await AssertReadyAsync(client, HttpStatusCode.ServiceUnavailable);
        await (await client.PostAsync("/api/v1/me/sign-out", null))
            .AssertProblemAsync(HttpStatusCode.ServiceUnavailable, "database_unavailable");
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/users")).StatusCode);

        await center.Scope.ScalarAsync<int>(
            $"SET TRANSACTION READ WRITE; ALTER DATABASE {name} RESET default_transaction_read_only");
        await ForgetConnectionsAsync(center);
        await AssertReadyAsync(client, HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task A_data_folder_that_takes_no_files_is_not_ready()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var client = center.Anonymous();
        await AssertReadyAsync(client, HttpStatusCode.OK);
        Directory.Delete(center.DataFolder, recursive: true);
        await File.WriteAllTextAsync(center.DataFolder, "a file where the folder was");
        await AssertReadyAsync(client, HttpStatusCode.ServiceUnavailable, "dataFolder");
        File.Delete(center.DataFolder);
        await AssertReadyAsync(client, HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task A_schema_of_another_version_is_not_ready()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var client = center.Anonymous();
        await center.Scope.ScalarAsync<int>("DELETE FROM schema_migration WHERE number = 1");
        await AssertReadyAsync(client, HttpStatusCode.ServiceUnavailable);
    }

    [TestMethod]
    public async Task A_long_write_of_another_process_leaves_the_center_ready()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var client = center.Anonymous();
        await using var other = await center.Scope.Database.OpenAsync(CancellationToken.None);
        await using var transaction = await center.Scope.Database.Dialect.BeginWriteAsync(other, CancellationToken.None);
        await AssertReadyAsync(client, HttpStatusCode.OK);
    }

    // The center's pool and no other: every other test has its own in this process.
    private static async Task ForgetConnectionsAsync(CenterUnderTest center)
    {
        await using var pooled = await center.Scope.Database.OpenAsync(CancellationToken.None);
        NpgsqlConnection.ClearPool((NpgsqlConnection)pooled);
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient client) =>
        client.PostAsync("/api/v1/probe/things", Answers.Json($$"""{"name":"{{new string('a', 500_000)}}","count":1}"""));

    private static async Task AssertReadyAsync(HttpClient client, HttpStatusCode status, string failing = "database")
    {
        var answer = await client.GetAsync("/health/ready");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.AreEqual(status, answer.StatusCode, text);
        var failed = (await answer.JsonAsync()).GetProperty("checks").EnumerateArray()
            .Where(c => !c.GetProperty("ok").GetBoolean()).Select(c => c.GetProperty("name").GetString());
        Assert.AreEqual(status == HttpStatusCode.OK ? "" : failing, string.Join(',', failed), text);
    }

    private static void Move(string from, string to)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            if (File.Exists(from + suffix))
                File.Move(from + suffix, to + suffix);
        }
    }
}
