namespace ManagementPlatform.Core.Organization.Conditions;

/// <summary>A column of the school-condition report: where it stands in JSON and on paper, and what may stand in it.</summary>
/// <param name="Name">The property in JSON, camelCase.</param>
/// <param name="Title">The Chinese name, also the column in templates and exports.</param>
/// <param name="Unit">In Chinese.</param>
/// <param name="Max">The most that a real school has; beyond it somebody slipped. The least is 0.</param>
/// <param name="Decimals">After the point: 2 for areas, 0 for counts.</param>
/// <param name="PartOf">The field whose value this one cannot exceed; null when it is no part of another.</param>
/// <param name="Note">What is counted, in Chinese, for templates and forms.</param>
public sealed record ConditionField(
    string Name,
    string Title,
    string Unit,
    decimal Max,
    int Decimals,
    Func<SchoolConditionForm, decimal?> Read,
    string? PartOf = null,
    string? Note = null)
{
    private const decimal LargestArea = 9_999_999.99m;

    /// <summary>The fields with a number, in the order of the report. 是否建有校园网 is the only one without.</summary>
    public static IReadOnlyList<ConditionField> All { get; } =
    [
        Area("siteArea", "占地面积", f => f.SiteArea, note: "产权与租借合计"),
        Area("buildingArea", "校舍建筑面积", f => f.BuildingArea),
        Area("teachingArea", "教学及辅助用房面积", f => f.TeachingArea, "buildingArea"),
        Area("dormitoryArea", "学生宿舍面积", f => f.DormitoryArea, "buildingArea"),
        Area("dangerousArea", "危房面积", f => f.DangerousArea, "buildingArea", "经鉴定为 C、D 级的校舍"),
        Area("sportsGroundArea", "运动场地面积", f => f.SportsGroundArea, "siteArea"),
        Count("classroomCount", "教室数", "间", 9_999, f => f.ClassroomCount),
        Count("multimediaClassroomCount", "网络多媒体教室数", "间", 9_999, f => f.MultimediaClassroomCount, "classroomCount"),
        Count("broadbandMbps", "互联网接入带宽", "Mbps", 100_000, f => f.BroadbandMbps, note: "未接入填 0"),
        Count("computerCount", "计算机数", "台", 99_999, f => f.ComputerCount, note: "含平板电脑"),
        Count("teachingComputerCount", "教学用计算机数", "台", 99_999, f => f.TeachingComputerCount, "computerCount"),
        Count("libraryVolumes", "图书册数", "册", 9_999_999, f => f.LibraryVolumes, note: "纸质图书"),
        Count("ebookVolumes", "电子图书册数", "册", 99_999_999, f => f.EbookVolumes),
        Count("fullTimeTeacherCount", "专任教师数", "人", 9_999, f => f.FullTimeTeacherCount),
        Count("pupilCount", "在籍学生数", "人", 99_999, f => f.PupilCount, note: "本学年可不填，由系统按学籍库计数"),
    ];

    public static ConditionField Find(string name) => All.First(field => field.Name == name);

    private static ConditionField Area(
        string name, string title, Func<SchoolConditionForm, decimal?> read, string? partOf = null, string? note = null) =>
        new(name, title, "平方米", LargestArea, 2, read, partOf, note);

    private static ConditionField Count(
        string name, string title, string unit, int max, Func<SchoolConditionForm, int?> read,
        string? partOf = null, string? note = null) =>
        new(name, title, unit, max, 0, form => read(form), partOf, note);
}
