using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// Who may do what to a running case: the one place that says so, for those who act and for those who only look.
/// </summary>
public static class CaseActions
{
    public const string Withdraw = "withdraw", Resubmit = "resubmit", Recheck = "recheck";

    /// <summary>
    /// What the caller may do now: verdicts, <see cref="Withdraw"/>, <see cref="Resubmit"/>, <see cref="Recheck"/>.
    /// </summary>
    public static IReadOnlyList<string> Of(RunningCase running, Caller caller)
    {
        var actions = new List<string>();
        if (running.Progress is { State: CaseProgress.Open, Step: { } step } && AgainstDeciding(running, step, caller) is null)
            actions.AddRange(CaseNodes.Find(step.Node).MayReturn ? [Verdict.Approve, Verdict.Refuse, Verdict.Return] : [Verdict.Approve, Verdict.Refuse]);
        if (!caller.Has(Permission.StartCases))
            return actions;
        if (AgainstActing(running) is null && CaseNodes.Find(running.Open.Node).PassesByItself && MayHaveChecked(running, caller))
            actions.Add(Recheck);
        if (running.Progress.HasEnded || !ActsForSubmitter(running, caller))
            return actions;
        if (running.Progress.State == CaseProgress.Returned)
            actions.Add(Resubmit);
        actions.Add(Withdraw);
        return actions;
    }

    /// <summary>Of a case that the caller's organization is a party of.</summary>
    public static bool MaySee(Caller caller, OpenCase? open, IReadOnlyCollection<CaseDecision> decisions) =>

        // docs/rules.md §7.4: the ministry sees no person rows, but for what it has to decide.
        caller.Tier != Tier.Ministry || caller.UserId == 0 || open is { Center: null } && open.IsWith(caller.OrganizationId)
        || decisions.Any(d => d.OrganizationId == caller.OrganizationId);

    /// <summary>Why the caller may not decide the step; null when he may.</summary>
    internal static RefusalException? AgainstDeciding(RunningCase running, CaseStep step, Caller caller)
    {
        if (AgainstActing(running) is { } elsewhere)
            return elsewhere;
        var node = CaseNodes.Find(step.Node);
        if (!running.WaitsFor(caller))
            return Refused.Forbidden("not_your_step", $"该业务{node.State}，不由您的单位核办。");
        if (!caller.Has(node.Permission))
            return Refused.Forbidden("forbidden", "您的角色没有该操作权限。");

        // docs/rules.md §1.2: two roles a node, nobody approves what he submitted or has approved already.
        var hasActed = running.File.SubmittedBy == caller.UserId
            || running.Decisions.Any(d => d.DecidedBy == caller.UserId && d.StepNumber != step.StepNumber);
        return node.IsApproval && hasActed ? Refused.Forbidden("four_eyes", "本人提交或核办过的业务不能再由本人核办。") : null;
    }

    /// <summary>The submitting organization, or the bureau that has what came back, because nobody answered.</summary>
    internal static bool ActsForSubmitter(RunningCase running, Caller caller) =>
        running.File.OrganizationId == caller.OrganizationId
            || (running.Open.Node == CaseNodes.Completion && running.WaitsFor(caller));

    /// <summary>A step is decided and looked at in the center that holds it, and nowhere else.</summary>
    internal static RefusalException? AgainstActing(RunningCase running) => running.Open.Center is null ? null
        : Refused.Conflict(
            "held_elsewhere", $"该业务{CaseNodes.Find(running.Open.Node).State}，由对方数据中心办理，本中心只能查看；待其办理结果到达后继续。");

    internal static bool MayHaveChecked(RunningCase running, Caller caller) =>
        running.File.OrganizationId == caller.OrganizationId || running.WaitsFor(caller);
}
