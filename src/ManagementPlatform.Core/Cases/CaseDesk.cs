using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// Moves cases along their chains, inside somebody's unit of work: from node to node as far as they go by themselves, then into the inbox
/// of whoever holds the next one, with a deadline; at the end into effect.
/// </summary>
public sealed class CaseDesk(ICaseStore store, OpenCases open, IEnumerable<ICaseKind> kinds, TimeProvider time)
{
    private const int DetailLength = 400;

    // Nobody decided and no organization did: the node let it through.
    internal static readonly Caller TheCenter = Caller.Center(0, Tier.Province);

    public const string CheckFailed = "check_failed", Resubmitted = "resubmitted";

    public ICaseKind KindOf(CaseFile file) => kinds.Single(kind => kind.Code == file.Kind);

    /// <summary>A new case: stored, and moved as far as it goes.</summary>
    public async Task<CaseProgress> OpenAsync(CaseFile file, IReadOnlyList<(string Node, int WorkingDays)> chain, CancellationToken cancel)
    {
        var steps = chain.Select((node, i) => new CaseStep
        {
            StudentId = file.StudentId, CaseId = file.CaseId, StepNumber = i + 1, Node = node.Node, WorkingDays = node.WorkingDays,
        }).ToList();
        await store.AddAsync(file, steps, cancel);
        return await GoOnAsync(file, steps, [], cancel);
    }

    /// <summary>From the first step that is not approved: passes what passes by itself.</summary>
    public async Task<CaseProgress> GoOnAsync(
        CaseFile file, IReadOnlyList<CaseStep> steps, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var kind = KindOf(file);
        var made = decisions.ToList();
        while (CaseProgress.Of(file, steps, made) is { State: CaseProgress.Open, Step: { } step })
        {
            var entry = await kind.EnterAsync(file, step.Node, made, cancel);
            if (!entry.Passes)
            {
                await WaitAsync(file, step, step.Node, entry, cancel);
                return CaseProgress.Of(file, steps, made);
            }

            var passed = Decision(file, step, new CaseAnswer(0, Verdict.Approve), TheCenter);
            await store.AddAsync(passed, cancel);
            made.Add(passed);
        }

        await kind.CompleteAsync(file, made, cancel);
        return CaseProgress.Of(file, steps, made);
    }

    /// <summary>
    /// Looks again at a node that passes by itself and did not. When it still does not, whoever can clear it now holds it; the day until
    /// when stays.
    /// </summary>
    public async Task<CaseProgress> CheckAgainAsync(RunningCase running, CancellationToken cancel)
    {
        var (file, steps, decisions, progress, open) = running;
        var entry = await KindOf(file).EnterAsync(file, open.Node, decisions, cancel);
        if (entry.Passes)
        {
            await store.LeaveAsync(open, cancel);
            return await GoOnAsync(file, steps, decisions, cancel);
        }

        if (entry.OrganizationId != open.OrganizationId)
            await store.HandOverAsync(open, entry.OrganizationId, cancel);
        if (entry.Blockers.Count > 0)
            await store.SetAsync(Failed(file, progress.Step!, entry), cancel);
        return progress;
    }

    /// <summary>Back to whoever submitted it, for completion; the pupil stays frozen if he was.</summary>
    public async Task ReturnAsync(CaseFile file, CaseStep step, OpenCase left, CancellationToken cancel)
    {
        var holder = NodeEntry.WaitsFor(await store.ActingForAsync(file.OrganizationId, cancel));
        await WaitAsync(file, step, CaseNodes.Completion, holder with { Freezes = left.Holds == OpenCase.HoldsPupil }, cancel);
    }

    public CaseDecision Decision(CaseFile file, CaseStep step, CaseAnswer answer, Caller caller) =>
        CaseDecision.Of(file, step, answer, caller, time.GetUtcNow());

    private async Task WaitAsync(CaseFile file, CaseStep step, string node, NodeEntry entry, CancellationToken cancel)
    {
        var place = new CasePlace(file.StudentId, file.CaseId, file.Kind, step.StepNumber, file.Round, node, entry.OrganizationId, entry.Freezes);
        await open.EnterAsync(place, step.WorkingDays, cancel);
        if (entry.Blockers.Count > 0)
            await store.SetAsync(Failed(file, step, entry), cancel);
    }

    private CaseEvent Failed(CaseFile file, CaseStep step, NodeEntry entry)
    {
        var detail = string.Join("；", entry.Blockers.Select(b => b.PlatformCode is { } code ? $"{code} {b.Message}" : b.Message));
        return new CaseEvent
        {
            StudentId = file.StudentId,
            CaseId = file.CaseId,
            StepNumber = step.StepNumber,
            Round = file.Round,
            Kind = CheckFailed,
            OrganizationId = entry.OrganizationId,
            HappenedAt = time.GetUtcNow(),
            Detail = detail.Length > DetailLength ? detail[..DetailLength] : detail,
        };
    }
}
