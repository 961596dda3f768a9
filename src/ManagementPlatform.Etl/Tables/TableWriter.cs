namespace ManagementPlatform.Etl.Tables;

/// <summary>A table that goes out, row by row, never held in memory. Disposing it completes the file.</summary>
public abstract class TableWriter : IAsyncDisposable
{
    /// <summary>Starts a table in a stream, which stays open and need not be seekable.</summary>
    public static TableWriter Create(Stream stream, TableFormat format, string title) => format == TableFormat.Csv
        ? new CsvTableWriter(stream)
        : new ExcelTableWriter(stream, title);

    public abstract ValueTask WriteAsync(IReadOnlyList<string?> cells, CancellationToken cancel);

    public abstract ValueTask DisposeAsync();
}
