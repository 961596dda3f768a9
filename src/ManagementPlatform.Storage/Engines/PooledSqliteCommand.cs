using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ManagementPlatform.Storage.Engines;

/// <summary>A command that is one of its connection's compiled ones as soon as it has its text.</summary>
internal sealed class PooledSqliteCommand(PooledSqliteConnection connection) : DbCommand
{
    private SqliteCommand? _command;
    private DbTransaction? _transaction;
    private int? _timeout;

    [AllowNull]
    public override string CommandText
    {
        get => _command?.CommandText ?? string.Empty;
        set
        {
            GiveBack();
            _command = connection.Borrow(value ?? string.Empty);
            _command.Transaction = (SqliteTransaction?)_transaction;
            _command.CommandTimeout = _timeout ?? connection.DefaultTimeout;
        }
    }

    public override int CommandTimeout
    {
        get => _timeout ?? connection.DefaultTimeout;
        set
        {
            _timeout = value;
            _command?.CommandTimeout = value;
        }
    }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException();
    }

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set
        {
            _transaction = value;
            _command?.Transaction = (SqliteTransaction?)value;
        }
    }

    protected override DbParameterCollection DbParameterCollection => Command.Parameters;

    private SqliteCommand Command => _command ?? throw new InvalidOperationException("A command needs its text first.");

    public override void Cancel() => _command?.Cancel();

    public override int ExecuteNonQuery() => Command.ExecuteNonQuery();

    public override object? ExecuteScalar() => Command.ExecuteScalar();

    public override void Prepare() => Command.Prepare();

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Command.ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            GiveBack();
        base.Dispose(disposing);
    }

    private void GiveBack()
    {
        if (_command is { } command)
            connection.Return(command);
        _command = null;
    }
}
