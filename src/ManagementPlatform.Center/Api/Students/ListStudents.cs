using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Center.Api.Students;

internal static class ListStudents
{
    private const int LongestText = 36;

    private static readonly Operation List = new("student.list", Permission.ViewStudents, "查询一所学校或一个班级的学生")
    {
        Description = "按姓名拼音排序分页。学校用户可不填 schoolId；onRoll=false 列出已离校学生。",
        Response = Page<StudentItem>.Example(StudentItem.Example),
    };

    private static readonly Operation Search = new("student.search", Permission.ViewStudents, "按姓名查找学生")
    {
        Description = "给出 countyId 时在全县按姓名开头查找；给出 schoolId（学校用户可不填）时在校内按姓名或拼音开头查找。",
        OnlyReads = true,
        Request = new SearchRequest("李思", CountyId: 510_000_000_000_012),
        Response = Page<StudentItem>.Example(StudentItem.Example),
    };

    public static void MapListStudents(this IEndpointRouteBuilder students)
    {
        students.MapSecured(HttpMethod.Get, "/", List, ListAsync);
        students.MapSecured(HttpMethod.Post, "/search", Search, SearchAsync);
    }

    private static async Task<Page<StudentItem>> ListAsync(
        PageRequest page,
        Caller caller,
        StudentQueries queries,
        CancellationToken cancel,
        long? schoolId = null,
        long? classId = null,
        string? grade = null,
        string? statusCode = null,
        bool onRoll = true)
    {
        var school = await SchoolAsync(schoolId, classId, caller, queries, cancel);
        return await PageAsync(new StudentFilter(school, onRoll, classId, grade, statusCode), page, caller, queries, cancel);
    }

    private static async Task<Page<StudentItem>> SearchAsync(
        SearchRequest request, PageRequest page, Caller caller, StudentQueries queries, CancellationToken cancel)
    {
        var text = PersonName.Of(request.Text);
        if (text is null || text.Length > LongestText || !TypedText.IsClean(text))
            throw Refused.Invalid("required", $"请填写要查找的姓名（1至{LongestText}字）。", "text");
        if (request.CountyId is not { } countyId)
        {
            var school = await SchoolAsync(request.SchoolId, null, caller, queries, cancel);
            return await PageAsync(new StudentFilter(school, request.OnRoll, Text: text), page, caller, queries, cancel);
        }

        var rows = await queries.SearchCountyAsync(
            countyId, text, page.After<StudentNameKey>(), page.Take, caller.OrganizationId, cancel);
        return Answer.Page(page, rows, row => new StudentNameKey(row.Name, row.StudentId), StudentItem.Of);
    }

    private static async Task<Page<StudentItem>> PageAsync(
        StudentFilter filter, PageRequest page, Caller caller, StudentQueries queries, CancellationToken cancel)
    {
        var rows = await queries.PageAsync(filter, page.After<StudentKey>(), page.Take, caller.OrganizationId, cancel);
        return Answer.Page(page, rows, row => new StudentKey(row.NamePinyin, row.StudentId), StudentItem.Of);
    }

    // A school's people mean their own; others name a school or a class that they may see.
    private static async Task<long> SchoolAsync(
        long? schoolId, long? classId, Caller caller, StudentQueries queries, CancellationToken cancel)
    {
        if (schoolId is null && classId is { } id)
            return await queries.SchoolOfClassAsync(id, caller.OrganizationId, cancel) ?? throw Refused.NotFound("班级");
        var school = schoolId ?? (caller.Tier == Tier.School
            ? caller.OrganizationId
            : throw Refused.Invalid("school_required", "请指明学校（schoolId）或班级（classId）。", "schoolId"));
        return await queries.SeesSchoolAsync(school, caller.OrganizationId, cancel) ? school : throw Refused.NotFound("学校");
    }

    /// <param name="Text">The beginning of a name; inside a school also of its pinyin.</param>
    internal sealed record SearchRequest(string? Text, long? CountyId = null, long? SchoolId = null, bool OnRoll = true);
}
