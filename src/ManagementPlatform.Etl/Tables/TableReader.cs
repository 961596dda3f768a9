using ManagementPlatform.Core;

namespace ManagementPlatform.Etl.Tables;

/// <summary>
/// A table that somebody sends: CSV in whatever charset, or an Excel workbook's first sheet. One header row, then rows of text,
/// read one by one. Everything wrong with the file as such is a <see cref="RefusalException"/> that names the line.
/// </summary>
public abstract class TableReader : IDisposable
{
    private const int SignatureLength = 8;

    /// <summary>As they stand in the file, trailing empty ones left out.</summary>
    public IReadOnlyList<string> Headers { get; protected init; } = [];

    /// <summary>At least as many as there are data rows, known before the first is read.</summary>
    public abstract int RowBound { get; }

    /// <summary>The part that has been read, 0 to 1.</summary>
    public abstract double Progress { get; }

    /// <summary>Opens a table. The reader owns the stream from here on.</summary>
    /// <param name="file">Seekable: the charset is only known after a look at every byte.</param>
    /// <param name="headerLine">
    /// Where the headers stand when a title precedes them; null for the first row that is not blank.
    /// </param>
    /// <exception cref="RefusalException">It is no table, or not in a charset that can be told.</exception>
    public static TableReader Open(Stream file, TableLimits? limits = null, int? headerLine = null)
    {
        limits ??= TableLimits.Default;
        try
        {
            return ExcelTableReader.Knows(Signature(file))
                ? new ExcelTableReader(file, limits, headerLine)
                : new CsvTableReader(file, limits, headerLine);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The rows that are not blank, once.</summary>
    public abstract IEnumerable<TableRow> Rows();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    private static byte[] Signature(Stream file)
    {
        file.Position = 0;
        var start = new byte[SignatureLength];
        var count = file.ReadAtLeast(start, SignatureLength, throwOnEndOfStream: false);
        file.Position = 0;
        return count == 0 ? throw Refused.Invalid("table_empty", "文件是空的。") : start[..count];
    }
}
