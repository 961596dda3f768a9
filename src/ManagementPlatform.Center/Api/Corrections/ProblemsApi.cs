using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Storage.Corrections;

namespace ManagementPlatform.Center.Api.Corrections;

/// <summary>问题学籍: what there is, and what the population base said.</summary>
internal static class ProblemsApi
{
    private static readonly Operation Types = new("problem.list_types", Permission.ViewReference, "查询问题学籍类型及允许的处理方式")
    {
        IsPublicData = true,
        Response = ProblemType.All.Select(ProblemTypeContract.Of).Take(1).ToArray(),
    };

    private static readonly Operation List = new("problem.list", Permission.ViewCases, "查询本范围内的问题学籍")
    {
        Description = "`state`：open 未处理（默认）、cleared 已处理；`problemType` 见 /reference/problem-types。",
        Response = Page<ProblemListItem>.Example(new ProblemListItem
        {
            StudentId = 510_000_000_012_345, ProblemId = 510_000_000_099_003,
            ProblemType = ProblemType.SameLikeness, State = ProblemRecord.Open, FoundBy = FoundBy.Check,
            FoundAt = new(2026, 10, 12, 1, 30, 0, TimeSpan.Zero), StudentName = "李思远",
            StudentNumber = StudentNumber.Parse("L510107202003154821"), SchoolId = 510_000_000_000_045, SchoolName = "成都市武侯区晨光小学",
            OtherStudentId = 510_000_000_012_399, OtherSchoolName = "成都市锦江区星河小学",
        }),
    };

    private static readonly Operation Report = new("problem.report", Permission.StartCases, "登记人口库比对发现的问题学籍")
    {
        Description = "由主管部门登记三类身份证件号问题：unknown_document 不存在、name_mismatch 与姓名不匹配、document_changed 已发生变更。",
        Request = new ProblemReport(ProblemType.NameMismatch, "人口库姓名为李思源"),
        Response = ProblemContract.Example,
    };

    public static void MapProblems(this IEndpointRouteBuilder api)
    {
        api.MapSecured(
            HttpMethod.Get, "/reference/problem-types", Types, () => ProblemType.All.Select(ProblemTypeContract.Of).ToArray());
        api.MapSecured(HttpMethod.Get, "/problem-records", List, ListAsync);
        api.MapSecured(HttpMethod.Post, "/students/{studentId:long}/problem-records", Report, ReportAsync);
    }

    private static async Task<Page<ProblemListItem>> ListAsync(
        PageRequest page, Caller caller, ProblemQueries queries, CancellationToken cancel,
        string? state = null, string? problemType = null, long? studentId = null)
    {
        if (state is not (null or ProblemRecord.Open or ProblemRecord.Cleared))
            throw Refused.Invalid("unknown_code", "state 只能是 open 或 cleared。", "state");
        var filter = new ProblemFilter(state ?? ProblemRecord.Open, problemType, studentId, page.After<long>(), page.Take);
        return Answer.Page(
            page, await queries.ListAsync(caller.OrganizationId, filter, cancel), row => row.ProblemId, row => row);
    }

    private static async Task<Created<ProblemContract>> ReportAsync(
        long studentId, ProblemReport report, Caller caller, ReportProblem use, CancellationToken cancel)
    {
        var record = await use.HandleAsync(studentId, report, caller, cancel);
        return Answer.Created($"/problem-records?studentId={studentId}", ProblemContract.Of(record), record.RowVersion);
    }
}

/// <summary>A kind of problem record and what may be done about it.</summary>
public sealed record ProblemTypeContract(
    string Code, string Name, IReadOnlyList<string> Handlings, IReadOnlyList<string> FormalHandlings, bool IsReported)
{
    public static ProblemTypeContract Of(ProblemType type) =>
        new(type.Code, type.Name, type.Handlings, type.FormalHandlings, type.IsReported);
}

/// <summary>A problem record.</summary>
public sealed record ProblemContract(
    long StudentId, long ProblemId, string ProblemType, string State, string FoundBy, DateTimeOffset FoundAt, string? Note)
{
    public static readonly ProblemContract Example = new(
        510_000_000_012_345, 510_000_000_099_003, Core.Corrections.ProblemType.NameMismatch,
        ProblemRecord.Open, Core.Corrections.FoundBy.Bureau, new(2026, 10, 12, 1, 30, 0, TimeSpan.Zero), "人口库姓名为李思源");

    public static ProblemContract Of(ProblemRecord record) => new(
        record.StudentId, record.ProblemId, record.ProblemType, record.State, record.FoundBy, record.FoundAt, record.Note);
}
