using System.Text;
using ManagementPlatform.Etl.Tables;
using static ManagementPlatform.Etl.Tests.Tables.TableFiles;

namespace ManagementPlatform.Etl.Tests.Tables;

[TestClass]
public sealed class CsvTableTests
{
    private const string ClassList = "姓名,性别,现住址\r\n张三,男,成都市\r\n买买提·阿不都热依木,女,\"人民路1号,2栋\"\r\n㐂龘,男,乐山\r\n";

    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    public static IEnumerable<object[]> Charsets =>
    [
        ["UTF-8", Csv(ClassList)],
        ["UTF-8 with a mark", Csv(ClassList, withMark: true)],
        ["GB18030", Csv(ClassList, Gb18030)],
        ["UTF-16 LE", Csv(ClassList, Encoding.Unicode, withMark: true)],
        ["UTF-16 BE", Csv(ClassList, Encoding.BigEndianUnicode, withMark: true)],
    ];

    [TestMethod]
    [DynamicData(nameof(Charsets))]
    public void The_same_list_reads_the_same_in_every_charset(string charset, MemoryStream file)
    {
        var rows = Read(file, out var headers);
        CollectionAssert.AreEqual(new[] { "姓名", "性别", "现住址" }, headers.ToArray(), charset);
        CollectionAssert.AreEqual(new[] { "张三", "男", "成都市" }, rows[0].Cells, charset);
        CollectionAssert.AreEqual(new[] { "买买提·阿不都热依木", "女", "人民路1号,2栋" }, rows[1].Cells, charset);
        Assert.AreEqual("㐂龘", rows[2].Cells[0], charset);
        CollectionAssert.AreEqual(new[] { 2, 3, 4 }, rows.Select(r => r.Line).ToArray(), charset);
    }

    [TestMethod]
    public void GB18030_bytes_inside_a_UTF_8_file_are_refused_with_their_line()
    {
        var file = Bytes(Utf8.GetBytes("姓名,性别\n张三,男\n"), Gb18030.GetBytes("李四,女\n"), Utf8.GetBytes("王五,男\n"));
        var refusal = Refusal(file);
        Assert.AreEqual("charset_mixed", refusal.Code);
        Assert.Contains("第3行", refusal.Message);
    }

    [TestMethod]
    public void GB18030_bytes_behind_a_UTF_8_mark_are_refused_with_their_line()
    {
        var refusal = Refusal(Bytes([0xEF, 0xBB, 0xBF], Gb18030.GetBytes("姓名,性别\n张三,男\n")));
        Assert.AreEqual("charset_mixed", refusal.Code);
        Assert.Contains("第1行", refusal.Message);
    }

