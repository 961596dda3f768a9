using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Transfers;

/// <summary>A case that was submitted.</summary>
/// <param name="ProgressCode">查询码 for the guardian; shown this once.</param>
public sealed record SubmittedCase(CaseFile File, CaseProgress Progress, string ProgressCode);

/// <summary>
/// 转入学校申请转学. Everything is checked before; from here to the end the pupil is frozen for other business. What only the sending
/// school can clear may be handed to it as the first step.
/// </summary>
public sealed class RequestTransfer(
    CheckTransfer check, ICaseStore cases, CaseDesk desk, IReferenceData reference, IUnitOfWork work,
    IIdentifiers identifiers, TimeProvider time)
{
    /// <exception cref="RefusalException">
    /// The keys do not fit, something stands in the way, a field is wrong, or other business was faster.
    /// </exception>
    public Task<SubmittedCase> HandleAsync(TransferRequest request, Caller caller, CancellationToken cancel)
    {
        CheckTransfer.Demand(caller);
        return work.CommitAsync(caller, "transfer.request", c => RequestAsync(request, caller, c), cancel);
    }

    private async Task<SubmittedCase> RequestAsync(TransferRequest request, Caller caller, CancellationToken cancel)
    {
        var outlook = await check.LookAsync(request, null, TransferRules.All, caller, cancel);
        var reasons = (await reference.GetAsync(cancel)).Table(CodeTableNames.TransferReason);
        IReadOnlyList<Problem> wrong = reasons.TryCode(request.ReasonCode, out _)
            ? []
            : [new Problem("unknown_code", "转学原因必须从代码表中选择。", "reasonCode")];
        return await SubmitAsync(TransferCase.KindCode, request, outlook, wrong, caller, cancel);
    }

    /// <summary>The same for every kind of case that moves pupils, once it is known how things look.</summary>
    /// <param name="wrong">What is wrong with the request so far.</param>
    internal async Task<SubmittedCase> SubmitAsync(
        string kind, TransferRequest request, TransferOutlook outlook, IReadOnlyList<Problem> wrong,
        Caller caller, CancellationToken cancel)
    {
        List<Problem> problems = [.. wrong, .. await ProblemsAsync(request, cancel)];
        if (outlook.Blockers.Count > 0 && !(request.HandsOverBlockers && outlook.CanBeHandedOver))
            problems.AddRange(outlook.Blockers.Select(b => new Problem(b.Code, $"{b.Message}（{b.ClearedByText}）")));
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
        var code = ProgressCode.New();
        var snapshot = await reference.GetAsync(cancel);
        var file = Open(kind, request, outlook, code, caller);
        var progress = await desk.OpenAsync(
            file, [.. outlook.Nodes.Select(node => (node, DaysAt(node, outlook, snapshot)))], cancel);
        work.Changed(Entity.Case, file.CaseId, progress.Version);
        work.Audited(
            new AuditLine(Entity.Case, file.CaseId, file.StudentId, request.Explanation, new { file.Kind, outlook.Route }));
        return new SubmittedCase(file, progress, code);
    }

    private async Task<List<Problem>> ProblemsAsync(TransferRequest request, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        if (request.Explanation?.Length > CaseFile.LongestExplanation)
            problems.Add(CaseFile.ExplanationTooLong);
        if (!TransferContent.IsSeat(request.SeatNumber))
            problems.Add(new Problem("bad_seat_number", "班内学号不超过4位字母数字。", "seatNumber"));
        if (request.ProofHash is { } hash && !await cases.HasProofAsync(hash, cancel))
            problems.Add(CaseFile.ProofUnknown);
        return problems;
    }

    // 办法(2025) Art. 15: ten working days for each party, or what its province sets.
    private int DaysAt(string node, TransferOutlook outlook, ReferenceSnapshot snapshot)
    {
        var province = (TransferChains.IsReceiving(node) ? outlook.Target : outlook.Pupil.School).ProvinceCode;
        return snapshot.Rules.Days(province, RuleNames.TransferWorkingDaysOf(node), BeijingTime.Today(time));
    }

    private CaseFile Open(string kind, TransferRequest request, TransferOutlook outlook, string code, Caller caller) => new()
    {
        StudentId = outlook.Pupil.StudentId,
        CaseId = identifiers.Next(),
        Kind = kind,
        OrganizationId = caller.OrganizationId,
        FromSchoolId = outlook.Pupil.School.SchoolId,
        ToSchoolId = outlook.Target.SchoolId,
        ReasonCode = request.ReasonCode,
        Explanation = request.Explanation,
        ProofHash = request.ProofHash,
        Content = outlook.Asked.ToJson(),
        Round = 1,
        ProgressCodeHash = ProgressCode.HashOf(code),
        SubmittedBy = caller.UserId,
        SubmittedAt = time.GetUtcNow(),
        RowVersion = 1,
    };
}
