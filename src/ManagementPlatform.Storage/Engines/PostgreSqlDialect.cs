using System.Data.Common;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace ManagementPlatform.Storage.Engines;

/// <summary>PostgreSQL and the engines derived from it.</summary>
public sealed class PostgreSqlDialect : SqlDialect
{
    // Every statement is one of a few hundred constant texts: planned once a connection, not once a request. None ever gives way
    // to another: Npgsql 10.0.0 loses step with the server when a statement that takes another's place meets an error.
    private const int MostStatements = 1000;

    // Each connection is a process of the server with its own plans and caches. A queue in front of a few that are warm is
    // shorter than the one that a hundred of them make for themselves on the processors.
    private const int MostConnections = 20, MostBeside = 4;

    private const string PoolSize = "Maximum Pool Size", ReadBuffer = "Read Buffer Size", WriteBuffer = "Write Buffer Size";

    // Of bytes. With the driver's 8 KiB a bundle of pupils wakes both ends thousands of times.
    private const int Buffer = 1 << 16;

    public override Engine Engine => Engine.PostgreSql;

    public override DbConnection CreateConnection(string connectionString) => new NpgsqlConnection(connectionString);

    public override string Complete(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.MaxAutoPrepare == 0)
            (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (MostStatements, 2);
        if (!builder.ShouldSerialize(PoolSize))
            builder.MaxPoolSize = MostConnections;
        if (!builder.ShouldSerialize(ReadBuffer))
            builder.ReadBufferSize = Buffer;
        if (!builder.ShouldSerialize(WriteBuffer))
            builder.WriteBufferSize = Buffer;

        // Nothing is set on a connection that outlives a transaction; to reset what was not set takes eight statements a request.
        builder.NoResetOnClose = true;
        return builder.ToString();
    }

    public override void Release(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    public override string Beside(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { MinPoolSize = 0, MaxPoolSize = MostBeside }.ToString();

    // What a batch carries is found by keys. Left to itself the planner reads a whole table of numbers for every ten thousand
    // pupils, with as many processes as there are processors. A descendant may not know all of the settings.
    public override async ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancel)
    {
        var transaction = await base.BeginReadAsync(connection, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            SELECT set_config(s.name, w.value, true) FROM pg_settings AS s
            JOIN (VALUES ('enable_seqscan', 'off'), ('max_parallel_workers_per_gather', '0'), ('jit', 'off')) AS w (name, value)
                ON w.name = s.name
            """,
            null, transaction, cancellationToken: cancel));
        return transaction;
    }

    // A table that is not eight times as large as when it was looked at keeps its figures: to look anew after each of many loads
    // costs more than the load, and the planner goes by the size that a table has now in any case.
    public override async Task RefreshStatisticsAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyDictionary<string, long> loaded, CancellationToken cancel)
    {
        var grown = (await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(@names)
                AND pg_relation_size(oid) >= 8 * relpages::bigint * current_setting('block_size')::bigint
            """,
            new { names = loaded.Keys.ToArray() }, transaction, cancellationToken: cancel))).AsList();
        if (grown.Count > 0)
            await connection.ExecuteAsync(
                new CommandDefinition($"ANALYZE {string.Join(", ", grown)}", null, transaction, 0, cancellationToken: cancel));
    }

    // As its own logical replication does it. Triggers, and with them foreign keys, rest; the savepoint is for a role that may
    // not say so and for a descendant that does not know it.
    public override async Task<bool> TrustParentsAsync(
        DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        const string Savepoint = "trust";
        await transaction.SaveAsync(Savepoint, cancel);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition("SET LOCAL session_replication_role = replica", null, transaction, cancellationToken: cancel));
            await transaction.ReleaseAsync(Savepoint, cancel);
            return true;
        }
        catch (PostgresException)
        {
            await transaction.RollbackAsync(Savepoint, cancel);
            return false;
        }
    }

    public override Task DoubtParentsAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel) => connection.ExecuteAsync(
        new CommandDefinition("SET LOCAL session_replication_role = origin", null, transaction, cancellationToken: cancel));

    public override async Task<long> BulkInsertAsync<T>(
        DbConnection connection, DbTransaction transaction, Table<T> table, IEnumerable<T> rows, CancellationToken cancel)
    {
        await using var copy = await ((NpgsqlConnection)connection).BeginBinaryImportAsync(
            $"COPY {table.Name} ({table.SelectList}) FROM STDIN (FORMAT BINARY)", cancel);
        long count = 0;
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            await copy.StartRowAsync(cancel);
            foreach (var column in table.Columns)
            {
                if (column.Utf8 is { } utf8)
                    Write(copy, utf8(row));
                else
                    Write(copy, column.Read(row));
            }

            count++;
        }

        await copy.CompleteAsync(cancel);
        return count;
    }

    private static void Write(NpgsqlBinaryImporter copy, ReadOnlyMemory<byte>? text)
    {
        if (text is { } bytes)
            copy.Write(bytes, NpgsqlDbType.Varchar);
        else
            copy.WriteNull();
    }

    // Into the driver's buffer: to await each of forty million values costs more than to write them.
    private static void Write(NpgsqlBinaryImporter copy, object? value)
    {
        switch (value)
        {
            case null: copy.WriteNull(); break;
            case string text: copy.Write(text, NpgsqlDbType.Varchar); break;
            case long number: copy.Write(number, NpgsqlDbType.Bigint); break;
            case int number: copy.Write(number, NpgsqlDbType.Integer); break;
            case bool flag: copy.Write(flag, NpgsqlDbType.Boolean); break;
            case DateOnly date: copy.Write(date, NpgsqlDbType.Date); break;
            case DateTimeOffset time: copy.Write(time.ToUniversalTime(), NpgsqlDbType.TimestampTz); break;
            case decimal number: copy.Write(number, NpgsqlDbType.Numeric); break;
            default: throw new NotSupportedException($"No column type for {value.GetType()}.");
        }
    }

    public override Task<string?> ViolatedKeyAsync(DbException exception, DbConnection connection, CancellationToken cancel) =>
        Task.FromResult(
            exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } e ? e.ConstraintName : null);

    public override bool IsTransient(DbException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable,
    };

    public override bool IsUnavailable(DbException exception) => exception switch
    {
        PostgresException e => e.SqlState.StartsWith("53", StringComparison.Ordinal)
            || e.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || e.SqlState.StartsWith("58", StringComparison.Ordinal) || e.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction
            || e.SqlState == PostgresErrorCodes.InvalidCatalogName,
        NpgsqlException => true,
        _ => false,
    };

    // 22: data exception; 23 without unique violations: a foreign key, a check, a missing value.
    public override bool RejectsValue(DbException exception) => exception is PostgresException { SqlState: var state }
        && (state.StartsWith("22", StringComparison.Ordinal)
            || (state.StartsWith("23", StringComparison.Ordinal) && state != PostgresErrorCodes.UniqueViolation));
}
