using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;

namespace ManagementPlatform.Center.Api.Cases;

internal static class DecideCaseApi
{
    private static readonly Operation Operation = new(DecideCase.Action, Permission.ViewCases, "核办一项业务的当前环节")
    {
        Description = "`verdict`：`approve` 通过、`refuse` 不通过、`return` 退回补正；后两者须说明理由。只能核办等待本单位的环节，"
            + "本人提交或核办过的业务不能再由本人核办。调档编班环节填 `classId`、`seatNumber`。",
        Request = new CaseDecisionRequest(Verdict.Approve, "材料齐全，同意。", "武教学籍〔2026〕18号"),
        Response = CaseContract.Example,
    };

    public static void MapDecideCase(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/cases/{caseId:long}/decision", Operation, DecideAsync);

    private static async Task<Versioned<CaseContract>> DecideAsync(
        long caseId, ExpectedVersion version, CaseDecisionRequest request, Caller caller, DecideCase decide, CaseAnswers answers, CancellationToken cancel)
    {
        await decide.HandleAsync(caseId, request.ToAnswer(version.Value), caller, cancel);
        return await answers.ReadAsync(caseId, caller, cancel);
    }
}

/// <summary>What somebody says to the step that waits for his organization; see <see cref="CaseAnswer"/>.</summary>
public sealed record CaseDecisionRequest(
    string Verdict, string? Opinion = null, string? DocumentNumber = null, string? Choice = null, long? ClassId = null, string? SeatNumber = null)
{
    public CaseAnswer ToAnswer(int version) => new(version, Verdict, Opinion, DocumentNumber, Choice, ClassId, SeatNumber);
}
