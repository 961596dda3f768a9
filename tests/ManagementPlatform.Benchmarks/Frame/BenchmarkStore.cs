using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ManagementPlatform.Benchmarks.Frame;

/// <summary>
/// The databases of one benchmark on one engine, each named, copied and thrown away at the end. PostgreSQL runs with the settings
/// of a durable server (fsync and all), not with those of the tests.
/// </summary>
internal sealed class BenchmarkStore : IAsyncDisposable
{
    private readonly string? _server;

    private BenchmarkStore(Engine engine, string folder, string? server)
    {
        (Engine, Folder, _server) = (engine, folder, server);
        Directory.CreateDirectory(folder);
    }

    public Engine Engine { get; }

    public string Folder { get; }

    /// <param name="isPublisher">The server can publish its changes (logical replication).</param>
    public static async Task<BenchmarkStore> OpenAsync(Engine engine, string parentFolder, bool isPublisher = false)
    {
        var folder = Path.Combine(parentFolder, "mp-benchmark-" + Guid.CreateVersion7().ToString("n"));
        string[] durable =
        [
            "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on", "-c",
            "shared_buffers=1GB", "-c", "max_wal_size=4GB", "-c", "work_mem=32MB", "-c", "maintenance_work_mem=256MB",
            .. isPublisher ? (string[])["-c", "wal_level=logical"] : [],
        ];
        return new(engine, folder, engine == Engine.PostgreSql ? await PostgreSqlServer.StartAsync(durable) : null);
    }

    public string ConnectionString(string name) => Engine == Engine.Sqlite
        ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, name + ".db") }.ToString()
        : new NpgsqlConnectionStringBuilder(_server) { Database = "mp_" + name, CommandTimeout = 0 }.ToString();

    public Database Database(string name) => Storage.Database.Of(Engine.ToString(), ConnectionString(name));

    public async Task CreateAsync(string name)
    {
        if (Engine == Engine.PostgreSql)
            await OnServerAsync($"CREATE DATABASE mp_{name} TEMPLATE template0");
    }

    /// <summary>A copy of a database that nobody is connected to.</summary>
    public async Task CopyAsync(string from, string to)
    {
        if (Engine == Engine.PostgreSql)
            await OnServerAsync($"CREATE DATABASE mp_{to} TEMPLATE mp_{from}");
        else
            File.Copy(Path.Combine(Folder, from + ".db"), Path.Combine(Folder, to + ".db"));
    }

    public async Task DropAsync(string name)
    {
        if (Engine == Engine.PostgreSql)
        {
            NpgsqlConnection.ClearAllPools(); // the next database of this name is another one
            await OnServerAsync($"DROP DATABASE mp_{name} WITH (FORCE)");
            return;
        }

        foreach (var suffix in new[] { ".db", ".db-wal", ".db-shm" })
            File.Delete(Path.Combine(Folder, name + suffix));
    }

    /// <summary>
    /// Does at once what a PostgreSQL server does in the hours after a large load, so that it does not do it while something is
    /// measured.
    /// </summary>
    public async Task SettleAsync(string name)
    {
        if (Engine != Engine.PostgreSql)
            return;
        await using var connection = new NpgsqlConnection(ConnectionString(name));
        await connection.OpenAsync();
        foreach (var statement in new[] { "VACUUM ANALYZE", "CHECKPOINT" })
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async Task<string> VersionAsync()
    {
        await using var connection = Engine == Engine.Sqlite
            ? new SqliteConnection("Data Source=:memory:")
            : (System.Data.Common.DbConnection)new NpgsqlConnection(_server);
        await connection.OpenAsync();
        return (Engine == Engine.Sqlite ? "SQLite " : "PostgreSQL ") + connection.ServerVersion;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task OnServerAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(_server + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
