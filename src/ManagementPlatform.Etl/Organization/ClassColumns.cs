using System.Globalization;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Storage.Exports;
using C = ManagementPlatform.Etl.Columns.ListColumns<ManagementPlatform.Storage.Exports.ClassLine>;

namespace ManagementPlatform.Etl.Organization;

/// <summary>The columns of tables of classes.</summary>
public static class ClassColumns
{
    private const string Promotion = "升级";

    public static IReadOnlyList<ListColumn<ClassLine>> All { get; } =
    [
        SchoolCodeColumn.Of<ClassLine>(),
        Stage().Required("小学"),
        C.Whole("入学年份", "entryYear").Required("2026"),
        C.Code("年级", CodeTableNames.Grade, "grade").Noted("小学一年级", "由学段和入学年份得出；填写则须一致") with { ChangedBy = Promotion },
        C.Whole("班号", "classNumber").Required("1"),
        C.Text("班级名称", "name").Noted("2026级1班", "不填则为“入学年份级班号班”"),
        C.Code("班级类型", CodeTableNames.ClassType, "typeCode").Noted("普通小学班", "不填则为该学段的普通班"),
        C.Choice("学制", "schoolingSystem", [.. SchoolingSystem.All.Select(s => (s.Code, s.Name))])
            .Noted("六三制", "不填则与学校相同") with { ChangedBy = "重新建班" },
        C.Text("教学点", "subUnit", "subUnitId").Noted("", "班级在教学点或附设班时填写其名称"),
        C.Text("班主任工号", "headTeacher", "headTeacherId").Noted("T0002", "本校在职教职工的工号"),
        C.Day("建班日期", "formedOn").Noted("2026-09-01", "不填则为入学年份的 9 月 1 日") with { ChangedBy = "重新建班" },
        C.Choice("状态", "status", States).Noted("在读", "不填为在读；已毕业、已撤销的班级不能导入") with { ChangedBy = "毕业或撤班" },
    ];

    private static IReadOnlyList<(string Code, string Name)> States =>
        [(ClassStatus.Active, "在读"), (ClassStatus.Finished, "已毕业"), (ClassStatus.Dissolved, "已撤销")];

    private static ListColumn<ClassLine> Stage()
    {
        var (get, set) = C.Property<int?>("stage");
        return new(
            new("学段", "stage")
            {
                CodeTable = CodeTableNames.Stage,
                Read = (line, text, values) => C.Put(
                    set, line,
                    values.Code(CodeTableNames.Stage, text) is { } code ? int.Parse(code, CultureInfo.InvariantCulture) : null,
                    text, "不在选项中"),
            },
            (line, texts) => get(line) is { } stage ? texts.Name(CodeTableNames.Stage, stage.ToString(CultureInfo.InvariantCulture)) : null);
    }
}
