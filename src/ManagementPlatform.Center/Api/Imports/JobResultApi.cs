using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Center.Api.Imports;

internal static class JobResultApi
{
    private static readonly Operation Operation = new("job.result", Permission.ViewJobs, "下载任务的结果文件")
    {
        Description = "导入的错误行、导出的表格。文件含个人信息，只有提交任务的账号可以下载。",
        Produces = ["text/csv", TableFormat.Xlsx.MediaType()],
    };

    public static void MapJobResult(this IEndpointRouteBuilder jobs) =>
        jobs.MapSecured(HttpMethod.Get, "/{jobId:long}/result", Operation, DownloadAsync);

    private static async Task<IResult> DownloadAsync(
        long jobId, Caller caller, IJobStore jobs, IFileStore files, CancellationToken cancel)
    {
        var job = await jobs.FindAsync(jobId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("任务");
        if (job.RequestedBy != caller.UserId)
            throw Refused.Forbidden("not_own_job", "只有提交任务的账号可以下载结果文件。");
        if (job.ResultHash is not { } hash || await files.FindAsync(hash, cancel) is not { } file)
            throw Refused.NotFound("结果文件");
        var format = file.MediaType == TableFormat.Xlsx.MediaType() ? TableFormat.Xlsx : TableFormat.Csv;
        return Results.Stream(files.Open(hash), file.MediaType, $"{job.Kind}-{job.JobId}{format.Extension()}");
    }
}
