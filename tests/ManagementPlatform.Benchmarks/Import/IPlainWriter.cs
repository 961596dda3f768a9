using System.Data.Common;
using ManagementPlatform.Storage.Engines;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ManagementPlatform.Benchmarks.Import;

/// <summary>The fastest way that each driver documents for loading rows, and nothing around it.</summary>
internal interface IPlainWriter : IDisposable
{
    Task InsertAsync(FilledTable table, IReadOnlyList<object[]> rows, CancellationToken cancel);

    static IPlainWriter For(Engine engine, DbConnection connection, DbTransaction transaction) => engine switch
    {
        Engine.Sqlite => new SqliteWriter((SqliteConnection)connection, (SqliteTransaction)transaction),
        Engine.PostgreSql => new PostgreSqlWriter((NpgsqlConnection)connection),
        _ => throw new NotSupportedException($"No SQL Server here: {engine}."),
    };
}

/// <summary>One prepared INSERT a table.</summary>
internal sealed class SqliteWriter(SqliteConnection connection, SqliteTransaction transaction) : IPlainWriter
{
    private readonly Dictionary<string, SqliteCommand> _inserts = [];

    public Task InsertAsync(FilledTable table, IReadOnlyList<object[]> rows, CancellationToken cancel)
    {
        if (!_inserts.TryGetValue(table.Name, out var insert))
            _inserts.Add(table.Name, insert = Prepare(table));
        var parameters = insert.Parameters;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                parameters[i].Value = row[i];
            insert.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var insert in _inserts.Values)
            insert.Dispose();
    }

    private SqliteCommand Prepare(FilledTable table)
    {
        var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        var names = table.Columns.Select(c => "@" + c);
        insert.CommandText = $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) VALUES ({string.Join(", ", names)})";
        foreach (var column in table.Columns)
            insert.Parameters.Add(new SqliteParameter { ParameterName = "@" + column });
        insert.Prepare();
        return insert;
    }
}

/// <summary>Binary COPY.</summary>
internal sealed class PostgreSqlWriter(NpgsqlConnection connection) : IPlainWriter
{
    public async Task InsertAsync(FilledTable table, IReadOnlyList<object[]> rows, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table.Name} ({string.Join(", ", table.Columns)}) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var row in rows)
        {
            copy.StartRow();
            foreach (var value in row)
                Write(copy, value);
        }

        await copy.CompleteAsync(cancel);
    }

    public void Dispose()
    {
    }

    private static void Write(NpgsqlBinaryImporter copy, object value)
    {
        switch (value)
        {
            case DBNull: copy.WriteNull(); break;
            case string text: copy.Write(text); break;
            case long number: copy.Write(number); break;
            case int number: copy.Write(number); break;
            case bool flag: copy.Write(flag); break;
            case DateOnly date: copy.Write(date); break;
            case DateTime time when time.Kind == DateTimeKind.Utc: copy.Write(time); break;
            case DateTime date: copy.Write(DateOnly.FromDateTime(date)); break;
            case decimal number: copy.Write(number); break;
            default: throw new NotSupportedException($"{value.GetType()} in a row.");
        }
    }
}
