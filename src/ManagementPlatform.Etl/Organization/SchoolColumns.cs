using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Storage.Exports;
using C = ManagementPlatform.Etl.Columns.ListColumns<ManagementPlatform.Storage.Exports.SchoolLine>;

namespace ManagementPlatform.Etl.Organization;

/// <summary>The columns of tables of schools.</summary>
public static class SchoolColumns
{
    private const string Move = "迁址或隶属变更";

    public static IReadOnlyList<ListColumn<SchoolLine>> All { get; } =
    [
        SchoolCodeColumn.Of<SchoolLine>(isRequired: true),
        C.Text("学校名称", "name").Required("成都市武侯区样例小学") with { ChangedBy = "更名" },
        C.Code("办学类型", CodeTableNames.SchoolType, "typeCode").Required("小学") with { ChangedBy = "办学类型变更" },
        C.Code("举办者", CodeTableNames.SchoolOrganizer, "organizerCode").Required("县级教育部门"),
        Bureau("所在县区", "county", "countyId").Required("510107", "县级区划的 6 位代码或全称") with { ChangedBy = Move },
        Bureau("学籍主管部门", "supervising", "supervisingId")
            .Noted("510107", "县、市或省的 6 位代码或全称；不填为所在县区") with { ChangedBy = "学籍主管部门变更" },
        C.Text("学校驻地", "locationCode", normal: Location).Required("510107001001", "12 位统计用区划代码，或前 6 位") with { ChangedBy = Move },
        C.Code("城乡分类", CodeTableNames.UrbanRural, "urbanRuralCode").Required("主城区"),
        C.Choice("学制", "schoolingSystem", [.. SchoolingSystem.All.Select(s => (s.Code, s.Name))]).Noted("六三制"),
        C.Whole("学年", "schoolYear").Noted("2026", "学校现在所处学年的起始年；不填为当前学年") with { ChangedBy = "升级" },
        C.Text("学校地址", "address").Required("成都市武侯区样例路1号"),
        C.Text("邮政编码", "postalCode").Required("610041"),
        C.Text("联系电话", "phone").Required("02885550000"),
        C.Day("建校年月", "foundedOn").Noted("1956-09-01"),
        C.Text("校长姓名", "principalName").Noted("王样例"),
        C.Text("教学点", "subUnits").Noted("向阳村教学点|红光村教学点", SubUnitTexts.Note) with
        {
            ChangedBy = "教学点的设立与停办",
            Essence = line => SubUnitTexts.Names(line.SubUnits),
        },
        C.Text("统一社会信用代码", "creditCode"),
        C.Text("法定代表人", "legalRepresentative"),
        C.Text("英文名称", "englishName"),
        C.Text("传真", "fax"),
        C.Text("电子信箱", "email"),
        C.Text("主页地址", "website"),
        C.Text("主管部门码", "ownerCode"),
        C.Text("所在地民族属性", "ethnicAttributeCode"),
        C.Text("主教学语言码", "languageCode"),
        C.Choice("状态", "status", States).Noted("正常", "不填为正常；已撤销、未赋码的学校不能导入") with { ChangedBy = "学校状态变更" },
    ];

    private static IReadOnlyList<(string Code, string Name)> States =>
    [
        (SchoolStatus.Active, "正常"), (SchoolStatus.Applied, "已申请"), (SchoolStatus.Pending, "待赋码"), (SchoolStatus.Closed, "已撤销"),
        (SchoolStatus.Merged, "已并入其他学校"),
    ];

    private static string? Location(string text) => text.Length == 6 ? text + "000000" : text;

    // A bureau is written by its code, which two bureaus of a city without counties do not share.
    private static ListColumn<SchoolLine> Bureau(string header, string property, string field)
    {
        var (get, set) = C.Property<string?>(property);
        return new(
            new(header, field)
            {
                Read = (line, text, values) =>
                    C.Put(set, line, BureauCode.IsOne(text) ? text : values.Region(text), text, "不是行政区划名称或代码"),
            },
            (line, _) => get(line));
    }
}
