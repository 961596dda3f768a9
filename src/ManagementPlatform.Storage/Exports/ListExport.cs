using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Exports;

/// <summary>A list that goes out as a table as it stands: its name, who may take it, its headers, and the statement whose columns they are.</summary>
public sealed record ListExport(string Name, string Title, Permission Permission, IReadOnlyList<string> Headers, Sql Rows);

/// <summary>
/// The lists without a template of their own, cut to the caller's scope. No identity or student number stands in them; pupils go out by
/// their own export, which masks and reveals.
/// </summary>
public static class ListExports
{
    private static readonly Sql Schools = Sql.Portable(
        $"""
        SELECT o.code, o.name, s.status, s.type_code, s.organizer_code, b.name AS bureau, c.name AS county, s.urban_rural_code, s.address,
               s.postal_code, s.phone, s.principal_name, s.credit_code, s.schooling_system, s.school_year
        FROM dbo.school AS s
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        JOIN dbo.organization AS b ON b.organization_id = s.supervising_id
        JOIN dbo.organization AS c ON c.organization_id = s.county_id
        WHERE {Scope.SchoolInScope} ORDER BY s.school_id
        """);

    private static readonly Sql Classes = Sql.Portable(
        $"""
        SELECT o.code, o.name, k.grade, k.class_number, k.name AS class_name, k.entry_year, k.type_code, k.schooling_system, k.status, t.name AS teacher
        FROM dbo.school_class AS k
        JOIN dbo.school AS s ON s.school_id = k.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        LEFT JOIN dbo.staff AS t ON t.staff_id = k.head_teacher_id
        WHERE {Scope.SchoolInScope} ORDER BY k.school_id, k.grade, k.class_number, k.class_id
        """);

    private static readonly Sql Staff = Sql.Portable(
        $"""
        SELECT o.code, o.name, t.staff_number, t.name AS staff_name, t.sex_code, t.ethnicity_code, t.education_level_code, t.post_code,
               t.establishment_code, t.subject, t.joined_on
        FROM dbo.staff AS t
        JOIN dbo.school AS s ON s.school_id = t.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        WHERE t.is_active = @yes AND {Scope.SchoolInScope} ORDER BY t.school_id, t.staff_number
        """);

    private static readonly Sql Conditions = Sql.Portable(
        $"""
        SELECT o.code, o.name, k.year, k.site_area, k.building_area, k.teaching_area, k.dormitory_area, k.dangerous_area, k.classroom_count,
               k.multimedia_classroom_count, k.broadband_mbps, k.computer_count, k.teaching_computer_count, k.library_volumes, k.ebook_volumes,
               k.sports_ground_area, k.full_time_teacher_count
        FROM dbo.school_condition AS k
        JOIN dbo.school AS s ON s.school_id = k.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        WHERE {Scope.SchoolInScope} ORDER BY k.year, k.school_id
        """);

    private static readonly Sql Changes = Sql.Portable(
        $"""
        SELECT o.code, o.name, p.name AS student, x.kind, x.state, x.reason_code, x.effective_on, x.until_on, x.document_number, x.from_status_code,
               x.to_status_code, x.from_grade, x.to_grade
        FROM dbo.enrollment_change AS x
        JOIN dbo.student AS p ON p.student_id = x.student_id
        JOIN dbo.school AS s ON s.school_id = x.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        WHERE {Scope.SchoolInScope} ORDER BY x.change_id
        """);

    public static IReadOnlyList<ListExport> All { get; } =
    [
        new("schools", "学校", Permission.ViewOrganization,
            ["学校标识码", "学校名称", "状态", "办学类型码", "举办者码", "主管部门", "所在县区", "城乡类型码", "地址", "邮政编码", "电话", "校长", "统一社会信用代码", "学制", "学年"],
            Schools),
        new("classes", "班级", Permission.ViewOrganization,
            ["学校标识码", "学校名称", "年级码", "班号", "班级名称", "入学年份", "班级类型码", "学制", "状态", "班主任"], Classes),
        new("staff", "教职工", Permission.ViewStaff,
            ["学校标识码", "学校名称", "工号", "姓名", "性别码", "民族码", "学历码", "岗位码", "编制类别码", "任教学科", "来校日期"], Staff),
        new("conditions", "办学条件", Permission.ViewOrganization,
            [
                "学校标识码", "学校名称", "年度", "占地面积", "校舍面积", "教学用房面积", "宿舍面积", "危房面积", "教室数", "多媒体教室数", "宽带(Mbps)",
                "计算机台数", "教学用计算机台数", "图书册数", "电子图书册数", "运动场面积", "专任教师数",
            ],
            Conditions),
        new("changes", "学籍变动", Permission.ExportStudents,
            ["学校标识码", "学校名称", "姓名", "变动类别", "状态", "原因码", "生效日期", "截止日期", "审批文号", "原状态码", "现状态码", "原年级码", "现年级码"], Changes),
    ];

    public static ListExport? Find(string name) => All.FirstOrDefault(list => list.Name == name);
}
