using System.Text.Json;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;

namespace ManagementPlatform.Center.Api.Cases;

/// <summary>办件: cases of every kind, for all their parties.</summary>
internal static class CasesApi
{
    private static readonly Operation ReadOperation = new("case.read", Permission.UseInbox, "查看一项业务的全部情况")
    {
        Response = CaseContract.Example,
    };

    private static readonly Operation WithdrawOperation = new("case.withdraw", Permission.StartCases, "撤销尚未办结的业务")
    {
        Response = CaseContract.Example with { State = CaseProgress.Withdrawn, StateName = "已撤销", HeldBy = null, DueOn = null },
    };

    private static readonly Operation ResubmitOperation = new("case.resubmit", Permission.StartCases, "补正后重新提交")
    {
        Request = new ResubmissionRequest("补充户口簿复印件", new string('a', 64), null),
        Response = CaseContract.Example,
    };

    private static readonly Operation RecheckOperation = new("case.recheck", Permission.StartCases, "重新校验未通过的环节")
    {
        Description = "清理、转出校验、调档编班环节可由提交单位或当前环节单位重新校验；通过则继续办理，未通过则在办理记录中说明原因。",
        Response = CaseContract.Example,
    };

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").WithTags("业务办理");
        api.MapSecured(HttpMethod.Get, "/cases/{caseId:long}", ReadOperation,
            (long caseId, Caller caller, CaseAnswers answers, CancellationToken cancel) => answers.ReadAsync(caseId, caller, cancel));
        api.MapProofs();
        api.MapInbox();
        api.MapReadProgress();
        api.MapDecideCase();
        api.MapSecured(HttpMethod.Post, "/cases/{caseId:long}/withdrawal", WithdrawOperation, WithdrawAsync);
        api.MapSecured(HttpMethod.Post, "/cases/{caseId:long}/resubmission", ResubmitOperation, ResubmitAsync);
        api.MapSecured(HttpMethod.Post, "/cases/{caseId:long}/check", RecheckOperation, RecheckAsync);
    }

    private static async Task<Versioned<CaseContract>> WithdrawAsync(
        long caseId, ExpectedVersion version, Caller caller, WithdrawCase withdraw, CaseAnswers answers, CancellationToken cancel)
    {
        await withdraw.HandleAsync(caseId, version.Value, caller, cancel);
        return await answers.ReadAsync(caseId, caller, cancel);
    }

    private static async Task<Versioned<CaseContract>> RecheckAsync(
        long caseId, ExpectedVersion version, Caller caller, RecheckCase recheck, CaseAnswers answers, CancellationToken cancel)
    {
        await recheck.HandleAsync(caseId, version.Value, caller, cancel);
        return await answers.ReadAsync(caseId, caller, cancel);
    }

    private static async Task<Versioned<CaseContract>> ResubmitAsync(
        long caseId, ExpectedVersion version, ResubmissionRequest request, Caller caller, ResubmitCase resubmit,
        CaseAnswers answers, CancellationToken cancel)
    {
        var completion = new Completion(version.Value, request.Explanation, request.ProofHash, request.Content?.GetRawText());
        await resubmit.HandleAsync(caseId, completion, caller, cancel);
        return await answers.ReadAsync(caseId, caller, cancel);
    }
}

/// <summary>What is corrected; what is left out stays as it was.</summary>
/// <param name="Content">The kind's own part, as the case shows it.</param>
public sealed record ResubmissionRequest(string? Explanation = null, string? ProofHash = null, JsonElement? Content = null);
