using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Cases;

/// <summary>撤销: whoever submitted a case takes it back while it runs, never after it is completed.</summary>
public sealed class WithdrawCase(ICaseStore store, CaseDesk desk, IUnitOfWork work, TimeProvider time)
{
    /// <param name="version">The version of the case that the caller saw.</param>
    /// <exception cref="RefusalException">Not a party, not the submitting organization, ended, or another version.</exception>
    public Task<CaseProgress> HandleAsync(long caseId, int version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.StartCases);
        return work.CommitAsync(caller, "case.withdraw", c => WithdrawAsync(caseId, version, caller, c), cancel);
    }

    private async Task<CaseProgress> WithdrawAsync(long caseId, int version, Caller caller, CancellationToken cancel)
    {
        var running = await RunningCase.FindAsync(store, caseId, caller, cancel);
        var (file, steps, decisions, _, open) = running;
        if (!CaseActions.ActsForSubmitter(running, caller))
            throw Refused.Forbidden("not_your_case", "只有提交单位可以撤销。");
        running.DemandVersion(version);
        await store.LeaveAsync(open, cancel);
        var withdrawn = file with { WithdrawnBy = caller.UserId, WithdrawnAt = time.GetUtcNow() };
        await store.UpdateAsync(withdrawn, cancel);
        await desk.KindOf(file).StopAsync(file, cancel);
        work.Changed(Entity.Case, caseId, version + 1);
        work.Audited(new AuditLine(Entity.Case, caseId, file.StudentId, Detail: new { file.Kind }));
        return CaseProgress.Of(withdrawn with { RowVersion = file.RowVersion + 1 }, steps, decisions);
    }
}
