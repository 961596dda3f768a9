using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Jobs;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Storage.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

/// <summary>毕业: open business is cleared, then a year graduates with one submission and one confirmation a level.</summary>
internal static class GraduationsApi
{
    private static readonly Operation OpenOperation = new("graduation.open_business", Permission.ViewCases, "毕业年级的在办业务清单")
    {
        Description = "毕业前须清理。逐项列出毕业班学生尚在办理的业务、所处环节、由谁办理、何时到期；schoolId、classId 可筛选。",
        Response = Page<OpenBusinessContract>.Example(OpenBusinessContract.Example),
    };

    private static readonly Operation SubmitOperation = new("graduation.submit", Permission.SubmitChanges, "本校毕业年级成批提交毕业或结业（任务）")
    {
        Description = "对本校全部毕业班的在读学生提交；except 中的学生除外。不能办理的学生（如有在办业务）在任务结果中逐人说明，不影响其他学生；可再次提交，只办理尚未提交的学生。",
        Request = new GraduationRequest("graduate", new(2027, 6, 30), [510_000_000_012_399]),
        Response = Queued(GraduateYearJob.Name),
    };

    private static readonly Operation DecideOperation = new("graduation.decide", Permission.DecideChanges, "成批核办等待本单位的毕业、结业（任务）")
    {
        Description = "学校领导核办本校的，主管部门核办所辖各校的；schoolId 可只办一所学校。逐人办理，不能办结的在任务结果中说明。",
        Request = new GraduationDecision(true, null, "同意毕业", "武教毕〔2027〕3号"),
        Response = Queued(DecideGraduationJob.Name),
    };

    public static void MapGraduations(this IEndpointRouteBuilder routes)
    {
        routes.MapSecured(HttpMethod.Get, "/graduations/open-business", OpenOperation, OpenAsync);
        routes.MapSecured(HttpMethod.Post, "/graduations", SubmitOperation, SubmitAsync);
        routes.MapSecured(HttpMethod.Post, "/graduations/decision", DecideOperation, DecideAsync);
    }

    private static async Task<Page<OpenBusinessContract>> OpenAsync(
        PageRequest page, Caller caller, OpenBusinessQueries queries, IEnumerable<ICaseKind> kinds, CancellationToken cancel,
        long? schoolId = null, long? classId = null)
    {
        var rows = await queries.ListAsync(
            caller.OrganizationId, schoolId, classId, page.After<OpenBusinessKey>(), page.Take, cancel);
        return Answer.Page(
            page, rows, row => new OpenBusinessKey(row.CaseId, row.StudentId), row => OpenBusinessContract.Of(row, kinds));
    }

    private static Task<Accepted<JobContract>> SubmitAsync(
        GraduationRequest request, Caller caller, StartJob start, TimeProvider time, CancellationToken cancel)
    {
        request.Demand();
        return StartAsync(GraduateYearJob.Name, request, caller, start, time, cancel);
    }

    private static Task<Accepted<JobContract>> DecideAsync(
        GraduationDecision decision, Caller caller, StartJob start, TimeProvider time, CancellationToken cancel)
    {
        decision.Demand();
        return StartAsync(DecideGraduationJob.Name, decision, caller, start, time, cancel);
    }

    private static async Task<Accepted<JobContract>> StartAsync(
        string kind, object parameters, Caller caller, StartJob start, TimeProvider time, CancellationToken cancel)
    {
        var job = await start.HandleAsync(kind, parameters, inputHash: null, caller, cancel);
        return Answer.Accepted($"/jobs/{job.JobId}", JobContract.Of(job, time.GetUtcNow()));
    }

    private static JobContract Queued(string kind) =>
        JobContract.Example with { Kind = kind, State = JobState.Queued, Percent = 0, RowsDone = 0, RowsTotal = null };
}

/// <summary>A business that still runs for a pupil of a graduating class; the number is masked.</summary>
public sealed record OpenBusinessContract(
    long StudentId, string StudentName, string StudentNumber, long SchoolId, string SchoolName, long ClassId,
    string Grade, string ClassName, long CaseId, string KindName, string NodeName,
    long HeldById, string HeldByName, DateOnly DueOn)
{
    public static readonly OpenBusinessContract Example = new(
        510_000_000_012_345, "李思远", "L510107********4821", 510_000_000_000_045, "成都市武侯区晨光小学", 510_000_000_000_301, "26", "3班",
        510_000_000_099_001, "转学", "转出学校核办", 510_000_000_000_045, "成都市武侯区晨光小学", new(2027, 6, 25));

    internal static OpenBusinessContract Of(OpenBusiness row, IEnumerable<ICaseKind> kinds) => new(
        row.StudentId, row.StudentName, row.StudentNumber.ToString(), row.SchoolId, row.SchoolName,
        row.ClassId, row.Grade, row.ClassName, row.CaseId,
        ChangeCatalogue.Find(row.ChangeKind)?.Name ?? kinds.FirstOrDefault(kind => kind.Code == row.Kind)?.Name ?? row.Kind,
        CaseNodes.Find(row.Node).Name, row.HeldById, row.HeldByName, row.DueOn);
}
