using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace ManagementPlatform.Storage.Engines;

/// <summary>SQL Server 2019 and later, and what speaks its protocol.</summary>
public sealed class SqlServerDialect : SqlDialect
{
    private const int DuplicateKey = 2627, DuplicateIndexKey = 2601, Deadlock = 1205, SnapshotConflict = 3960;

    // 17 to 19: out of resources (space, memory, log); from 20 on: the connection is lost or was never made. Of a server that
    // cannot be reached the numbers differ between Windows and Linux, where a refused connection is number 0.
    private const byte OutOfResources = 17;

    // Short errands beside a unit of work, in a pool of their own: whoever holds a connection of the other one waits for nobody
    // who holds another.
    private const int MostBeside = 4;

    // 3906: read-only; 4060/18456: database or login gone; -2: timeout.
    private static readonly HashSet<int> Unavailable = [3906, 4060, 18456, 10053, 10054, 10060, 10061, 11001, 233, 64, -1, -2, 2];

    public override Engine Engine => Engine.SqlServer;

    public override DbConnection CreateConnection(string connectionString) => new SqlConnection(connectionString);

    public override string Beside(string connectionString) =>
        new SqlConnectionStringBuilder(connectionString) { MinPoolSize = 0, MaxPoolSize = MostBeside }.ToString();

    public override void Release(string connectionString)
    {
        using var connection = new SqlConnection(connectionString);
        SqlConnection.ClearPool(connection);
    }

    public override async Task<long> BulkInsertAsync<T>(
        DbConnection connection, DbTransaction transaction, Table<T> table, IEnumerable<T> rows, CancellationToken cancel)
    {
        using var copy = new SqlBulkCopy(
            (SqlConnection)connection, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)transaction)
        {
            DestinationTableName = "dbo." + table.Name,
            BulkCopyTimeout = 0,
            BatchSize = 0,
            EnableStreaming = true,
        };
        foreach (var column in table.Columns)
            copy.ColumnMappings.Add(column.Name, column.Name);
        await using var reader = new RowReader<T>(table.Columns, rows);
        try
        {
            await copy.WriteToServerAsync(reader, cancel);
        }
        catch (InvalidOperationException refused) when (connection.State == ConnectionState.Open && IsAboutValue(refused))
        {
            throw new RejectedValueException();
        }

        return reader.RowsRead;
    }

    // The bulk load looks at lengths and types itself, and says what does not fit as a mistake of whoever calls it. What the
    // rows' own source throws comes from another assembly.
    internal static bool IsAboutValue(InvalidOperationException exception) =>
        exception is not ObjectDisposedException && exception.Source == typeof(SqlBulkCopy).Assembly.GetName().Name;

    // "Violation of PRIMARY KEY constraint 'PK_x'. …" and "Cannot insert duplicate key row in object 'dbo.x' with unique index
    // 'UX_x'. …": the wording is localised, the quoted name is not.
    public override Task<string?> ViolatedKeyAsync(DbException exception, DbConnection connection, CancellationToken cancel)
    {
        var violated = exception is SqlException { Number: DuplicateKey or DuplicateIndexKey }
            ? exception.Message.Split('\'', '"', '“', '”').FirstOrDefault(IsKeyName)
            : null;
        return Task.FromResult(violated);
    }

    public override bool IsTransient(DbException exception) => exception is SqlException { Number: Deadlock or SnapshotConflict };

    public override bool IsUnavailable(DbException exception) =>
        exception is SqlException e && (e.Class >= OutOfResources || Unavailable.Contains(e.Number));

    // SqlClient has no exception of a database's for it.
    public override bool IsPoolUsedUp(Exception exception) =>
        exception is InvalidOperationException and not ObjectDisposedException;

    // 2628, 8152: text too long; 8115, 220, 232: number out of range; 547: foreign key or check; 515: missing value.
    public override bool RejectsValue(DbException exception) =>
        exception is RejectedValueException or SqlException { Number: 2628 or 8152 or 8115 or 220 or 232 or 547 or 515 };

    private static bool IsKeyName(string part) =>
        part.StartsWith("PK_", StringComparison.OrdinalIgnoreCase) || part.StartsWith("UX_", StringComparison.OrdinalIgnoreCase);
}
