namespace ManagementPlatform.Core.Cases;

/// <summary>How far a case is: a pure function of its rows, whoever wrote them and in whichever order they arrived.</summary>
/// <param name="State">Stable: <c>open</c>, <c>returned</c>, <c>completed</c>, <c>refused</c>, <c>withdrawn</c>.</param>
/// <param name="Step">The step that waits; when it was returned or refused, the step that did so; null otherwise.</param>
/// <param name="Version">Rises with every row: what an officer saw.</param>
public sealed record CaseProgress(string State, CaseStep? Step, int Version)
{
    public const string Open = "open", Returned = "returned", Completed = "completed", Refused = "refused", Withdrawn = "withdrawn";

    /// <summary>The names of the ends (docs/rules.md §1.6).</summary>
    public string Name => State switch
    {
        Completed => "已办结",
        Refused => "核办不通过",
        Withdrawn => "已撤销",
        Returned => CaseNodes.Find(CaseNodes.Completion).State,
        _ => CaseNodes.Find(Step!.Node).State,
    };

    public bool HasEnded => State is Completed or Refused or Withdrawn;

    public static CaseProgress Of(CaseFile file, IReadOnlyCollection<CaseStep> steps, IReadOnlyCollection<CaseDecision> decisions)
    {
        var version = file.RowVersion + decisions.Count;
        foreach (var step in steps.OrderBy(s => s.StepNumber))
        {
            var last = decisions.Where(d => d.StepNumber == step.StepNumber).MaxBy(d => d.Round);
            if (last?.Verdict == Verdict.Approve)
                continue;
            if (last?.Verdict == Verdict.Refuse)
                return new(Refused, step, version);
            return file.WithdrawnAt is not null ? new(Withdrawn, null, version)
                : last?.Verdict == Verdict.Return && last.Round == file.Round ? new(Returned, step, version)
                : new(Open, step, version);
        }

        // All steps approved: the pupil has been handed over, and a withdrawal that crossed it on the way comes too late.
        return new(Completed, null, version);
    }
}
