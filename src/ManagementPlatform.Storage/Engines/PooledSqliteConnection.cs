using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ManagementPlatform.Storage.Engines;

/// <summary>A connection that goes back to its pool when it is closed, and the statements that it has compiled.</summary>
internal sealed class PooledSqliteConnection(string connectionString, SqliteConnectionPool pool) : SqliteConnection(
    connectionString)
{
    // The product's statements are a few hundred constant texts: this many never go.
    private const int MostCompiled = 500;

    private readonly Dictionary<string, SqliteCommand> _compiled = [];
    private bool _isTaken = true;

    /// <summary>Its settings were changed, or its file is gone: nobody may use it after this one.</summary>
    public bool IsSpoiled { get; set; }

    /// <summary>The settings of the product were made on it.</summary>
    public bool IsPrepared { get; set; }

    public PooledSqliteConnection Taken()
    {
        _isTaken = true;
        return this;
    }

    public override void Open()
    {
        if (State != ConnectionState.Open)
            base.Open();
    }

    public override void Close()
    {
        if (!_isTaken)
            return;
        _isTaken = false;
        Transaction?.Dispose();
        if (IsSpoiled || State != ConnectionState.Open || !pool.TryKeep(this))
            CloseForGood();
    }

    public void CloseForGood()
    {
        foreach (var command in _compiled.Values)
            command.Dispose();
        _compiled.Clear();
        IsPrepared = false;
        base.Close();
    }

    /// <summary>A command with this text, compiled before when the text was seen before.</summary>
    public SqliteCommand Borrow(string text)
    {
        if (_compiled.Remove(text, out var command))
            return command;
        command = CreateCommand();
        command.CommandText = text;
        return command;
    }

    public void Return(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (_compiled.Count >= MostCompiled || !_compiled.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    protected override DbCommand CreateDbCommand() => new PooledSqliteCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing: false); // it comes back
    }
}
