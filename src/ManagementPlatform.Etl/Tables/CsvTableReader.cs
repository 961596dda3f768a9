using System.Text;
using CsvHelper;
using ManagementPlatform.Core;

namespace ManagementPlatform.Etl.Tables;

/// <summary>
/// A CSV file. A row whose cells do not stand under the headers (cut off, a quote left open) refuses the whole file: nothing
/// after it can be trusted to be in its column.
/// </summary>
internal sealed class CsvTableReader : TableReader
{
    private readonly Stream _file;
    private readonly long _length;
    private readonly TableLimits _limits;
    private readonly CsvReader _csv;
    private CsvMalformedRecord? _broken;

    public CsvTableReader(Stream file, TableLimits limits, int? headerLine)
    {
        (_file, _limits, _length) = (file, limits, file.Length);
        var scan = TextScan.Of(file);
        RowBound = scan.Lines;
        file.Position = 0;
        _csv = CsvReader.Create(file, Options(scan.Encoding));
        Headers = HeaderRow.Check(ReadHeader(headerLine), limits);
    }

    public override int RowBound { get; }

    public override double Progress => _length == 0 ? 1 : Math.Min(1, (double)_file.Position / _length);

    public override IEnumerable<TableRow> Rows()
    {
        for (var count = 1; Next(); count++)
        {
            if (count > _limits.Rows)
                throw Refused.Invalid("table_too_long", $"文件超过{_limits.Rows}行，请分成几个文件。");
            if (Row() is { } row)
                yield return row;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _csv.Dispose();
    }

    private CsvReaderOptions Options(Encoding encoding) => new()
    {
        HasHeader = false, // read by hand: the header may come after a title
        Encoding = encoding is UTF8Encoding or UnicodeEncoding ? null : encoding, // those have a mark or are the default
        TrackLineNumbers = true,
        MaxRecordSize = _limits.RecordBytes,
        IncludeValuesInExceptions = false,
        PoolStrings = true,
        OnMalformedRecord = record => _broken ??= record.Reason == CsvMalformedReason.StrayQuote ? null : record,
    };

    private List<string> ReadHeader(int? headerLine)
    {
        while (Next())
        {
            var isWanted = headerLine is null || _csv.LineNumber >= headerLine;
            var cells = Enumerable.Range(0, _csv.FieldCount).Select(i => _csv.GetString(i)).ToList();
            if (isWanted && cells.Exists(c => !string.IsNullOrWhiteSpace(c)))
                return cells;
        }

        return [];
    }

    private bool Next()
    {
        bool read;
        try
        {
            read = _csv.Read();
        }
        catch (CsvFormatException exception)
        {
            throw Refused.Invalid("record_too_long", $"第{exception.LineNumber}行过长，或其中的引号没有结束。");
        }

        if (_broken is { } record)
        {
            throw Refused.Invalid("quote_open", record.Reason == CsvMalformedReason.UnterminatedQuote
                ? $"第{record.LineNumber}行的引号没有结束，文件可能不完整。"
                : $"第{record.LineNumber}行的引号后面还有文字，请检查该行的引号。");
        }

        return read;
    }

    private TableRow? Row()
    {
        var line = (int)_csv.LineNumber;
        var fields = _csv.FieldCount;
        var cells = new string[Headers.Count];
        List<CellFault>? faults = null;
        var isBlank = true;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = i < fields ? CellText.Clean(_csv.GetString(i)) : "";
            isBlank &= cells[i].Length == 0;
            if (CellText.Fault(i, cells[i], _limits) is { } fault)
                (faults ??= []).Add(fault);
        }

        if (fields != cells.Length && !(isBlank && fields < cells.Length))
            CheckWidth(line, fields);
        return isBlank ? null : new TableRow(line, cells, faults ?? (IReadOnlyList<CellFault>)[]);
    }

    private void CheckWidth(int line, int fields)
    {
        if (fields < Headers.Count)
            throw Refused.Invalid("row_short", $"第{line}行只有{fields}列，表头有{Headers.Count}列，文件可能不完整。");
        for (var i = Headers.Count; i < fields; i++)
        {
            if (!string.IsNullOrWhiteSpace(_csv.GetString(i)))
                throw Refused.Invalid("row_long", $"第{line}行有{fields}列，表头只有{Headers.Count}列；含逗号的内容要用双引号括起来。");
        }
    }
}