    [TestMethod]
    public void Foreign_bytes_are_found_wherever_the_reading_buffer_ends()
    {
        var filler = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"张三{i},男\n"));
        for (var shift = 0; shift < 4; shift++)
        {
            var file = Bytes(Utf8.GetBytes("姓名,性别" + new string(' ', shift) + "\n" + filler), Gb18030.GetBytes("李四,女\n"));
            Assert.Contains("第40002行", Refusal(file).Message);
        }
    }

    [TestMethod]
    public void A_file_cut_inside_a_character_is_refused_as_cut()
    {
        foreach (var bytes in (byte[][])[Utf8.GetBytes("姓名,性别\n张三,男\n李四,女"), [0xEF, 0xBB, 0xBF, .. Utf8.GetBytes("姓名,性别\n张三,男\n李四,女")]])
        {
            var refusal = Refusal(Bytes(bytes[..^1]));
            Assert.AreEqual("file_cut", refusal.Code);
            Assert.Contains("第3行", refusal.Message);
        }
    }

    [TestMethod]
    public void Bytes_of_no_charset_are_refused_with_their_line()
    {
        var refusal = Refusal(Bytes(Gb18030.GetBytes("姓名,性别\n张三,男\n"), [0xFF, 0xFF, (byte)'\n']));
        Assert.AreEqual("charset_unknown", refusal.Code);
        Assert.Contains("第3行", refusal.Message);
    }

    [TestMethod]
    public void A_picture_is_no_table()
    {
        var refusal = Refusal(Bytes([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]));
        Assert.AreEqual("table_unknown", refusal.Code);
    }

    [TestMethod]
    public void An_empty_file_is_refused() => Assert.AreEqual("table_empty", Refusal(new MemoryStream()).Code);

    [TestMethod]
    public void A_file_cut_inside_a_row_is_refused_at_that_row()
    {
        var refusal = Refusal(Csv("姓名,性别,现住址\n张三,男,成都\n李四,女"));
        Assert.AreEqual("row_short", refusal.Code);
        Assert.Contains("第3行只有2列，表头有3列", refusal.Message);
    }

    [TestMethod]
    public void A_file_cut_inside_quotes_is_refused_at_that_row()
    {
        var refusal = Refusal(Csv("姓名,性别,现住址\n张三,男,成都\n李四,女,\"人民路"));
        Assert.AreEqual("quote_open", refusal.Code);
        Assert.Contains("第3行的引号没有结束", refusal.Message);
    }

    [TestMethod]
    public void A_quote_that_swallows_the_rest_of_a_long_file_is_refused_without_reading_it_all_into_memory()
    {
        var rest = string.Concat(Enumerable.Repeat("李四,女,成都\n", 200_000));
        var refusal = Refusal(Csv("姓名,性别,现住址\n张三,男,\"成都\n" + rest));
        Assert.AreEqual("record_too_long", refusal.Code);
        Assert.Contains("第2行", refusal.Message);
    }

    [TestMethod]
    public void Text_after_a_closing_quote_is_refused_but_a_quote_inside_a_plain_cell_is_text()
    {
        Assert.AreEqual("quote_open", Refusal(Csv("姓名,性别\n\"张三\"丰,男\n")).Code);
        Assert.AreEqual("张\"三\"", Read(Csv("姓名,性别\n张\"三\",男\n"))[0].Cells[0]);
    }

    [TestMethod]
    public void A_row_with_more_cells_than_headers_is_refused_unless_they_are_empty()
    {
        Assert.Contains("第2行有3列", Refusal(Csv("姓名,性别\n张三,男,多\n")).Message);
        Assert.HasCount(1, Read(Csv("姓名,性别,,\n张三,男,,\n")));
    }

    [TestMethod]
    public void Headers_that_repeat_or_are_missing_are_named()
    {
        Assert.Contains("“姓名”", Refusal(Csv("姓名,性别,姓 名*\n张三,男,张三\n")).Message);
        Assert.Contains("第2列没有列名", Refusal(Csv("姓名,,性别\n张三,x,男\n")).Message);
        Assert.AreEqual("table_no_header", Refusal(Csv("\n\n,,\n")).Code);
    }

    [TestMethod]
    public void Blank_rows_are_skipped_and_still_counted_as_lines()
    {
        var rows = Read(Csv("姓名,性别\n\n,\n张三,男\n"));
        Assert.AreEqual(4, rows.Single().Line);
    }

    [TestMethod]
    public void A_line_break_inside_quotes_becomes_a_blank_and_the_next_row_keeps_its_own_line()
    {
        var rows = Read(Csv("姓名,现住址\n张三,\"成都市\r\n武侯区\"\n李四,乐山\n"));
        Assert.AreEqual("成都市 武侯区", rows[0].Cells[1]);
        Assert.AreEqual(4, rows[1].Line);
    }

    [TestMethod]
    [DataRow("张\0三", "cell_unreadable")]
    [DataRow("张\u0007三", "cell_unreadable")]
    [DataRow("张\uFFFD", "cell_unreadable")]
    public void A_cell_with_unreadable_characters_is_at_fault(string cell, string code)
    {
        var file = Csv($"姓名,性别\n{cell},男\n");
        if (cell.Contains('\0', StringComparison.Ordinal))
            Assert.AreEqual("table_unknown", Refusal(file).Code);
        else
            Assert.AreEqual(
                (0, code), (Read(file)[0].Faults.Single().Column, Read(Csv($"姓名,性别\n{cell},男\n"))[0].Faults.Single().Code));
    }

    [TestMethod]
    public void Limits_bound_cells_rows_columns_and_records()
    {
        var limits = new TableLimits { CellLength = 5, Rows = 2, Columns = 2, RecordBytes = 1000 };
        Assert.AreEqual("cell_too_long", Read(Csv("姓名,性别\n一二三四五六,男\n"), out _, limits)[0].Faults.Single().Code);
        Assert.AreEqual("table_too_long", Refusal(Csv("姓名,性别\n1,男\n2,男\n3,男\n"), limits).Code);
        Assert.AreEqual("table_too_wide", Refusal(Csv("a,b,c\n"), limits).Code);
    }

    [TestMethod]
    public void A_cell_of_10_MB_is_refused_by_its_line()
    {
        var refusal = Refusal(Csv("姓名,性别\n" + new string('字', 3_500_000) + ",男\n"));
        Assert.AreEqual("record_too_long", refusal.Code);
        Assert.Contains("第2行", refusal.Message);
    }

    [TestMethod]
    public void Semicolons_and_tabs_separate_as_well()
    {
        Assert.AreEqual("男", Read(Csv("姓名;性别\n张三;男\n"))[0].Cells[1]);
        Assert.AreEqual("男", Read(Csv("姓名\t性别\n张三\t男\n"))[0].Cells[1]);
    }

    [TestMethod]
    public void A_title_above_the_header_is_passed_over_when_the_header_line_is_given()
    {
        var rows = Read(Csv("某某小学花名册,\n姓名,性别\n张三,男\n"), out var headers, headerLine: 2);
        Assert.AreEqual("姓名", headers[0]);
        Assert.AreEqual(3, rows.Single().Line);
    }
}
