using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Jobs;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Center.Api.Exports;

/// <summary>What an export job is asked for; whatever is left out does not narrow it.</summary>
public sealed record ExportStudentsRequest(
    TableFormat Format = TableFormat.Csv,
    long? SchoolId = null,
    long? ClassId = null,
    string? Grade = null,
    bool OnRoll = true,
    bool Reveal = false,
    string? Purpose = null);

internal static class ExportStudentsApi
{
    private static readonly Operation Direct = new("export.students", Permission.ExportStudents, "导出一所学校的学生（CSV 或 Excel）")
    {
        Description = "列与导入模板相同，选项为名称。证件号、学籍号、电话、住址和出生日期已脱敏；完整信息请用导出任务并填写用途。",
        Produces = ["text/csv", TableFormat.Xlsx.MediaType()],
    };

    private static readonly Operation AsJob = new("export.students_job", Permission.ExportStudents, "导出学生（任务）")
    {
        Description = "不填学校则导出管理范围内全部学校。reveal 为 true 时导出完整信息，须有查看权限并填写用途，记入审计。结果在 /jobs/{id}/result 下载。",
        Request = new ExportStudentsRequest(TableFormat.Xlsx, 510_000_000_000_045, Reveal: true, Purpose: "秋季学籍核对"),
        Response = JobContract.Example with { Kind = ExportStudentsJob.Name, State = JobState.Queued, Percent = 0, RowsDone = 0, RowsTotal = null },
    };

    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup("/exports").WithTags("导出");
        exports.MapSecured(HttpMethod.Get, "/students", Direct, DirectAsync);
        exports.MapSecured(HttpMethod.Post, "/students", AsJob, StartAsync);
        exports.MapExportList();
    }

    private static async Task<IResult> DirectAsync(
        Caller caller, ExportStudents export, CancellationToken cancel,
        long? schoolId = null, Choice<TableFormat>? format = null, long? classId = null, string? grade = null, bool onRoll = true)
    {
        var school = schoolId ?? (caller.Tier == Tier.School ? caller.OrganizationId : throw Refused.Invalid(
            "school_required", "请指定学校（schoolId）；导出多所学校请用导出任务。", "schoolId"));
        var wanted = new StudentExport(format?.Value ?? TableFormat.Csv, school, classId, grade, onRoll);

        // Through a file: a refusal halfway must not leave a half table behind a 200.
        var file = TemporaryFile.Create();
        await export.HandleAsync(wanted, file, caller, progress: null, cancel);
        file.Position = 0;
        return Results.Stream(file, wanted.Format.MediaType(), "学生" + wanted.Format.Extension());
    }

    private static async Task<Accepted<JobContract>> StartAsync(
        ExportStudentsRequest request, Caller caller, StartJob start, TimeProvider time, CancellationToken cancel)
    {
        if (request.Reveal)
            caller.Demand(Permission.RevealNumbers);
        var wanted = new StudentExport(
            request.Format, request.SchoolId, request.ClassId, request.Grade, request.OnRoll, request.Reveal, request.Purpose);
        var job = await start.HandleAsync(ExportStudentsJob.Name, wanted, inputHash: null, caller, cancel);
        return Answer.Accepted($"/jobs/{job.JobId}", JobContract.Of(job, time.GetUtcNow()));
    }
}
