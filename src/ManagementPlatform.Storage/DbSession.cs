using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;

namespace ManagementPlatform.Storage;

/// <summary>
/// One conversation with the database: a connection opened when first needed and, inside a unit of work, its transaction. One a
/// request, command or job step; not for two threads. Everything that stores send goes through here, as <see cref="Sql"/>.
/// </summary>
public sealed class DbSession(Database database) : IAsyncDisposable
{
    private const int LargeLoad = 10_000, Growth = 4, WorthTrust = 1_000;

    private readonly Dictionary<string, long> _loaded = [];
    private readonly Dictionary<string, long> _known = [];
    private DbConnection? _connection;
    private DbTransaction? _transaction;
    private bool _isWriter, _mayTrust = true;
    private int _parts;

    public Database Database => database;

    public bool InTransaction => _transaction is not null;

    /// <summary>What every transaction begins with: it throws when this session may not write any more.</summary>
    internal Func<CancellationToken, Task>? Guard { get; set; }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(Sql sql, object? parameters, CancellationToken cancel) =>
        (await HeedingAsync((await ConnectionAsync(cancel)).QueryAsync<T>(Command(sql, parameters, cancel)), cancel)).AsList();

    public async Task<T?> FirstOrDefaultAsync<T>(Sql sql, object? parameters, CancellationToken cancel) =>
        await HeedingAsync(
            (await ConnectionAsync(cancel)).QueryFirstOrDefaultAsync<T?>(Command(sql, parameters, cancel)), cancel);

    /// <summary>Several queries as one text, in one trip to the server.</summary>
    /// <param name="read">Takes the results one after the other, in their order.</param>
    public async Task<T> QueryManyAsync<T>(Sql sql, object? parameters, Func<SqlResults, Task<T>> read, CancellationToken cancel)
    {
        var connection = await ConnectionAsync(cancel);
        await using var results = await HeedingAsync(connection.QueryMultipleAsync(Command(sql, parameters, cancel)), cancel);
        return await read(new SqlResults(results));
    }

    /// <returns>The number of rows changed.</returns>
    public async Task<int> ExecuteAsync(Sql sql, object? parameters, CancellationToken cancel) =>
        await HeedingAsync((await ConnectionAsync(cancel)).ExecuteAsync(Command(sql, parameters, cancel)), cancel);

    /// <summary>The same with a whole row's values as parameters.</summary>
    internal Task<int> ExecuteAsync(Sql sql, IReadOnlyList<Column> columns, IReadOnlyList<object?> row, CancellationToken cancel)
    {
        var parameters = new DynamicParameters();
        for (var i = 0; i < row.Count; i++)
            parameters.Add(columns[i].Property, row[i]);
        return ExecuteAsync(sql, parameters, cancel);
    }

    /// <summary>Rows one by one, without holding them all; for exports.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        Sql sql, object? parameters, [EnumeratorCancellation] CancellationToken cancel)
    {
        var connection = await ConnectionAsync(cancel);
        var rows = connection.QueryUnbufferedAsync<T>(TextOf(sql), parameters, _transaction, commandTimeout: 0);
        await foreach (var row in rows.WithCancellation(cancel))
            yield return row;
    }

    /// <summary>Whole rows of a table as values of its columns' types, times in UTC; read one by one.</summary>
    internal async IAsyncEnumerable<object?[]> RowsAsync(
        Sql sql, object? parameters, IReadOnlyList<Column> columns, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var reader = await (await ConnectionAsync(cancel)).ExecuteReaderAsync(Command(sql, parameters, cancel));
        while (await reader.ReadAsync(cancel))
        {
            var row = new object?[columns.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : ColumnValues.Read(reader, i, columns[i].ProviderType);
            yield return row;
        }
    }

    /// <summary>From here to <see cref="EndReadAsync"/> all reads see the same moment, or at least the same aggregates.</summary>
    internal async Task BeginReadAsync(CancellationToken cancel) =>
        _transaction = await database.Dialect.BeginReadAsync(await ConnectionAsync(cancel), cancel);

    internal async Task EndReadAsync(CancellationToken cancel)
    {
        await _transaction!.CommitAsync(cancel);
        await _transaction.DisposeAsync();
        _transaction = null;
    }

    public Task InsertAsync<T>(Table<T> table, T row, CancellationToken cancel) => ExecuteAsync(table.Insert, row, cancel);

    /// <summary>Writes a row over the version that was read.</summary>
    /// <exception cref="Core.RefusalException">Somebody else wrote it since.</exception>
    public Task UpdateAsync<T>(Table<T> table, T row, CancellationToken cancel) => ChangeOneAsync(table.Update, row, cancel);

    /// <summary>Runs a statement that has to find its row as it was read.</summary>
    /// <exception cref="Core.RefusalException">Somebody else wrote it since.</exception>
    public async Task ChangeOneAsync(Sql sql, object? parameters, CancellationToken cancel)
    {
        if (await ExecuteAsync(sql, parameters, cancel) == 0)
            throw Core.Refused.Stale();
    }

    /// <summary>Loads rows the fastest way the engine has. Only inside a unit of work.</summary>
    public async Task<long> BulkInsertAsync<T>(Table<T> table, IEnumerable<T> rows, CancellationToken cancel)
    {
        var transaction = _transaction ?? throw new InvalidOperationException("A bulk insert belongs inside a unit of work.");
        var connection = await ConnectionAsync(cancel);
        var count = await HeedingAsync(database.Dialect.BulkInsertAsync(connection, transaction, table, rows, cancel), cancel);
        _loaded[table.Name] = _loaded.GetValueOrDefault(table.Name) + count;
        await KeepPlansGoodAsync(table.Name, cancel);
        return count;
    }

    /// <summary>
    /// The same for rows of which the caller has seen that whatever they refer to is here: not every engine looks again.
    /// </summary>
    public async Task<long> BulkInsertSeenAsync<T>(Table<T> table, IReadOnlyCollection<T> rows, CancellationToken cancel)
    {
        if (!_mayTrust || rows.Count < WorthTrust || _transaction is not { } transaction)
            return await BulkInsertAsync(table, rows, cancel);
        _mayTrust = await database.Dialect.TrustParentsAsync(_connection!, transaction, cancel);
        var count = await BulkInsertAsync(table, rows, cancel);
        if (_mayTrust)
            await database.Dialect.DoubtParentsAsync(_connection!, transaction, cancel);
        return count;
    }

    /// <summary>Books that are no business of anybody's: one transaction, without lines in change log and audit trail.</summary>
    internal async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        try
        {
            await BeginAsync(cancel);
            var result = await work();
            await CommitAsync(cancel);
            return result;
        }
        catch
        {
            await AbandonAsync();
            throw;
        }
    }

