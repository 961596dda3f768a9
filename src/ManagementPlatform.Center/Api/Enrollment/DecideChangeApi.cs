using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

internal static class DecideChangeApi
{
    private static readonly Operation One = new("enrollment.decide_change", Permission.DecideChanges, "核办一项学籍变动")
    {
        Description = "只能核办等待本单位的步骤；本人提交或核办过的业务不能再由本人核办。不通过须说明理由。",
        Request = new DecisionRequest(Approve: true, "材料齐全，同意。", "武教学籍〔2026〕18号"),
        Response = ChangeContract.Example,
    };

    private static readonly Operation Many = new("enrollment.decide_changes", Permission.DecideChanges, "成批核办学籍变动")
    {
        Description = "逐项办理，互不影响；逐项说明结果。一次最多 200 项。",
        Request = new DecisionsRequest([new(510_000_000_012_345, 510_000_000_099_001, 1)], Approve: true, "同意。", null),
        Response = new[] { new DecisionOutcome(510_000_000_012_345, 510_000_000_099_001, ChangeState.Approved, 2, null, null) },
    };

    public static void MapDecideChange(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/students/{studentId:long}/changes/{changeId:long}/decision", One, DecideAsync);

    public static void MapDecideChanges(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/enrollment-changes/decisions", Many, DecideManyAsync);

    private static async Task<Versioned<ChangeContract>> DecideAsync(
        long studentId, long changeId, ExpectedVersion version, DecisionRequest request, Caller caller,
        DecideChange decide, IEnrollmentStore store, IMapper mapper, CancellationToken cancel)
    {
        var decision = new ChangeDecision(version.Value, request.Approve, request.Opinion, request.DocumentNumber);
        var change = await decide.HandleAsync(studentId, changeId, decision, caller, cancel);
        return Answer.Versioned(mapper.MapChange(change, await store.StepsAsync(studentId, changeId, cancel)), change.RowVersion);
    }

    private static Task<IReadOnlyList<DecisionOutcome>> DecideManyAsync(
        DecisionsRequest request, Caller caller, DecideChanges decide, CancellationToken cancel) =>
        decide.HandleAsync(request.Changes, request.Approve, request.Opinion, request.DocumentNumber, caller, cancel);
}

/// <summary>核办通过 or 不通过, with the opinion (required when refusing) and the document number (审批文号) of an approval.</summary>
public sealed record DecisionRequest(bool Approve, string? Opinion = null, string? DocumentNumber = null);

/// <summary>The same decision for many changes, each with the version that was seen.</summary>
public sealed record DecisionsRequest(
    IReadOnlyList<ChangeReference> Changes, bool Approve, string? Opinion = null, string? DocumentNumber = null);
