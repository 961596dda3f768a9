using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// 定时重新校验: a case that waits because something stood in its way goes on by itself once that is gone, whoever cleared it. One
/// transaction a case; what somebody moves at the same moment is left to him.
/// </summary>
public sealed class RecheckCases(ICaseStore store, CaseDesk desk, ICurrentCenter center, IUnitOfWork work, WorkReport report) : IScheduledWork
{
    public string Name => "recheck_cases";

    public async Task RunAsync(CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier);
        foreach (var caseId in await store.BlockedAsync(cancel))
        {
            try
            {
                if (await work.CommitAsync(caller, RecheckCase.Action, c => RecheckAsync(caseId, caller, c), cancel))
                    report.Did(1);
            }
            catch (RefusalException)
            {
                // It has ended or moved since, or the pupil has other business now: the refusal is in the audit trail.
            }
        }
    }

    /// <returns>Whether it has gone on.</returns>
    private async Task<bool> RecheckAsync(long caseId, Caller caller, CancellationToken cancel)
    {
        var running = await RunningCase.FindAsync(store, caseId, caller, orOutstanding: true, cancel);
        var progress = CaseNodes.Find(running.Open.Node).PassesByItself
            ? await desk.CheckAgainAsync(running, cancel) : running.Progress;
        if (progress.Version != running.Progress.Version)
            work.Changed(Entity.Case, caseId, progress.Version);
        work.Audited(new AuditLine(Entity.Case, caseId, running.File.StudentId, Detail: new { running.File.Kind, running.Open.Node, progress.State }));
        return progress.Version != running.Progress.Version
            || (running.IsOutstanding && await store.OpenAsync(running.File.StudentId, caseId, cancel) is null);
    }
}
