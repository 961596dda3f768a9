using CsvHelper;

namespace ManagementPlatform.Etl.Tables;

/// <summary>
/// CSV in UTF-8 with a byte order mark, without which Excel shows Chinese as mojibake. A cell that a spreadsheet would run as a
/// formula gets an apostrophe in front, which <see cref="CellText.Clean"/> takes off again; see docs/decisions.
/// </summary>
internal sealed class CsvTableWriter(Stream stream) : TableWriter
{
    private readonly CsvWriter _csv = CsvWriter.Create(
        stream, new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true);

    public override ValueTask WriteAsync(IReadOnlyList<string?> cells, CancellationToken cancel)
    {
        for (var i = 0; i < cells.Count; i++)
            _csv.WriteField(cells[i]);
        return new ValueTask(_csv.EndRecordAsync(cancel).AsTask());
    }

    public override ValueTask DisposeAsync() => _csv.DisposeAsync();
}
