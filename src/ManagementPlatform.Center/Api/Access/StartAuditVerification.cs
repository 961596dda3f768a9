using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Jobs;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Etl.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>审计校验: by the center's own auditor, since one chain covers everybody.</summary>
internal static class StartAuditVerification
{
    private static readonly Operation Operation = new("audit.verify", Permission.ViewAudit, "校验审计记录是否被改动（任务）")
    {
        Description = "仅数据中心本级的审计管理员可用。结果列出被改动、缺失、多出的记录所在的封存；`lastHash` 请另行留存，以便发现末尾被截断。",
        Response = JobContract.Example with { Kind = VerifyAuditJob.Name, State = JobState.Queued, Percent = 0, RowsDone = 0, RowsTotal = null },
    };

    public static void MapVerifyAudit(this IEndpointRouteBuilder api) =>
        api.MapGroup("/audit-verifications").WithTags("审计").MapSecured(HttpMethod.Post, "/", Operation, StartAsync);

    private static async Task<Accepted<JobContract>> StartAsync(
        Caller caller, StartJob start, ICurrentCenter center, TimeProvider time, CancellationToken cancel)
    {
        if (caller.OrganizationId != (await center.GetAsync(cancel)).RootOrganizationId)
            throw Refused.Forbidden("not_root", "审计校验由数据中心本级的审计管理员进行。");
        var job = await start.HandleAsync(VerifyAuditJob.Name, new { }, inputHash: null, caller, cancel);
        return Answer.Accepted($"/jobs/{job.JobId}", JobContract.Of(job, time.GetUtcNow()));
    }
}
