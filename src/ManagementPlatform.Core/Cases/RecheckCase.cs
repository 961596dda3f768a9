using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Cases;

/// <summary>重新校验: whoever submitted a case, or holds it, has a check that failed looked at again.</summary>
public sealed class RecheckCase(ICaseStore store, CaseDesk desk, IUnitOfWork work)
{
    public const string Action = "case.recheck";

    /// <param name="version">The version of the case that the caller saw.</param>
    /// <returns>Where it is now; the same place when something still stands in the way, which its timeline tells.</returns>
    /// <exception cref="RefusalException">
    /// Not a party, neither submitted nor held by the caller's organization, ended, another version, or no check.
    /// </exception>
    public Task<CaseProgress> HandleAsync(long caseId, int version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.StartCases);
        return work.CommitAsync(caller, Action, c => RecheckAsync(caseId, version, caller, c), cancel);
    }

    private async Task<CaseProgress> RecheckAsync(long caseId, int version, Caller caller, CancellationToken cancel)
    {
        var running = await RunningCase.FindAsync(store, caseId, caller, orOutstanding: true, cancel);
        if (!CaseActions.MayHaveChecked(running, caller))
            throw Refused.Forbidden("not_your_step", "只有提交单位和当前环节的单位可以重新校验。");
        running.DemandVersion(version);
        if (CaseActions.AgainstActing(running) is { } elsewhere)
            throw elsewhere;
        if (!CaseNodes.Find(running.Open.Node).PassesByItself)
            throw Refused.Conflict("nothing_to_check", "当前环节须由人员办理，没有需要重新校验的内容。");
        var progress = await desk.CheckAgainAsync(running, cancel);
        work.Changed(Entity.Case, caseId, progress.Version);
        work.Audited(new AuditLine(Entity.Case, caseId, running.File.StudentId, Detail: new { running.File.Kind, running.Open.Node, progress.State }));
        return progress;
    }
}
