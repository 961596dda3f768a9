using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Storage.Exports;
using C = ManagementPlatform.Etl.Columns.ListColumns<ManagementPlatform.Storage.Exports.StaffLine>;

namespace ManagementPlatform.Etl.Organization;

/// <summary>The columns of tables of staff.</summary>
public static class StaffColumns
{
    public static IReadOnlyList<ListColumn<StaffLine>> All { get; } =
    [
        SchoolCodeColumn.Of<StaffLine>(),
        C.Text("工号", "staffNumber").Required("T0002", "本校唯一；字母、数字和连字符"),
        Personal(C.Text("姓名", "name")).Required("李样例"),
        C.Code("性别", CodeTableNames.Sex, "sexCode").Required("女"),
        C.Day("出生日期", "birthDate").Required("1988-05-06") with { Mask = text => text[..4] + "-**-**" },
        C.Code("身份证件类型", CodeTableNames.DocumentType, "documentType").Noted("居民身份证", "不填为居民身份证"),
        Document() with { Mask = Masking.Document },
        C.Code("民族", CodeTableNames.Ethnicity, "ethnicityCode").Required("汉族"),
        C.Code("国籍/地区", CodeTableNames.Nationality, "nationalityCode").Noted("中国", "不填为中国"),
        C.Region("出生地", "birthPlaceCode").Noted("四川省成都市武侯区", "全称或 6 位代码；中国籍必填"),
        C.Code("政治面貌", CodeTableNames.PoliticalStatus, "politicalStatusCode").Noted("群众", "中国籍必填"),
        C.Code("学历", CodeTableNames.EducationLevel, "educationLevelCode").Noted("大学本科毕业"),
        C.Code("岗位职业", CodeTableNames.StaffPost, "postCode"),
        C.Code("编制类别", CodeTableNames.StaffEstablishment, "establishmentCode"),
        C.Text("任教学科", "subject").Noted("语文"),
        C.Day("参加工作年月", "workStartedOn").Noted("201007"),
        C.Day("来校年月", "joinedOn").Noted("201508"),
        Personal(C.Text("联系电话", "phone")).Noted("13800000000") with { Mask = Masking.Phone },
        Personal(C.Text("电子信箱", "email")) with { Mask = _ => null },
    ];

    private static ListColumn<StaffLine> Personal(ListColumn<StaffLine> column) =>
        column with { Column = column.Column with { IsPersonal = true } };

    private static ListColumn<StaffLine> Document()
    {
        var (get, set) = C.Property<DocumentNumber?>("documentNumber");
        return new(
            new("身份证件号", "documentNumber")
            {
                IsPersonal = true,
                Example = "510107198805062247",
                Note = "整列须为文本格式；修改已有教职工时可不填",
                Read = (line, text, _) =>
                {
                    if (CellValues.LostDigits(text))
                        return "是科学计数法，后面的数字已丢失，请将该列设为“文本”格式后重新录入";
                    set(line, new DocumentNumber(text));
                    return null;
                },
            },
            (line, _) => get(line)?.Text);
    }
}
