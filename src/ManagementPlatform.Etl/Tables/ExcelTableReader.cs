using System.Text;
using ExcelDataReader;
using ManagementPlatform.Core;

namespace ManagementPlatform.Etl.Tables;

/// <summary>The first visible sheet of an Excel workbook that holds data, new form (.xlsx) or old (.xls).</summary>
internal sealed class ExcelTableReader : TableReader
{
    private readonly TableLimits _limits;
    private readonly IExcelDataReader _excel;
    private int _line;

    // The library names Windows code pages for old workbooks even when it reads a new one.
    static ExcelTableReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public ExcelTableReader(Stream file, TableLimits limits, int? headerLine)
    {
        _limits = limits;
        if (IsZip(file))
            WorkbookGuard.Check(file, limits);
        _excel = Guarded(() => ExcelReaderFactory.CreateReader(
            file, new ExcelReaderConfiguration { FallbackEncoding = TextScan.Gb18030Lenient }));
        GoToSheet();
        RowBound = Math.Max(_excel.RowCount, 0);
        if (RowBound > limits.Rows)
            throw Refused.Invalid("table_too_long", $"工作表超过{limits.Rows}行，请分成几个文件。");
        if ((long)RowBound * _excel.FieldCount > (long)limits.Rows * limits.Columns)
            throw Refused.Invalid("table_too_wide", $"工作表用到第{RowBound}行、第{_excel.FieldCount}列，请删除数据以外的行和列后重新保存。");
        Headers = HeaderRow.Check(ReadHeader(headerLine), limits);
    }

    /// <summary>The sheets that a template carries beside the one to fill in; never data.</summary>
    public static IReadOnlyList<string> SideSheets { get; } = ["填写说明", "选项"];

    public override int RowBound { get; }

    public override double Progress => RowBound == 0 ? 1 : Math.Min(1, (double)_line / RowBound);

    /// <summary>Whether a file starts as a zip archive (.xlsx) or as a compound document (.xls) does.</summary>
    public static bool Knows(ReadOnlySpan<byte> signature) =>
        signature is [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public override IEnumerable<TableRow> Rows()
    {
        while (Next())
        {
            if (Row() is { } row)
                yield return row;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _excel.Dispose();
    }

    private static bool IsZip(Stream file)
    {
        var first = file.ReadByte();
        file.Position = 0;
        return first == 0x50;
    }

    private void GoToSheet()
    {
        do
        {
            if (_excel.VisibleState == "visible" && !SideSheets.Contains(_excel.Name) && _excel.RowCount > 0)
                return;
        }
        while (Guarded(_excel.NextResult));

        throw Refused.Invalid("table_empty", "工作簿中没有含数据的工作表。");
    }

    private List<string> ReadHeader(int? headerLine)
    {
        while (Next())
        {
            if (headerLine is { } line && _line < line)
                continue;
            var cells = Enumerable.Range(0, _excel.FieldCount).Select(i => ExcelCell.Read(_excel, i, out _)).ToList();
            if (cells.Exists(c => c.Length > 0))
                return cells;
        }

        return [];
    }

    private bool Next()
    {
        var read = Guarded(_excel.Read);
        if (read)
            _line++;
        return read;
    }

    private TableRow? Row()
    {
        var cells = new string[Headers.Count];
        List<CellFault>? faults = null;
        var isBlank = true;
        for (var i = 0; i < cells.Length; i++)
        {
            CellFault? fault = null;
            cells[i] = i < _excel.FieldCount ? CellText.Clean(ExcelCell.Read(_excel, i, out fault)) : "";
            isBlank &= cells[i].Length == 0 && fault is null;
            if ((fault ?? CellText.Fault(i, cells[i], _limits)) is { } found)
                (faults ??= []).Add(found);
        }

        for (var i = cells.Length; i < _excel.FieldCount; i++)
        {
            if (ExcelCell.Read(_excel, i, out _).Length > 0)
                throw Refused.Invalid("row_long", $"第{_line}行在没有列名的第{i + 1}列有内容。");
        }

        return isBlank ? null : new TableRow(_line, cells, faults ?? (IReadOnlyList<CellFault>)[]);
    }

    // A damaged or hostile workbook makes the library throw whatever its parsers throw; all of it means the same to the sender.
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not (RefusalException or OutOfMemoryException))
        {
            throw Refused.Invalid("workbook_broken", "Excel 文件已损坏、设有密码或不是工作簿，无法读取。");
        }
    }
}
