using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;

namespace ManagementPlatform.Center.Api.Cases;

internal static class DecideCaseApi
{
    private static readonly Operation Operation = new(DecideCase.Action, Permission.UseInbox, "核办一项业务的当前环节")
    {
        Description = "`verdict`：`approve` 通过、`refuse` 不通过、`return` 退回补正；后两者须说明理由。只能核办等待本单位的环节，"
            + "本人提交或核办过的业务不能再由本人核办。调档编班环节填 `classId`、`seatNumber`。",
        Request = new CaseDecisionRequest(Verdict.Approve, "材料齐全，同意。", "武教学籍〔2026〕18号"),
        Response = CaseContract.Example,
    };

    private static readonly Operation Many = new("case.decide_many", Permission.UseInbox, "成批核办业务")
    {
        Description = $"逐项办理，互不影响；逐项说明结果。一次最多 {DecideCases.Most} 项。",
        Request = new CaseDecisionsRequest([new(510_000_000_099_001, 4)], Verdict.Approve, "材料齐全，同意。"),
        Response = new[] { new CaseOutcome(510_000_000_099_001, CaseProgress.Open, "待转出主管部门核办", 5, null, null) },
    };

    public static void MapDecideCase(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Post, "/cases/{caseId:long}/decision", Operation, DecideAsync);
        api.MapSecured(HttpMethod.Post, "/cases/decisions", Many, DecideManyAsync);
    }

    private static async Task<Versioned<CaseContract>> DecideAsync(
        long caseId, ExpectedVersion version, CaseDecisionRequest request, Caller caller, DecideCase decide,
        CaseAnswers answers, CancellationToken cancel)
    {
        await decide.HandleAsync(caseId, request.ToAnswer(version.Value), caller, cancel);
        return await answers.ReadAsync(caseId, caller, cancel);
    }

    private static Task<IReadOnlyList<CaseOutcome>> DecideManyAsync(
        CaseDecisionsRequest request, Caller caller, DecideCases decide, CancellationToken cancel) =>
        decide.HandleAsync(
            request.Cases, new CaseAnswer(0, request.Verdict, request.Opinion, request.DocumentNumber), caller, cancel);
}

/// <summary>The same verdict for many cases, each with the version that was seen.</summary>
public sealed record CaseDecisionsRequest(
    IReadOnlyList<CaseReference> Cases, string Verdict, string? Opinion = null, string? DocumentNumber = null);

/// <summary>What somebody says to the step that waits for his organization; see <see cref="CaseAnswer"/>.</summary>
public sealed record CaseDecisionRequest(
    string Verdict, string? Opinion = null, string? DocumentNumber = null, string? Choice = null,
    long? ClassId = null, string? SeatNumber = null)
{
    public CaseAnswer ToAnswer(int version) => new(version, Verdict, Opinion, DocumentNumber, Choice, ClassId, SeatNumber);
}
