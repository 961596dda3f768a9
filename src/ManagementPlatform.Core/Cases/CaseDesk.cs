using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// Moves cases along their chains, inside somebody's unit of work: from node to node as far as they go by themselves, then into
/// the inbox of whoever holds the next one, with a deadline; at the end into effect. A node of another center is left to that
/// center.
/// </summary>
public sealed class CaseDesk(
    ICaseStore store, OpenCases open, IEnumerable<ICaseKind> kinds, IReferenceData reference,
    ICurrentCenter center, TimeProvider time)
{
    private const int DetailLength = 400;

    // Nobody decided and no organization did: the node let it through.
    internal static readonly Caller TheCenter = Caller.Center(0, Tier.Province);

    public const string CheckFailed = "check_failed", Resubmitted = "resubmitted";

    public ICaseKind KindOf(CaseFile file) => kinds.Single(kind => kind.Code == file.Kind);

    /// <summary>A new case: stored, and moved as far as it goes.</summary>
    public async Task<CaseProgress> OpenAsync(
        CaseFile file, IReadOnlyList<(string Node, int WorkingDays)> chain, CancellationToken cancel)
    {
        var steps = chain.Select((node, i) => new CaseStep
        {
            StudentId = file.StudentId, CaseId = file.CaseId, StepNumber = i + 1,
            Node = node.Node, WorkingDays = node.WorkingDays,
        }).ToList();
        await store.AddAsync(file, steps, cancel);
        return await GoOnAsync(file, steps, [], cancel);
    }

    /// <summary>From the first step that is not approved: passes what passes by itself.</summary>
    public Task<CaseProgress> GoOnAsync(
        CaseFile file, IReadOnlyList<CaseStep> steps, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel) =>
        GoOnAsync(file, steps, decisions, Rivals.None, time.GetUtcNow(), cancel);

    /// <param name="rivals">Business of the pupil that was here before a case from elsewhere came.</param>
    /// <param name="since">When it came to the first of these steps.</param>
    internal async Task<CaseProgress> GoOnAsync(
        CaseFile file, IReadOnlyList<CaseStep> steps, IReadOnlyList<CaseDecision> decisions,
        Rivals rivals, DateTimeOffset since, CancellationToken cancel)
    {
        var kind = KindOf(file);
        var made = decisions.ToList();
        while (CaseProgress.Of(file, steps, made) is { State: CaseProgress.Open, Step: { } step })
        {
            var entry = await kind.EnterAsync(file, step.Node, made, cancel);
            if (!entry.Passes && !(rivals.Transfers && entry.Center is null))
            {
                if (!rivals.Transfers)
                    await WaitAsync(
                        file, step, step.Node, entry with { Freezes = entry.Freezes && !rivals.Freezes }, since, cancel);
                return CaseProgress.Of(file, steps, made);
            }

            var answer = entry.Passes ? new CaseAnswer(0, Verdict.Approve) : new CaseAnswer(0, Verdict.Refuse, Reasons(entry));
            var decision = await DecisionAsync(file, step, answer, TheCenter, cancel);
            await store.AddAsync(decision, cancel);
            made.Add(decision);
            since = decision.DecidedAt;
        }

        await FinishAsync(file, steps, made, since, cancel);
        return CaseProgress.Of(file, steps, made);
    }

    /// <summary>
    /// Looks again at a node that passes by itself and did not. When it still does not, whoever can clear it now holds it; the
    /// day until when stays.
    /// </summary>
    public async Task<CaseProgress> CheckAgainAsync(RunningCase running, CancellationToken cancel)
    {
        var (file, steps, decisions, progress, open) = running;
        var entry = running.IsOutstanding
            ? await KindOf(file).OutstandingAsync(file, cancel) ?? NodeEntry.Through
            : await KindOf(file).EnterAsync(file, open.Node, decisions, cancel);
        if (entry.Passes)
        {
            await store.LeaveAsync(open, cancel);
            return await GoOnAsync(file, steps, decisions, cancel);
        }

        if (entry.OrganizationId != open.OrganizationId)
            await store.HandOverAsync(open, entry.OrganizationId, cancel);
        if (entry.Blockers.Count > 0)
            await store.SetAsync(
                await FailedAsync(file, steps.Single(step => step.StepNumber == open.StepNumber), entry, cancel), cancel);
        return progress;
    }

    /// <summary>Back to whoever submitted it, for completion; the pupil stays frozen if he was.</summary>
    public Task ReturnAsync(CaseFile file, CaseStep step, bool freezes, CancellationToken cancel) =>
        ReturnAsync(file, step, freezes, time.GetUtcNow(), cancel);

    internal async Task ReturnAsync(
        CaseFile file, CaseStep step, bool freezes, DateTimeOffset since, CancellationToken cancel) =>
        await WaitAsync(file, step, CaseNodes.Completion, await ReturnedAsync(file, freezes, cancel), since, cancel);

    internal async Task<NodeEntry> ReturnedAsync(CaseFile file, bool freezes, CancellationToken cancel)
    {
        var holder = NodeEntry.WaitsFor(await store.ActingForAsync(file.OrganizationId, cancel));
        var home = KeyMaker.Of(file.CaseId);
        var isHere = home is null || home == await HereAsync(cancel);
        return holder with { Freezes = freezes, Center = isHere ? null : home };
    }

    /// <summary>
    /// 办理时限 of a step, working days: of what another center than the case's own holds, those that the rules of its province give
    /// it on that day. Elsewhere it is a forecast; what counts is worked out when it comes there.
    /// </summary>
    internal async Task<int> DaysAsync(CaseFile file, CaseStep step, NodeEntry entry, DateOnly on, CancellationToken cancel)
    {
        var holder = entry.Center ?? await HereAsync(cancel);
        return KeyMaker.Of(file.CaseId) is not { } opener || opener == holder
            ? step.WorkingDays
            : (await reference.GetAsync(cancel)).Rules.Days(holder, KindOf(file).DaysRule(step.Node), on);
    }

    public async Task<CaseDecision> DecisionAsync(
        CaseFile file, CaseStep step, CaseAnswer answer, Caller caller, CancellationToken cancel) =>
        CaseDecision.Of(file, step, answer, caller, await HereAsync(cancel), time.GetUtcNow());

    public async Task<CaseEvent> EventAsync(
        CaseFile file, CaseStep step, string kind, long organizationId, string? detail, CancellationToken cancel) => new()
    {
        StudentId = file.StudentId,
        CaseId = file.CaseId,
        StepNumber = step.StepNumber,
        Round = file.Round,
        Kind = kind,
        OrganizationId = organizationId,
        Center = await HereAsync(cancel),
        HappenedAt = time.GetUtcNow(),
        Detail = detail,
    };

    /// <summary>
    /// It has ended: into effect, or into waiting for what another center has to do first; without effect, what it held is let
    /// go.
    /// </summary>
    internal async Task FinishAsync(
        CaseFile file, IReadOnlyList<CaseStep> steps, IReadOnlyList<CaseDecision> decisions,
        DateTimeOffset since, CancellationToken cancel)
    {
        var kind = KindOf(file);
        var last = steps.MaxBy(s => s.StepNumber)!;
        if (CaseProgress.Of(file, steps, decisions).State != CaseProgress.Completed)
            await kind.StopAsync(file, cancel);
        else if (await kind.OutstandingAsync(file, cancel) is { } entry)
            await WaitAsync(file, last, last.Node, entry, since, cancel);
        else
            await kind.CompleteAsync(file, decisions, cancel);
    }

    private async Task WaitAsync(
        CaseFile file, CaseStep step, string node, NodeEntry entry, DateTimeOffset since, CancellationToken cancel)
    {
        var place = new CasePlace(
            file.StudentId, file.CaseId, file.Kind, step.StepNumber, file.Round, node,
            entry.OrganizationId, entry.Freezes, entry.Center);
        await open.EnterAsync(place, await DaysAsync(file, step, entry, BeijingTime.DayOf(since), cancel), since, cancel);
        if (entry.Blockers.Count > 0)
            await store.SetAsync(await FailedAsync(file, step, entry, cancel), cancel);
    }

    private Task<CaseEvent> FailedAsync(CaseFile file, CaseStep step, NodeEntry entry, CancellationToken cancel) =>
        EventAsync(file, step, CheckFailed, entry.OrganizationId, Reasons(entry), cancel);

    private static string Reasons(NodeEntry entry)
    {
        var detail = string.Join("；", entry.Blockers.Select(b => b.PlatformCode is { } code ? $"{code} {b.Message}" : b.Message));
        return detail.Length > DetailLength ? detail[..DetailLength] : detail;
    }

    private async Task<string> HereAsync(CancellationToken cancel) => (await center.GetAsync(cancel)).CenterCode;
}

/// <summary>Business of a pupil that a case from elsewhere finds here.</summary>
/// <param name="Freezes">One of it freezes him.</param>
/// <param name="Transfers">The case is a transfer, and another one runs.</param>
public sealed record Rivals(bool Freezes, bool Transfers)
{
    public static Rivals None { get; } = new(false, false);
}
