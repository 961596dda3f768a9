using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// 恢复后的在办业务: after a restore, cases that came back from the other end of a channel. What followed from them was done in the lost
/// time and came back with them, so nothing goes on here; only where each waits, until when and whom it freezes is put as the
/// rows say. Inside the unit of work that has applied them; the same rows once more change nothing.
/// </summary>
/// <remarks>
/// What could go on by itself now, because something else has changed since, is left to the scheduled works and to the next who
/// acts.
/// </remarks>
public sealed class ReplayedCases(ICaseStore store, CaseDesk desk, OpenCases open, ICurrentCenter center)
{
    /// <param name="caseIds">Cases of which rows have come back.</param>
    /// <param name="studentIds">Pupils who have come back: a case of theirs may have waited for that.</param>
    /// <param name="passedOn">
    /// At the nation: when it passed the rows on, which it does as soon as they come. Other centers' decisions count from then.
    /// </param>
    public async Task PutAsync(
        IReadOnlyCollection<long> caseIds, IReadOnlyCollection<long> studentIds, DateTimeOffset? passedOn,
        CancellationToken cancel)
    {
        var here = (await center.GetAsync(cancel)).CenterCode;
        var running = new List<Replayed>();
        foreach (var file in await store.ArrivedAsync(caseIds, studentIds, cancel))
        {
            if ((desk.KindOf(file).Spans(file) || KeyMaker.Of(file.CaseId) == here)
                && await ReleaseAsync(file, cancel) is { } replayed)
                running.Add(replayed);
        }

        // Only when all have let go of their pupils: another may have one of them now.
        foreach (var replayed in running)
            await EnterAsync(replayed, passedOn, cancel);
    }

    // Null when it has ended, or is where it was.
    private async Task<Replayed?> ReleaseAsync(CaseFile file, CancellationToken cancel)
    {
        var (steps, decisions, waiting) = await store.StandingAsync(file, cancel);
        var progress = CaseProgress.Of(file, steps, decisions);
        if (waiting is not null && ArrivedCases.Fits(waiting, file, progress))
            return null;
        await store.ReleaseAsync(file.StudentId, file.CaseId, cancel);
        if (file.OtherStudentId is { } other)
            await store.ReleaseAsync(other, file.CaseId, cancel);
        return progress.HasEnded && progress.State != CaseProgress.Completed ? null
            : new Replayed(file, progress.Step ?? steps.MaxBy(s => s.StepNumber)!, progress, decisions);
    }

    private async Task EnterAsync(Replayed replayed, DateTimeOffset? passedOn, CancellationToken cancel)
    {
        var (file, step, progress, decisions) = replayed;
        var rivals = await store.RivalsAsync(file, cancel);
        if (rivals.Transfers || await EntryAsync(replayed, cancel) is not { } entry)
            return;
        var node = progress.State == CaseProgress.Returned ? CaseNodes.Completion : step.Node;
        var place = new CasePlace(
            file.StudentId, file.CaseId, file.Kind, step.StepNumber, file.Round, node, entry.OrganizationId,
            entry.Freezes && !rivals.Freezes, entry.Center);
        var since = decisions.Select(d => d.DecidedAt).Append(file.SubmittedAt)
            .Append(await store.ResubmittedAtAsync(file, cancel) ?? file.SubmittedAt).Max();
        if (passedOn > since && decisions.MaxBy(d => d.DecidedAt)?.Center is { } by && by != Channel.Nation)
            since = passedOn.Value;
        await open.EnterAsync(place, await desk.DaysAsync(file, step, entry, BeijingTime.DayOf(since), cancel), since, cancel);
    }

    private async Task<NodeEntry?> EntryAsync(Replayed replayed, CancellationToken cancel)
    {
        var (file, step, progress, decisions) = replayed;
        var kind = desk.KindOf(file);
        if (progress.State == CaseProgress.Completed)
            return await kind.OutstandingAsync(file, cancel);
        var entry = await kind.EnterAsync(file, step.Node, decisions, cancel);
        return progress.State == CaseProgress.Returned ? await desk.ReturnedAsync(file, entry.Freezes, cancel)
            : entry.Passes ? NodeEntry.WaitsFor(file.OrganizationId)
            : entry;
    }

    private sealed record Replayed(CaseFile File, CaseStep Step, CaseProgress Progress, IReadOnlyList<CaseDecision> Decisions);
}
