using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Exports;

/// <summary>
/// A list that goes out as a table as it stands: its name, who may take it, its headers, and the statement whose columns they
/// are.
/// </summary>
public sealed record ListExport(string Name, string Title, Permission Permission, IReadOnlyList<string> Headers, Sql Rows);

/// <summary>
/// The lists that go out only, as the database holds them, cut to the caller's scope. No identity or student number stands in
/// them.
/// </summary>
public static class ListExports
{
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
        new("changes", "学籍变动", Permission.ExportStudents,
            ["学校标识码", "学校名称", "姓名", "变动类别", "状态", "原因码", "生效日期", "截止日期", "审批文号", "原状态码", "现状态码", "原年级码", "现年级码"], Changes),
    ];

    public static ListExport? Find(string name) => All.FirstOrDefault(list => list.Name == name);
}
