using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ManagementPlatform.Storage.Engines;

/// <summary>The embedded default: one writer at a time, readers never wait (write-ahead log).</summary>
public sealed class SqliteDialect : SqlDialect
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;
    private const int TooBig = 18, Constraint = 19, Mismatch = 20;
    private const string UniqueFailed = "UNIQUE constraint failed: ";

    private readonly ConcurrentDictionary<string, SqliteConnectionPool> _pools = [];

    public override Engine Engine => Engine.Sqlite;

    // A missing file must be an error, not a new, empty registry that takes writes.
    public override string Complete(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.Mode == SqliteOpenMode.ReadWriteCreate && !IsInMemory(builder))
            builder.Mode = SqliteOpenMode.ReadWrite;
        builder.Pooling = false; // the pool is here
        return builder.ToString();
    }

    public override async Task EnsureExistsAsync(string connectionString, CancellationToken cancel)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.Mode != SqliteOpenMode.ReadWrite || File.Exists(builder.DataSource))
            return;
        if (Path.GetDirectoryName(Path.GetFullPath(builder.DataSource)) is { } folder)
            Directory.CreateDirectory(folder);
        builder.Mode = SqliteOpenMode.ReadWriteCreate;
        builder.Pooling = false;
        await using var connection = new SqliteConnection(builder.ToString());
        await connection.OpenAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition("PRAGMA journal_mode = WAL", cancellationToken: cancel));
    }

    public override async Task HurryAsync(DbConnection connection, CancellationToken cancel)
    {
        ((PooledSqliteConnection)connection).IsSpoiled = true;
        ((SqliteConnection)connection).DefaultTimeout = 1;
        await connection.ExecuteAsync(new CommandDefinition("PRAGMA busy_timeout = 500", cancellationToken: cancel));
    }

    public override DbConnection CreateConnection(string connectionString) =>
        _pools.GetOrAdd(connectionString, text => new SqliteConnectionPool(text)).Take();

    public override void Release(string connectionString)
    {
        if (_pools.TryRemove(connectionString, out var pool))
            pool.Close();
    }

    public override async Task PrepareAsync(DbConnection connection, CancellationToken cancel)
    {
        var pooled = (PooledSqliteConnection)connection;
        await LeaveMovedFileAsync(pooled, cancel);
        if (pooled.IsPrepared)
            return;

        // synchronous=NORMAL loses no committed transaction when the process dies, only, at worst, the last ones when the machine
        // does.
        await connection.ExecuteAsync(new CommandDefinition(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            PRAGMA foreign_keys = ON;
            PRAGMA cache_size = -65536;
            PRAGMA temp_store = MEMORY;
            """,
            cancellationToken: cancel));
        pooled.IsPrepared = true;
    }

    // BEGIN IMMEDIATE: a transaction that reads first and writes later could not be retried by the engine.
    public override ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancel) =>
        new(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public override ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancel) =>
        new(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override async Task<long> BulkInsertAsync<T>(
        DbConnection connection, DbTransaction transaction, Table<T> table, IEnumerable<T> rows, CancellationToken cancel)
    {
        await using var insert = ((SqliteConnection)connection).CreateCommand();
        insert.CommandText = table.Insert.For(Engine);
        insert.Transaction = (SqliteTransaction)transaction;
        var parameters = new SqliteParameter[table.Columns.Count];
        for (var i = 0; i < parameters.Length; i++)
            parameters[i] = insert.Parameters.Add(new SqliteParameter { ParameterName = "@" + table.Columns[i].Property });
        insert.Prepare();
        long count = 0;
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = Stored(table.Columns[i].Read(row));
            insert.ExecuteNonQuery();
            count++;
        }

        return count;
    }

    public override async Task<string?> ViolatedKeyAsync(DbException exception, DbConnection connection, CancellationToken cancel)
    {
        if (exception is not SqliteException { SqliteErrorCode: Constraint }
            || !exception.Message.Contains(UniqueFailed, StringComparison.Ordinal))
            return null;

        // SQLite names the columns, "table.a, table.b", not the constraint: ask the schema which key has them.
        var text = exception.Message[(exception.Message.IndexOf(UniqueFailed, StringComparison.Ordinal) + UniqueFailed.Length)..].TrimEnd('.', '\'');
        var columns = text.Split(", ").Select(c => c[(c.IndexOf('.', StringComparison.Ordinal) + 1)..]).ToArray();
        var table = text[..text.IndexOf('.', StringComparison.Ordinal)];
        var indexes = await connection.QueryAsync<(string Name, string Columns)>(new CommandDefinition(
            """
            SELECT l.name, group_concat(i.name, ',') FROM pragma_index_list(@table) AS l, pragma_index_info(l.name) AS i
            WHERE l."unique" = 1 AND l.origin = 'c' GROUP BY l.name
            """,
            new { table },
            cancellationToken: cancel));
        var wanted = string.Join(',', columns);
        return indexes.FirstOrDefault(i => i.Columns == wanted).Name ?? "PK_" + table;
    }

    // Busy: another process was writing all the time that the driver waits (Default Timeout of the connection string, 30 s).
    public override bool IsTransient(DbException exception) => exception is SqliteException { SqliteErrorCode: Busy or Locked };

    public override bool IsUnavailable(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: ReadOnly or IoError or Corrupt or Full or CannotOpen or NotADatabase };

    public override bool IsBusy(DbException exception) => exception is SqliteException { SqliteErrorCode: Busy or Locked };

    public override bool RejectsValue(DbException exception) => exception is SqliteException { SqliteErrorCode: TooBig or Constraint or Mismatch }
        && !exception.Message.Contains(UniqueFailed, StringComparison.Ordinal);

    // A pooled connection would go on writing into a file that was moved away, deleted or replaced.
    private static async Task LeaveMovedFileAsync(PooledSqliteConnection connection, CancellationToken cancel)
    {
        if (!connection.IsPrepared || !SqliteFile.HasMoved(connection))
            return;
        connection.CloseForGood();
        await connection.OpenAsync(cancel);
    }

    private static bool IsInMemory(SqliteConnectionStringBuilder builder) =>
        builder.Mode == SqliteOpenMode.Memory || builder.DataSource is "" or ":memory:";

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => ColumnValues.ToSqlite(time),
        DateOnly date => ColumnValues.ToSqlite(date),
        decimal number => (double)number,
        _ => value,
    };
}
