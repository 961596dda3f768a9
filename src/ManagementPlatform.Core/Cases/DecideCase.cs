using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Cases;

/// <summary>核办: whoever holds the case approves, refuses or sends it back for completion.</summary>
public sealed class DecideCase(ICaseStore store, CaseDesk desk, IUnitOfWork work)
{
    public const string Action = "case.decide";

    /// <exception cref="RefusalException">
    /// Not a party, ended, another version, not the caller's step, submitted or decided by the caller, or it cannot go on like
    /// this.
    /// </exception>
    public Task<CaseProgress> HandleAsync(long caseId, CaseAnswer answer, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.UseInbox);
        return work.CommitAsync(caller, Action, c => DecideAsync(caseId, answer, caller, c), cancel);
    }

    private async Task<CaseProgress> DecideAsync(long caseId, CaseAnswer answer, Caller caller, CancellationToken cancel)
    {
        var running = await RunningCase.FindAsync(store, caseId, caller, cancel);
        var (file, steps, decisions, progress, open) = running;
        if (progress.State == CaseProgress.Returned)
            throw Refused.Conflict("returned", "该业务已退回补正，等待重新提交。");
        running.DemandVersion(answer.Version);
        var step = progress.Step!;
        if (CaseActions.AgainstDeciding(running, step, caller) is { } refusal)
            throw refusal;
        Demand(answer, CaseNodes.Find(step.Node));
        var next = answer.Verdict == Verdict.Approve
            ? await desk.KindOf(file).ApproveAsync(file, step.Node, answer, cancel) : file;
        if (next != file)
            await store.UpdateAsync(next, cancel);
        var decision = await desk.DecisionAsync(file, step, answer, caller, cancel);
        await store.LeaveAsync(open, cancel);
        await store.AddAsync(decision, cancel);
        work.Changed(Entity.Case, caseId, progress.Version + 1);
        work.Audited(
            new AuditLine(Entity.Case, caseId, file.StudentId, answer.Opinion, new { file.Kind, step.Node, answer.Verdict }));
        var moved = next != file ? next with { RowVersion = file.RowVersion + 1 } : file;
        switch (answer.Verdict)
        {
            case Verdict.Approve:
                return await desk.GoOnAsync(moved, steps, [.. decisions, decision], cancel);
            case Verdict.Return:
                await desk.ReturnAsync(file, step, open.Holds == OpenCase.HoldsPupil, cancel);
                break;
            default:
                await desk.KindOf(file).StopAsync(file, cancel);
                break;
        }

        return CaseProgress.Of(file, steps, [.. decisions, decision]);
    }

    private static void Demand(CaseAnswer answer, CaseNode node)
    {
        if (!Verdict.IsKnown(answer.Verdict))
            throw Refused.Invalid("unknown_verdict", "核办结论只能是 approve、refuse 或 return。", "verdict");
        if (answer.Verdict == Verdict.Return && !node.MayReturn)
            throw Refused.Invalid("may_not_return", $"{node.Name}环节不能退回补正。", "verdict");
        if (answer.Verdict != Verdict.Approve && string.IsNullOrWhiteSpace(answer.Opinion))
            throw Refused.Invalid("opinion_required", "不通过或退回须说明理由。", "opinion");
        if (answer.Opinion?.Length > 400)
            throw Refused.Invalid("too_long", "意见不超过400字。", "opinion");
        if (answer.DocumentNumber?.Length > 24)
            throw Refused.Invalid("too_long", "审批文号不超过24字。", "documentNumber");
    }
}
