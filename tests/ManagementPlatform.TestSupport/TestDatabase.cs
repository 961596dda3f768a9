using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport.Databases;

namespace ManagementPlatform.TestSupport;

/// <summary>A migrated, empty database of a test's own.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Dictionary<Engine, TestServer> Servers = new()
    {
        [Engine.Sqlite] = new SqliteFolder(),
        [Engine.PostgreSql] = new PostgreSqlDatabases(),
        [Engine.SqlServer] = new SqlServerDatabases(),
    };

    private static readonly SemaphoreSlim Copying = new(1, 1);
    private static readonly Dictionary<(Engine, string), TestDatabase> States = [];

    private readonly TestServer _server;

    private TestDatabase(TestServer server, string connectionString)
    {
        _server = server;
        ConnectionString = connectionString;
        Database = server.DatabaseAt(connectionString);
    }

    public Database Database { get; }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync(Engine engine)
    {
        var server = Servers[engine];
        return new TestDatabase(server, await server.CreateMigratedAsync());
    }

    /// <summary>
    /// A database in a state that takes long to reach: made once in this process and copied afterwards; where an engine cannot
    /// copy, made each time.
    /// </summary>
    /// <param name="name">Of the state; the same for the same <paramref name="make"/>.</param>
    public static async Task<TestDatabase> CreateAsync(Engine engine, string name, Func<TestDatabase, Task> make)
    {
        await Copying.WaitAsync();
        try
        {
            if (!States.TryGetValue((engine, name), out var state))
            {
                state = await CreateAsync(engine);
                await make(state);
                States[(engine, name)] = state;
            }

            if (await state._server.CopyAsync(state.ConnectionString) is { } copy)
                return new TestDatabase(state._server, copy);
            States.Remove((engine, name));
            return state;
        }
        finally
        {
            Copying.Release();
        }
    }

    /// <summary>
    /// A copy of this database as it is now, while nobody uses it: a backup. Null where the engine has no quick way.
    /// </summary>
    public async Task<TestDatabase?> CopyAsync() =>
        await _server.CopyAsync(ConnectionString) is { } copy ? new TestDatabase(_server, copy) : null;

    /// <summary>A database without any table, for tests of the migrations themselves.</summary>
    public static async Task<TestDatabase> CreateBlankAsync(Engine engine)
    {
        var server = Servers[engine];
        return new TestDatabase(server, await server.CreateBlankAsync());
    }

    /// <summary>
    /// Empties every table, by what each engine does best. Respawn, were it in the package registry, would take its place here.
    /// </summary>
    public Task ResetAsync() => _server.ResetAsync(ConnectionString);

    public async ValueTask DisposeAsync() => await _server.DropAsync(ConnectionString);

    /// <summary>Deletes what stays between tests (templates, reused databases); at the end of a test assembly.</summary>
    public static async Task CleanUpAsync()
    {
        foreach (var state in States.Values)
            await state.DisposeAsync();
        foreach (var server in Servers.Values)
            await server.CleanUpAsync();
    }
}
