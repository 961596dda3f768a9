using System.Collections;
using System.Text;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// A row that has arrived, or that stands against one: values by column, null for empty. One from a bundle keeps its cells as
/// they came, and makes a value when somebody asks: of a pupil's hundred cells the rules look at ten.
/// </summary>
public readonly struct ArrivedRow : IReadOnlyList<object?>
{
    private readonly CellTable? _cells;
    private readonly int _row;
    private readonly object?[]? _values;

    private ArrivedRow(object?[] values) => _values = values;

    internal ArrivedRow(CellTable cells, int row) => (_cells, _row) = (cells, row);

    public int Count => _values?.Length ?? _cells!.Columns;

    public object? this[int column] => _values is null ? _cells!.Value(_row, column) : _values[column];

    /// <summary>The number in a column that is never empty.</summary>
    public long Number(int column) => _values is null ? _cells!.Number(_row, column) : (long)_values[column]!;

    /// <summary>The UTF-8 of the text in a column; null when it is empty.</summary>
    public ReadOnlyMemory<byte>? Text(int column)
    {
        if (_values is null)
            return _cells!.Text(_row, column);
        if (_values[column] is string text)
            return Encoding.UTF8.GetBytes(text);
        return null; // as one branch of a conditional it would be an empty text
    }

    public bool IsEmpty(int column) => _values is null ? _cells!.IsEmpty(_row, column) : _values[column] is null;

    public IEnumerator<object?> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static implicit operator ArrivedRow(object?[] values) => new(values);
}
