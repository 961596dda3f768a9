using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Cases;

/// <summary>A case that runs, as one of its parties found it.</summary>
/// <param name="Open">Where it waits.</param>
public sealed record RunningCase(
    CaseFile File, IReadOnlyList<CaseStep> Steps, IReadOnlyList<CaseDecision> Decisions, CaseProgress Progress, OpenCase Open)
{
    /// <summary>All nodes have approved, and it waits here for something that it needs to be put into effect.</summary>
    public bool IsOutstanding => Progress.State == CaseProgress.Completed && Open.Center is null;

    /// <exception cref="RefusalException">Not a party, or the case has ended.</exception>
    public static Task<RunningCase> FindAsync(ICaseStore store, long caseId, Caller caller, CancellationToken cancel) =>
        FindAsync(store, caseId, caller, orOutstanding: false, cancel);

    /// <param name="orOutstanding">Also one that only waits to be put into effect.</param>
    /// <exception cref="RefusalException">Not a party, or the case has ended.</exception>
    public static async Task<RunningCase> FindAsync(
        ICaseStore store, long caseId, Caller caller, bool orOutstanding, CancellationToken cancel)
    {
        var file = await store.FindAsync(caseId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("业务");
        var (steps, decisions, open) = await store.StandingAsync(file, cancel);
        if (!CaseActions.MaySee(caller, open, decisions))
            throw Refused.NotFound("业务");
        var progress = CaseProgress.Of(file, steps, decisions);
        if (open is not null && orOutstanding
            && new RunningCase(file, steps, decisions, progress, open) is { IsOutstanding: true } outstanding)
            return outstanding;
        if (progress.HasEnded || open is null)
            throw Refused.Conflict("already_decided", $"该业务已结束：{progress.Name}。");
        return IsOneMoment(progress, open) ? new RunningCase(file, steps, decisions, progress, open) : throw Refused.Stale();
    }

    public bool WaitsFor(Caller caller) => Open.IsWith(caller.OrganizationId);

    /// <exception cref="RefusalException">Somebody moved it since.</exception>
    public void DemandVersion(int version)
    {
        if (Progress.Version != version)
            throw Refused.Stale();
    }

    // The rows are read one after the other: somebody may have moved the case between them.
    private static bool IsOneMoment(CaseProgress progress, OpenCase open) => open.StepNumber == progress.Step!.StepNumber
        && open.Node == CaseNodes.Completion == (progress.State == CaseProgress.Returned);
}
