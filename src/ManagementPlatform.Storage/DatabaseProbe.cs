using System.Data.Common;
using Dapper;
using ManagementPlatform.Storage.Migrations;

namespace ManagementPlatform.Storage;

public enum DatabaseState
{
    Ready,

    /// <summary>A long write (an import) holds the only writer; reads go on.</summary>
    Busy,

    /// <summary>The schema is not the program's.</summary>
    Outdated,

    /// <summary>The schema is there, the center is not.</summary>
    NotInitialised,
}

/// <summary>Tries whether the database can be reached and written, for the readiness check and <c>mp doctor</c>.</summary>
public sealed class DatabaseProbe(Database database, TimeProvider time)
{
    // Touches a row that always exists, so that a full disk or a read-only standby shows; the value stays.
    private static readonly Sql Touch = Sql.Portable("UPDATE dbo.id_allocator SET next_value = next_value WHERE name = @name");

    /// <exception cref="DbException">It cannot be reached or written.</exception>
    /// <exception cref="MigrationException">An applied script was changed, or the database is newer than the program.</exception>
    public async Task<DatabaseState> CheckAsync(CancellationToken cancel)
    {
        if (!await new Migrator(database, time).IsCurrentAsync(cancel))
            return DatabaseState.Outdated;
        if (!database.Writers.TryEnter())
            return DatabaseState.Busy;
        try
        {
            return await TouchAsync(cancel) ? DatabaseState.Ready : DatabaseState.NotInitialised;
        }
        catch (DbException exception) when (database.Dialect.IsBusy(exception))
        {
            return DatabaseState.Busy; // another process writes
        }
        finally
        {
            database.Writers.Leave();
        }
    }

    private async Task<bool> TouchAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await database.Dialect.HurryAsync(connection, cancel);
        await using var transaction = await database.Dialect.BeginWriteAsync(connection, cancel);
        var rows = await connection.ExecuteAsync(
            new CommandDefinition(Touch.For(database.Engine), new { name = Ansi.Code("row") }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
        return rows > 0;
    }
}
