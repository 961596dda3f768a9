using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Tests.Students;

[TestClass]
public sealed class StudentTemplateTests
{
    [TestMethod]
    public void Every_field_of_the_form_has_its_column_and_no_header_stands_twice()
    {
        var headers = StudentColumns.National.Select(c => c.Header).ToList();
        Assert.HasCount(headers.Count, headers.Distinct().ToList());
        foreach (var field in FormFields.Student)
            Assert.Contains(field.Title, headers);
        Assert.HasCount(5 + FormFields.Student.Count + 2 * FormFields.Family.Count - 1, headers);
    }

    [TestMethod]
    public async Task The_CSV_template_is_the_headers_and_nothing_else()
    {
        using var table = TableReader.Open(await TemplateAsync(TableFormat.Csv));
        CollectionAssert.AreEqual(StudentColumns.National.Select(c => c.Header).ToArray(), table.Headers.ToArray());
        Assert.IsEmpty(table.Rows().ToList());
    }

    [TestMethod]
    public async Task The_workbook_reads_back_as_the_same_empty_table()
    {
        using var table = TableReader.Open(await TemplateAsync(TableFormat.Xlsx));
        CollectionAssert.AreEqual(StudentColumns.National.Select(c => c.Header).ToArray(), table.Headers.ToArray());
        Assert.IsEmpty(table.Rows().ToList());
    }

    [TestMethod]
    public async Task The_workbook_is_valid_and_offers_the_options_of_a_column_in_a_list()
    {
        using var document = SpreadsheetDocument.Open(await TemplateAsync(TableFormat.Xlsx), false);
        Assert.AreEqual("", string.Join('\n', new OpenXmlValidator().Validate(document).Select(e => e.Description)));

        var book = document.WorkbookPart!;
        var sheets = book.Workbook.Descendants<Sheet>()
            .ToDictionary(s => s.Name!.Value!, s => (WorksheetPart)book.GetPartById(s.Id!));
        var column = WorkbookSheet.ColumnName(StudentColumns.National.ToList().FindIndex(c => c.Header == "性别"));
        var list = sheets["学生"].Worksheet.Descendants<DataValidation>()
            .Single(v => v.SequenceOfReferences!.InnerText == $"{column}2:{column}10000");
        Assert.MatchesRegex(@"^选项!\$[A-Z]+\$1:\$[A-Z]+\$\d+$", list.Formula1!.Text);

        var letter = list.Formula1.Text.Split('$')[1];
        var index = StudentTemplateIndex(letter);
        var names = sheets["选项"].Worksheet.Descendants<Row>()
            .Select(r => r.Elements<Cell>().ElementAt(index).InnerText).Where(t => t.Length > 0);
        CollectionAssert.IsSubsetOf(new[] { "男", "女" }, names.ToArray());
    }

    [TestMethod]
    [DataRow(0, "A")]
    [DataRow(25, "Z")]
    [DataRow(26, "AA")]
    [DataRow(51, "AZ")]
    [DataRow(52, "BA")]
    [DataRow(701, "ZZ")]
    [DataRow(702, "AAA")]
    public void Columns_are_lettered_as_Excel_does(int column, string name) =>
        Assert.AreEqual(name, WorkbookSheet.ColumnName(column));

    private static int StudentTemplateIndex(string letters) =>
        Enumerable.Range(0, 1000).First(i => WorkbookSheet.ColumnName(i) == letters);

    private static async Task<MemoryStream> TemplateAsync(TableFormat format)
    {
        var stream = new MemoryStream();
        await TemplateFile.WriteAsync(
            stream, format, "学生", StudentColumns.National, await Snapshot.GetAsync(), CancellationToken.None);
        return new MemoryStream(stream.ToArray());
    }
}
