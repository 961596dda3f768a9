using System.Collections.Concurrent;

namespace ManagementPlatform.Storage.Engines;

/// <summary>
/// Open connections to one database file between two uses. The driver's own pool gives back the handle only; what costs most of a
/// short query is compiling its text, and that stays here with the connection.
/// </summary>
internal sealed class SqliteConnectionPool(string connectionString)
{
    private const int MostIdle = 32;

    private readonly ConcurrentStack<PooledSqliteConnection> _idle = [];
    private volatile bool _isClosed;

    public PooledSqliteConnection Take() =>
        _idle.TryPop(out var connection) ? connection.Taken() : new PooledSqliteConnection(connectionString, this);

    /// <returns>False when the connection has to be closed instead.</returns>
    public bool TryKeep(PooledSqliteConnection connection)
    {
        if (_isClosed || _idle.Count >= MostIdle)
            return false;
        _idle.Push(connection);
        if (_isClosed)
            Close(); // closed in between: nobody would come for it
        return true;
    }

    /// <summary>Closes what is idle now, and what is in use when it comes back.</summary>
    public void Close()
    {
        _isClosed = true;
        while (_idle.TryPop(out var connection))
            connection.CloseForGood();
    }
}
