using System.Globalization;
using System.Text;

namespace ManagementPlatform.Storage.Replication;

/// <summary>The cells of a table as they stand in a bundle, one after the other in one piece of memory.</summary>
/// <param name="bytes">How many there may be: what is allocated first.</param>
/// <param name="rows">The same.</param>
public sealed class CellTable(IReadOnlyList<Type> types, int bytes, int rows)
{
    private readonly CellParser[] _parsers = [.. types.Select(type => new CellParser(type))];
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(bytes);
    private int[] _ends = new int[(rows * types.Count) + 1];
    private int _cells;

    public int Columns => types.Count;

    public int Rows => _cells / types.Count;

    /// <summary>Adds the next cell, row by row.</summary>
    /// <exception cref="FormatException">The cell is no value of its column.</exception>
    /// <exception cref="OverflowException">The same.</exception>
    /// <exception cref="DecoderFallbackException">It is no text.</exception>
    public void Add(ReadOnlySpan<byte> cell)
    {
        _parsers[_cells % types.Count].Check(cell);
        var start = _ends[_cells];
        if (_bytes.Length - start < cell.Length)
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, start + cell.Length)));
        if (_ends.Length == ++_cells)
            Array.Resize(ref _ends, checked((_ends.Length * 2) + types.Count));
        cell.CopyTo(_bytes.AsSpan(start));
        _ends[_cells] = start + cell.Length;
    }

    public IReadOnlyList<ArrivedRow> ToRows() => [.. Enumerable.Range(0, Rows).Select(row => new ArrivedRow(this, row))];

    internal object? Value(int row, int column) => _parsers[column].Parse(Cell(row, column));

    internal long Number(int row, int column) =>
        long.Parse(Cell(row, column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    internal ReadOnlyMemory<byte>? Text(int row, int column) => CellText.Utf8Of(_bytes.AsMemory(RangeOf(row, column)));

    internal bool IsEmpty(int row, int column) => Cell(row, column).IsEmpty;

    private ReadOnlySpan<byte> Cell(int row, int column) => _bytes.AsSpan(RangeOf(row, column));

    private Range RangeOf(int row, int column)
    {
        var cell = (row * types.Count) + column;
        return _ends[cell].._ends[cell + 1];
    }
}
