using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Jobs;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Students;

namespace ManagementPlatform.Center.Api.Imports;

internal static class ImportStudentsApi
{
    private static readonly Operation Operation = new("import.students", Permission.ImportStudents, "导入学生（CSV 或 Excel，任务）")
    {
        Description = "表单字段 file 为文件，或以文件内容为请求体。mode 为 all（默认，有错误行则全部不导入）或 good（只导入正确行）；"
            + "dryRun 只检查不导入；complete 表示文件是学校的全部在籍学生，列出有籍无人；school 为未填学校标识码的行的学校；mapping 为映射方案名称。"
            + "更改学生过多时任务停下待确认（/jobs/{id}/confirmation）。错误行在 /jobs/{id}/result 下载，更正后可直接重新导入。",
        Accepts = UploadedTable.MediaTypes,
        MaxBody = UploadedTable.Longest,
        Response = JobContract.Example with { State = JobState.Queued, Percent = 0, RowsDone = 0, RowsTotal = null, RowsPerSecond = null, StartedAt = null },
    };

    public static void MapImportStudents(this IEndpointRouteBuilder imports) =>
        imports.MapSecured(HttpMethod.Post, "/students", Operation, ImportAsync);

    private static Task<Accepted<JobContract>> ImportAsync(
        HttpRequest request, Caller caller, ImportUpload upload, CancellationToken cancel,
        Choice<ImportMode>? mode = null, bool dryRun = false, bool complete = false,
        string? school = null, string? mapping = null) =>
        upload.StartAsync(
            ImportStudentsJob.Name, ImportStudents.Table, request,
            new ImportOptions { Mode = mode?.Value ?? ImportMode.All, IsDryRun = dryRun, IsComplete = complete, School = school, Mapping = mapping },
            caller, cancel);
}
