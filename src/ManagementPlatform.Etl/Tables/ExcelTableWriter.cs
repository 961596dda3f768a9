using ManagementPlatform.Core;

namespace ManagementPlatform.Etl.Tables;

/// <summary>One sheet of text cells: no cell is a formula, and no number loses digits.</summary>
internal sealed class ExcelTableWriter : TableWriter
{
    /// <summary>Rows of an Excel sheet, the header among them.</summary>
    public const int MostRows = 1_048_576;

    private readonly WorkbookFile _book;
    private readonly WorkbookSheet _sheet;
    private int _rows;

    public ExcelTableWriter(Stream stream, string title)
    {
        _book = new WorkbookFile(stream);
        _sheet = _book.AddSheet(title);
    }

    /// <exception cref="RefusalException">The sheet is full.</exception>
    public override ValueTask WriteAsync(IReadOnlyList<string?> cells, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_rows == 0)
            _sheet.Start([.. cells.Select(Width)]);
        if (_rows++ == MostRows)
            throw Refused.Invalid("sheet_full", $"Excel 工作表最多{MostRows - 1}行，请改用 CSV 或缩小范围。");
        var style = _rows == 1 ? WorkbookStyle.Header : WorkbookStyle.Text;
        _sheet.WriteRow(cells, _ => style);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        if (_rows == 0)
            _sheet.Start([]);
        _sheet.Dispose();
        _book.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int Width(string? header) => Math.Clamp((header?.Length ?? 0) * 2 + 4, 10, 30);
}
