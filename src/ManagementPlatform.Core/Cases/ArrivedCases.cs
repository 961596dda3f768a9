using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// Rows of cases that have arrived from another center, inside the unit of work that has applied them: where each waits follows
/// from the rows that are here now, whatever was known before. The same rows once more change nothing.
/// </summary>
/// <remarks>
/// Of two that want a pupil the one that his home center knew first has him: a transfer that comes later while another runs is
/// refused there at the first step of that side; one that finds other business waits at 转出校验, with the reason, until the sending
/// school has cleared it.
/// </remarks>
public sealed class ArrivedCases(ICaseStore store, CaseDesk desk, IUnitOfWork work)
{
    /// <param name="caseIds">Cases of which rows have come.</param>
    /// <param name="studentIds">Pupils of whom this center has become the home: a case may have waited for that.</param>
    /// <param name="since">When they came here first: before today when they come again after a restore.</param>
    public async Task TakeAsync(
        IReadOnlyCollection<long> caseIds, IReadOnlyCollection<long> studentIds, DateTimeOffset since, CancellationToken cancel)
    {
        foreach (var file in await store.ArrivedAsync(caseIds, studentIds, cancel))
        {
            if (desk.KindOf(file).Spans(file))
                await TakeAsync(file, since, cancel);
        }
    }

    internal static bool Fits(OpenCase open, CaseFile file, CaseProgress progress) => !progress.HasEnded
        && open.StepNumber == progress.Step!.StepNumber && open.Round == file.Round
        && open.Node == CaseNodes.Completion == (progress.State == CaseProgress.Returned);

    private async Task TakeAsync(CaseFile file, DateTimeOffset since, CancellationToken cancel)
    {
        var (steps, decisions, open) = await store.StandingAsync(file, cancel);
        var progress = CaseProgress.Of(file, steps, decisions);
        if (open is not null && (Fits(open, file, progress) || await StillWaitsAsync(open, file, progress, cancel)))
            return;
        if (open is not null)
            await store.ReleaseAsync(file.StudentId, file.CaseId, cancel);
        if (progress.HasEnded)
        {
            await desk.FinishAsync(file, steps, decisions, since, cancel);
            if (await store.OpenAsync(file.StudentId, file.CaseId, cancel) is { Center: null })
                work.Changed(Entity.Case, file.CaseId, progress.Version); // what stands in its way here, the other side has to know
            return;
        }

        if (await desk.KindOf(file).ArriveAsync(file, cancel) is { } reason)
        {
            await EndAsync(file, steps, decisions, reason, since, cancel);
            return;
        }

        var rivals = await store.RivalsAsync(file, cancel);
        if (progress.State == CaseProgress.Open)
            await GoOnAsync(file, steps, decisions, rivals, since, cancel);
        else if (!rivals.Transfers)
            await desk.ReturnAsync(
                file, progress.Step!, open?.Holds == OpenCase.HoldsPupil && !rivals.Freezes, since, cancel);
    }

    private async Task EndAsync(
        CaseFile file, IReadOnlyList<CaseStep> steps, IReadOnlyList<CaseDecision> decisions,
        string reason, DateTimeOffset since, CancellationToken cancel)
    {
        var step = CaseProgress.Of(file, steps, decisions).Step!;
        var refusal = await desk.DecisionAsync(file, step, new CaseAnswer(0, Verdict.Refuse, reason), CaseDesk.TheCenter, cancel);
        refusal = refusal with { Round = file.Round + CaseDecision.BesideOthers };
        await store.AddAsync(refusal, cancel);
        await desk.FinishAsync(file, steps, [.. decisions, refusal], since, cancel);
        work.Changed(Entity.Case, file.CaseId, file.RowVersion + decisions.Count + 1);
    }

    private async Task GoOnAsync(
        CaseFile file, IReadOnlyList<CaseStep> steps, IReadOnlyList<CaseDecision> decisions,
        Rivals rivals, DateTimeOffset since, CancellationToken cancel)
    {
        var after = await desk.GoOnAsync(file, steps, decisions, rivals, since, cancel);
        var open = await store.OpenAsync(file.StudentId, file.CaseId, cancel);

        // What was decided here, or stands in the way here, the other side has to know.
        var isBlocked = open is { Center: null } && CaseNodes.Find(open.Node).PassesByItself;
        if (isBlocked || after.Version != CaseProgress.Of(file, steps, decisions).Version)
            work.Changed(Entity.Case, file.CaseId, after.Version);
    }

    // For another center, or for something that is missing here: of the two, the one that it waited for before.
    private async Task<bool> StillWaitsAsync(OpenCase open, CaseFile file, CaseProgress progress, CancellationToken cancel) =>
        progress.State == CaseProgress.Completed
        && await desk.KindOf(file).OutstandingAsync(file, cancel) is { } entry && entry.Center == open.Center;
}
