using System.Data.Common;

namespace ManagementPlatform.Storage.Engines;

/// <summary>The few things in which the engines differ beyond the text of a statement.</summary>
public abstract class SqlDialect
{
    public abstract Engine Engine { get; }

    public abstract DbConnection CreateConnection(string connectionString);

    /// <summary>
    /// Closes the connections that are kept open for the next use, where they are the program's (a file may be moved or deleted
    /// then).
    /// </summary>
    public virtual void Release(string connectionString)
    {
    }

    /// <summary>The connection string with what the engine needs to be safe.</summary>
    public virtual string Complete(string connectionString) => connectionString;

    /// <summary>Another connection string to the same database, where the driver counts connections by their string.</summary>
    /// <param name="connectionString">A complete one.</param>
    public virtual string Beside(string connectionString) => connectionString;

    /// <summary>Makes an empty database where the engine makes them by itself (a file); elsewhere the operator does.</summary>
    public virtual Task EnsureExistsAsync(string connectionString, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Lets this connection give up quickly when another process writes.</summary>
    public virtual Task HurryAsync(DbConnection connection, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Settings of a connection that was just opened.</summary>
    public virtual Task PrepareAsync(DbConnection connection, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Begins a transaction that is going to write.</summary>
    public virtual ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancel) =>
        connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancel);

    /// <summary>
    /// Begins a transaction that only reads. PostgreSQL shows it one moment; SQL Server keeps every row that it has read until it
    /// ends, which is enough where the root of an aggregate is read first and every write of it writes the root.
    /// </summary>
    public virtual ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancel) =>
        connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);

    /// <summary>Loads rows the fastest way the engine has, inside the caller's transaction.</summary>
    public abstract Task<long> BulkInsertAsync<T>(
        DbConnection connection, DbTransaction transaction, Table<T> table, IEnumerable<T> rows, CancellationToken cancel);

    /// <summary>
    /// Lets the engine take the caller's word that what rows refer to is here, until <see cref="DoubtParentsAsync"/>: it would
    /// look again for every row. For the engine with which that takes longer than the load itself; keys and checks hold all the
    /// same.
    /// </summary>
    /// <returns>False where the engine goes on looking: it cannot do otherwise, or the role may not let it.</returns>
    public virtual Task<bool> TrustParentsAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel) =>
        Task.FromResult(false);

    /// <summary>Ends what <see cref="TrustParentsAsync"/> began; a transaction that fails ends it too.</summary>
    public virtual Task DoubtParentsAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel) =>
        Task.CompletedTask;

    /// <summary>
    /// Tells the query planner what tables look like after a large load, inside the load's transaction. For the engine that would
    /// otherwise plan with stale figures for a minute or more.
    /// </summary>
    /// <param name="loaded">How many rows each table was given.</param>
    public virtual Task RefreshStatisticsAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyDictionary<string, long> loaded, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// The name of the unique or primary key constraint that a write violated; null when it failed for another reason.
    /// </summary>
    public abstract Task<string?> ViolatedKeyAsync(DbException exception, DbConnection connection, CancellationToken cancel);

    /// <summary>The whole transaction may succeed when run again: deadlock, serialization failure, busy writer.</summary>
    public abstract bool IsTransient(DbException exception);

    /// <summary>The engine cannot be reached or cannot store: no connection, full disk, read-only.</summary>
    public abstract bool IsUnavailable(DbException exception);

    /// <summary>All connections of the pool stayed in use, which the driver says by an exception of its own.</summary>
    public virtual bool IsPoolUsedUp(Exception exception) => false;

    /// <summary>Another process was writing all the time that was waited.</summary>
    public virtual bool IsBusy(DbException exception) => false;

    /// <summary>
    /// A value was too long, out of range or referred to nothing: the last net below the checks that say so in words.
    /// </summary>
    public abstract bool RejectsValue(DbException exception);
}