    /// <summary>Runs a part of a unit of work that may fail without taking the rest with it.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    public async Task<DbException?> TryAsync(Func<Task> part, CancellationToken cancel)
    {
        var transaction = _transaction ?? throw new InvalidOperationException("A part belongs inside a unit of work.");

        // Parts have parts of their own: a name that comes twice would undo the last one only.
        var savepoint = string.Create(CultureInfo.InvariantCulture, $"part{++_parts}");
        await transaction.SaveAsync(savepoint, cancel);
        try
        {
            await part();
            return null;
        }
        catch (DbException exception) when (!database.Dialect.IsTransient(exception) && !database.Dialect.IsUnavailable(exception))
        {
            await transaction.RollbackAsync(savepoint, cancel);
            return exception;
        }
    }

    internal async Task BeginAsync(CancellationToken cancel)
    {
        await database.Writers.EnterAsync(cancel);
        _isWriter = true;
        _loaded.Clear();
        _known.Clear();
        _transaction = await database.Dialect.BeginWriteAsync(await ConnectionAsync(cancel), cancel);
        if (Guard is { } guard)
            await guard(cancel);
    }

    internal async Task CommitAsync(CancellationToken cancel)
    {
        var large = _loaded.Where(table => table.Value >= LargeLoad).ToDictionary();
        if (large.Count > 0)
            await database.Dialect.RefreshStatisticsAsync(_connection!, _transaction!, large, cancel);
        await _transaction!.CommitAsync(cancel);
        await _transaction.DisposeAsync();
        _transaction = null;
        LeaveWriters();
    }

    /// <summary>Rolls back and drops the connection: after a failure its state is not to be trusted.</summary>
    internal async Task AbandonAsync()
    {
        if (_transaction is { } transaction)
        {
            _transaction = null;
            try
            {
                await transaction.DisposeAsync();
            }
            catch (DbException)
            {
                // The connection is gone, and the transaction with it.
            }
        }

        await DisposeAsync();
    }

    internal async Task<string?> ViolatedKeyAsync(DbException exception, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await database.Dialect.ViolatedKeyAsync(exception, connection, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        LeaveWriters();
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    // Look-ups that were planned over a small table go on scanning it while the load makes it large: the planner hears of the
    // growth.
    private async Task KeepPlansGoodAsync(string table, CancellationToken cancel)
    {
        var loaded = _loaded[table];
        if (loaded < LargeLoad || loaded < Growth * _known.GetValueOrDefault(table))
            return;
        _known[table] = loaded;
        await database.Dialect.RefreshStatisticsAsync(
            _connection!, _transaction!, new Dictionary<string, long> { [table] = loaded }, cancel);
    }

    private async ValueTask<DbConnection> ConnectionAsync(CancellationToken cancel) =>
        _connection ??= await database.OpenAsync(cancel);

    // SqlClient reports a statement that the caller gave up as an error of the server.
    private static async Task<T> HeedingAsync<T>(Task<T> sent, CancellationToken cancel)
    {
        try
        {
            return await sent;
        }
        catch (DbException exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(null, exception, cancel);
        }
    }

    private void LeaveWriters()
    {
        if (_isWriter)
            database.Writers.Leave();
        _isWriter = false;
    }

    private CommandDefinition Command(Sql sql, object? parameters, CancellationToken cancel) =>
        new(TextOf(sql), parameters, _transaction, cancellationToken: cancel);

    private string TextOf(Sql sql) => InTransaction ? sql.For(database.Engine) : sql.WithoutHolds(database.Engine);
}

/// <summary>The results of several queries, to be read in their order.</summary>
public sealed class SqlResults(SqlMapper.GridReader results)
{
    public async Task<IReadOnlyList<T>> ListAsync<T>() => (await results.ReadAsync<T>()).AsList();

    public Task<T?> FirstOrDefaultAsync<T>() => results.ReadFirstOrDefaultAsync<T>();
}
