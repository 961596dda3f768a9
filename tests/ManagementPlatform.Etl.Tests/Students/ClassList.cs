using System.Globalization;
using System.Text;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Etl.Students;

namespace ManagementPlatform.Etl.Tests.Students;

/// <summary>A class list as a school sends it: the template's headers, rows that are good until a test spoils a cell.</summary>
internal sealed class ClassList
{
    private const int Sequences = 999;

    private readonly List<Dictionary<string, string>> _rows = [];

    /// <summary>Adds a good row. Every <paramref name="sequence"/> is another child; nobody's real numbers.</summary>
    public ClassList Add(int sequence, params (string Header, string Cell)[] cells)
    {
        var birth = new DateOnly(2020, 3, 15).AddDays((sequence - 1) / Sequences);
        var row = StudentColumns.National.ToDictionary(c => c.Header, c => c.Example);
        row["学校标识码"] = "";
        row["姓名"] = "学生" + "甲乙丙丁戊己庚辛壬癸"[sequence % 10];
        row["性别"] = ((sequence - 1) % Sequences + 1) % 2 == 1 ? "男" : "女";
        row["出生日期"] = birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        row["身份证件号"] = CitizenId.Create("510107", birth, (sequence - 1) % Sequences + 1).Text;
        row["身份证件有效期"] = "";
        row["年级"] = "小学一年级";
        row["班级"] = "1班";
        row["入学年月"] = "202609";
        foreach (var (header, cell) in cells)
            row[header] = cell;
        _rows.Add(row);
        return this;
    }

    /// <summary>As many good rows as wanted.</summary>
    public static ClassList Of(int count)
    {
        var list = new ClassList();
        for (var i = 1; i <= count; i++)
            list.Add(i);
        return list;
    }

    public byte[] Csv(Encoding? encoding = null)
    {
        var headers = StudentColumns.National.Select(c => c.Header).ToList();
        var text = new StringBuilder().AppendJoin(',', headers).Append("\r\n");
        foreach (var row in _rows)
            text.AppendJoin(',', headers.Select(h => row[h])).Append("\r\n");
        return (encoding ?? new UTF8Encoding(false)).GetBytes(text.ToString());
    }
}
