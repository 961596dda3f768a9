using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Columns;

/// <summary>
/// The empty table that people fill in: the headers, and, in a workbook, drop-down lists and a sheet of notes. No example row
/// stands among the data, where somebody would forget to delete it.
/// </summary>
public static class TemplateFile
{
    private const string Notes = "填写说明", Options = "选项";
    private const int LongestList = 400;

    /// <param name="title">Of the sheet to fill in: 学生, 班级.</param>
    public static async Task WriteAsync<TDraft>(
        Stream stream, TableFormat format, string title, IReadOnlyList<Column<TDraft>> columns,
        ReferenceSnapshot reference, CancellationToken cancel)
    {
        if (format == TableFormat.Csv)
        {
            await using var csv = TableWriter.Create(stream, format, title);
            await csv.WriteAsync([.. columns.Select(c => c.Header)], cancel);
            return;
        }

        // Excel's libraries write synchronously, which a web server's response does not take.
        using var memory = new MemoryStream();
        WriteWorkbook(memory, title, columns, reference);
        memory.Position = 0;
        await memory.CopyToAsync(stream, cancel);
    }

    private static void WriteWorkbook<TDraft>(
        Stream stream, string title, IReadOnlyList<Column<TDraft>> columns, ReferenceSnapshot reference)
    {
        var lists = columns.Select(c => Choices(c, reference)).ToList();
        var shared = lists.Where(l => l.Count > 0).DistinctBy(l => string.Join('\n', l)).ToList();
        using var book = new WorkbookFile(stream);
        using (var data = book.AddSheet(title))
        {
            data.Start([.. columns.Select(c => Math.Clamp(c.Header.Length * 2 + 4, 12, 30))], [.. Validations(lists, shared)]);
            data.WriteRow(
                [.. columns.Select(c => c.Header)], i => columns[i].IsRequired ? WorkbookStyle.Required : WorkbookStyle.Header);
        }

        using (var notes = book.AddSheet(Notes))
            WriteNotes(notes, columns, lists);
        using (var options = book.AddSheet(Options, hidden: true))
            WriteOptions(options, shared);
    }

    private static IReadOnlyList<string> Choices<TDraft>(Column<TDraft> column, ReferenceSnapshot reference) =>
        column.IsFlag ? ["是", "否"]
        : column.CodeTable is { } table ? [.. reference.Table(table).Items.Where(i => i.ValidTo is null).Select(i => i.Name)]
        : [];

    private static IEnumerable<CellChoice> Validations(List<IReadOnlyList<string>> lists, List<IReadOnlyList<string>> shared)
    {
        for (var i = 0; i < lists.Count; i++)
        {
            var list = shared.FindIndex(l => l.SequenceEqual(lists[i]));
            if (list < 0)
                continue;
            var letter = WorkbookSheet.ColumnName(list);
            yield return new CellChoice(i, $"{Options}!${letter}$1:${letter}${lists[i].Count}");
        }
    }

    private static void WriteNotes<TDraft>(
        WorkbookSheet sheet, IReadOnlyList<Column<TDraft>> columns, List<IReadOnlyList<string>> lists)
    {
        sheet.Start([22, 8, 24, 44, 80]);
        sheet.WriteRow(["列名", "必填", "示例", "说明", "选项（填名称或代码）"], _ => WorkbookStyle.Header);
        for (var i = 0; i < columns.Count; i++)
        {
            var options = string.Join('、', lists[i]);
            var column = columns[i];
            sheet.WriteRow([
                column.Header, column.IsRequired ? "是" : "", column.Example, column.Note,
                options.Length > LongestList ? options[..LongestList] + "…（见下拉列表）" : options,
            ]);
        }
    }

    private static void WriteOptions(WorkbookSheet sheet, List<IReadOnlyList<string>> lists)
    {
        sheet.Start([.. lists.Select(_ => 24)]);
        for (var row = 0; row < lists.Max(l => l.Count); row++)
            sheet.WriteRow([.. lists.Select(l => row < l.Count ? l[row] : null)]);
    }
}
