using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ManagementPlatform.Etl.Tables;

/// <summary>A list that the cells of a column are chosen from, in Excel's own drop-down.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Source">A range (<c>选项!$A$2:$A$57</c>).</param>
internal sealed record CellChoice(int Column, string Source);

/// <summary>One sheet being written: first what stands before the rows, then the rows, then its lists.</summary>
internal sealed class WorkbookSheet : IDisposable
{
    private const int ChoiceRows = 10_000;

    private static readonly OpenXmlAttribute[][] TextCells =
        [.. Enum.GetValues<WorkbookStyle>().Select(s => new OpenXmlAttribute[] { new("t", null!, "inlineStr"), new("s", null!, $"{(int)s}") })];

    private readonly Stream _part;
    private readonly OpenXmlWriter _writer;
    private IReadOnlyList<CellChoice> _choices = [];

    public WorkbookSheet(Stream part)
    {
        _part = part;
        _writer = OpenXmlWriter.Create(part);
        _writer.WriteStartDocument(true);
        _writer.WriteStartElement(new Worksheet());
    }

    /// <summary>
    /// Keeps the header in sight, makes the columns as wide as given (in characters) and of text. Before any row.
    /// </summary>
    public void Start(IReadOnlyList<int> widths, IReadOnlyList<CellChoice>? choices = null)
    {
        _choices = choices ?? [];
        _writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        {
            WorkbookViewId = 0,
        }));
        if (widths.Count > 0)
        {
            _writer.WriteElement(new DocumentFormat.OpenXml.Spreadsheet.Columns(widths.Select((width, i) => new Column
            {
                Min = (uint)i + 1,
                Max = (uint)i + 1,
                Width = width,
                CustomWidth = true,
                Style = (uint)WorkbookStyle.Text,
            })));
        }

        _writer.WriteStartElement(new SheetData());
    }

    public void WriteRow(IReadOnlyList<string?> cells, Func<int, WorkbookStyle>? style = null)
    {
        _writer.WriteStartElement(new Row());
        for (var i = 0; i < cells.Count; i++)
        {
            _writer.WriteStartElement(new Cell(), TextCells[(int)(style?.Invoke(i) ?? WorkbookStyle.Text)]);
            if (cells[i] is { Length: > 0 } text)
                _writer.WriteElement(new InlineString(new Text(XmlText(text)) { Space = SpaceProcessingModeValues.Preserve }));
            _writer.WriteEndElement();
        }

        _writer.WriteEndElement();
    }

    public void Dispose()
    {
        _writer.WriteEndElement();
        if (_choices.Count > 0)
            _writer.WriteElement(new DataValidations(_choices.Select(Validation)) { Count = (uint)_choices.Count });
        _writer.WriteEndElement();
        _writer.Dispose();
        _part.Dispose();
    }

    /// <summary>A, B, … Z, AA, …</summary>
    public static string ColumnName(int column) =>
        (column < 26 ? "" : ColumnName(column / 26 - 1)) + (char)('A' + column % 26);

    private static DataValidation Validation(CellChoice choice) => new(new Formula1(choice.Source))
    {
        Type = DataValidationValues.List,
        AllowBlank = true,
        ErrorStyle = DataValidationErrorStyleValues.Warning, // codes are accepted too
        ShowErrorMessage = true,
        ErrorTitle = "不在选项中",
        Error = "请从列表中选择，或填写代码。",
        SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{ColumnName(choice.Column)}2:{ColumnName(choice.Column)}{ChoiceRows}" },
    };

    // XML 1.0 cannot hold control characters and halves of surrogate pairs, in no spelling.
    private static string XmlText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is < 0x20 and not ('\t' or '\n' or '\r') or 0xFFFE or 0xFFFF or 0xFFFD)
                return string.Concat(
                    text.EnumerateRunes().Where(r => r.Value is >= 0x20 and not (0xFFFE or 0xFFFF)).Select(r => r.ToString()));
        }

        return text;
    }
}
