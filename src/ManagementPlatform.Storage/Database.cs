using System.Data.Common;
using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.Storage;

/// <summary>The database of a center: which engine, where. Opens connections; keeps nothing else.</summary>
public sealed class Database : IDisposable
{
    private readonly string _connectionString;

    public Database(SqlDialect dialect, string connectionString)
    {
        Startup.EnsureRegistered();
        Dialect = dialect;
        _connectionString = dialect.Complete(connectionString);
        Writers = new WriterGate(isSingle: dialect.Engine == Engine.Sqlite);
        var beside = dialect.Beside(_connectionString);
        Beside = beside == _connectionString ? this : new Database(dialect, beside, Writers);
    }

    private Database(SqlDialect dialect, string connectionString, WriterGate writers)
    {
        (Dialect, _connectionString, Writers) = (dialect, connectionString, writers);
        Beside = this;
    }

    /// <summary>
    /// The same database for whoever may hold a connection already and needs another for a moment: where connections are counted,
    /// these are counted by themselves, so that nobody waits for those who wait for him.
    /// </summary>
    public Database Beside { get; }

    public SqlDialect Dialect { get; }

    internal WriterGate Writers { get; }

    public Engine Engine => Dialect.Engine;

    /// <param name="engine"><c>sqlite</c>, <c>sqlserver</c> or <c>postgresql</c>, as in <c>Database:Engine</c>.</param>
    /// <exception cref="ArgumentException">Another engine name.</exception>
    public static Database Of(string engine, string connectionString) => new(
        engine.ToLowerInvariant() switch
        {
            "sqlite" => new SqliteDialect(),
            "sqlserver" => new SqlServerDialect(),
            "postgresql" => new PostgreSqlDialect(),
            _ => throw new ArgumentException($"未知的数据库引擎“{engine}”，可选 sqlite、sqlserver、postgresql。", nameof(engine)),
        },
        connectionString);

    /// <exception cref="CenterBusyException">All connections of the pool are in use.</exception>
    public async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = Dialect.CreateConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await Dialect.PrepareAsync(connection, cancel);
            return connection;
        }
        catch (Exception exception) when (Dialect.IsPoolUsedUp(exception))
        {
            await connection.DisposeAsync();
            throw new CenterBusyException();
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the database when it is a file that is not there yet; for migrations only.</summary>
    public Task EnsureExistsAsync(CancellationToken cancel) => Dialect.EnsureExistsAsync(_connectionString, cancel);

    /// <summary>Closes the connections that wait for their next use, so that a file can be moved or deleted.</summary>
    public void Release()
    {
        Dialect.Release(_connectionString);
        if (Beside != this)
            Beside.Release();
    }

    public void Dispose() => Release();

    // Dapper's type handlers are process-wide: registered once, before the first connection.
    private static class Startup
    {
        static Startup() => ColumnValues.Register();

        public static void EnsureRegistered()
        {
        }
    }
}
