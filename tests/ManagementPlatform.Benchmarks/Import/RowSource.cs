using System.Data.Common;
using ManagementPlatform.Storage;

namespace ManagementPlatform.Benchmarks.Import;

/// <summary>Reads one table of the filled database in the order of the pupils, some at a time.</summary>
internal sealed class RowSource : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbDataReader _reader;
    private readonly int _order;
    private object[]? _ahead;

    private RowSource(DbConnection connection, DbDataReader reader, FilledTable table)
    {
        (_connection, _reader, Table) = (connection, reader, table);
        _order = table.Columns.ToList().IndexOf(table.Order);
    }

    public FilledTable Table { get; }

    public long Taken { get; private set; }

    public long LastPupil { get; private set; }

    public static async Task<RowSource> OpenAsync(Database database, FilledTable table, CancellationToken cancel)
    {
        var connection = await database.OpenAsync(cancel);
        var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", table.Columns)} FROM {table.Name} ORDER BY {table.Order}";
        command.CommandTimeout = 0;
        return new(connection, await command.ExecuteReaderAsync(cancel), table);
    }

    public async Task<IReadOnlyList<object[]>> ReadAsync(int count, CancellationToken cancel)
    {
        var rows = new List<object[]>(count);
        while (rows.Count < count && await NextAsync(cancel) is { } row)
            rows.Add(Take(row));
        return rows;
    }

    /// <summary>The rows of the pupils up to <paramref name="pupil"/>, or this share of the whole table.</summary>
    public async Task<IReadOnlyList<object[]>> ReadUntilAsync(long pupil, double share, CancellationToken cancel)
    {
        if (!Table.IsOfPupils)
            return await ReadAsync((int)(Math.Ceiling(Table.Rows * share) - Taken), cancel);
        var rows = new List<object[]>();
        while (await NextAsync(cancel) is { } row)
        {
            if ((long)row[_order] > pupil)
            {
                _ahead = row;
                break;
            }

            rows.Add(Take(row));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private object[] Take(object[] row)
    {
        Taken++;
        LastPupil = Table.IsOfPupils ? (long)row[_order] : 0;
        return row;
    }

    private async Task<object[]?> NextAsync(CancellationToken cancel)
    {
        if (_ahead is { } ahead)
        {
            _ahead = null;
            return ahead;
        }

        if (!await _reader.ReadAsync(cancel))
            return null;
        var row = new object[_reader.FieldCount];
        _reader.GetValues(row);
        return row;
    }
}
