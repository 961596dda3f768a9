using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ManagementPlatform.Etl.Tables;
using static ManagementPlatform.Etl.Tests.Tables.TableFiles;

namespace ManagementPlatform.Etl.Tests.Tables;

[TestClass]
public sealed class ExcelTableTests
{
    private const uint General = 0, IsoDate = 1, SixZeros = 2;

    [TestMethod]
    public void Cells_read_as_their_author_saw_them()
    {
        var file = Workbook(
            ["姓名", "出生日期", "邮政编码", "上下学距离", "是否孤儿", "班内学号"],
            [Text("张三"), Number(42444, IsoDate), Number(10000, SixZeros), Number(1.5), Flag(true), Number(7)]);
        CollectionAssert.AreEqual(new[] { "张三", "2016-03-15", "010000", "1.5", "是", "7" }, Read(file)[0].Cells);
    }

    [TestMethod]
    public void An_identity_number_stored_as_a_number_has_lost_digits_and_says_so()
    {
        var row = Read(Workbook(["姓名", "身份证件号"], [Text("张三"), Number(510105201603150000)])).Single();
        Assert.AreEqual((1, "digits_lost"), (row.Faults.Single().Column, row.Faults.Single().Code));
        Assert.AreEqual("", row.Cells[1]);
    }

    [TestMethod]
    public void A_stray_cell_far_from_the_data_is_refused_before_all_that_is_empty_has_been_read()
    {
        var stray = Text("x");
        stray.CellReference = "XFD2";
        var refusal = Refusal(Workbook(["姓名"], [Text("张三"), stray]), new TableLimits { Rows = 100, Columns = 200 });
        Assert.AreEqual("table_too_wide", refusal.Code);
        Assert.Contains("第16384列", refusal.Message);
    }

    [TestMethod]
    public void An_identity_number_stored_as_text_keeps_all_digits()
    {
        var row = Read(Workbook(["身份证件号"], [Text("11010519491231002X")])).Single();
        Assert.AreEqual("11010519491231002X", row.Cells[0]);
    }

    [TestMethod]
    [DataRow("not a zip at all")]
    [DataRow("")]
    public void A_broken_workbook_is_refused(string rest)
    {
        var refusal = Refusal(Bytes([0x50, 0x4B, 0x03, 0x04], System.Text.Encoding.ASCII.GetBytes(rest)));
        Assert.AreEqual("workbook_broken", refusal.Code);
    }

    [TestMethod]
    public void Every_way_to_cut_or_spoil_a_workbook_is_refused_or_read_but_never_an_error()
    {
        var good = Workbook(["姓名", "性别"], [Text("张三"), Text("男")]).ToArray();
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var k = 0; k < 8; k++)
                bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            try
            {
                Read(new MemoryStream(i % 2 == 0 ? bytes : bytes[..random.Next(8, bytes.Length)]));
            }
            catch (Core.RefusalException)
            {
                // what it should be
            }
        }
    }

    [TestMethod]
    public void An_archive_that_unpacks_to_far_more_than_it_holds_is_refused()
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var part = archive.CreateEntry("xl/sharedStrings.xml").Open())
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 20; i++)
                part.Write(zeros);
        }

        var refusal = Refusal(file, new TableLimits { WorkbookBytes = 10 << 20 });
        Assert.AreEqual("workbook_too_large", refusal.Code);
    }

    [TestMethod]
    [DataRow(TableFormat.Csv)]
    [DataRow(TableFormat.Xlsx)]
    public async Task What_is_written_reads_back_the_same(TableFormat format)
    {
        string?[][] rows = [["姓名", "备注"], ["张三", "=1+1"], ["\"引号\"", "-3"], ["逗,号", "@x"], ["", "+86 138"], ["㐂", null]];
        var read = Read(await WriteAsync(format, rows), out var headers);
        CollectionAssert.AreEqual(rows[0], headers.ToArray());
        for (var i = 1; i < rows.Length; i++)
            CollectionAssert.AreEqual(rows[i].Select(c => c ?? "").ToArray(), read[i - 1].Cells);
    }

    [TestMethod]
    public async Task No_cell_of_a_CSV_file_starts_as_a_formula()
    {
        var text = System.Text.Encoding.UTF8.GetString(
            (await WriteAsync(TableFormat.Csv, ["a", "b"], ["=cmd()", "@x"])).ToArray());
        Assert.StartsWith("\uFEFFa,b\r\n", text);
        Assert.Contains("'=cmd()", text);
        Assert.Contains("'@x", text);
    }

    [TestMethod]
    public async Task A_written_workbook_is_valid_to_the_schema()
    {
        using var document = SpreadsheetDocument.Open(await WriteAsync(TableFormat.Xlsx, ["姓名", "性别"], ["张三", "男"]), false);
        var errors = new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document).Select(e => e.Description);
        Assert.AreEqual("", string.Join('\n', errors));
    }

    private static Cell Text(string text) => new() { DataType = CellValues.String, CellValue = new CellValue(text) };

    private static Cell Number(double number, uint style = General) =>
        new() { CellValue = new CellValue(number.ToString("R", CultureInfo.InvariantCulture)), StyleIndex = style };

    private static Cell Flag(bool flag) => new() { DataType = CellValues.Boolean, CellValue = new CellValue(flag ? "1" : "0") };

    private static MemoryStream Workbook(string[] headers, params Cell[][] rows)
    {
        var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var styles = book.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "000000" }),
                new Fonts(new Font()),
                new Fills(new Fill()),
                new Borders(new Border()),
                new CellStyleFormats(new CellFormat()),
                new CellFormats(
                    new CellFormat(),
                    new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true },
                    new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true }));
            var sheet = book.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(
                [new Row(headers.Select(Text)), .. rows.Select(cells => new Row(cells.Cast<OpenXmlElement>()))]));
            book.Workbook = new Workbook(new Sheets(new Sheet { Name = "花名册", SheetId = 1, Id = book.GetIdOfPart(sheet) }));
        }

        return new MemoryStream(stream.ToArray());
    }
}
