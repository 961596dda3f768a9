using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Storage.Cases;

namespace ManagementPlatform.Center.Api.Cases;

/// <summary>Everything that happened to a case, in the order of time, in words for every party.</summary>
internal static class CaseTimeline
{
    private static readonly Dictionary<string, string> Verdicts = new()
    {
        [Verdict.Approve] = "通过", [Verdict.Refuse] = "不通过", [Verdict.Return] = "退回补正",
    };

    private static readonly Dictionary<string, string> Events = new()
    {
        [CaseDesk.CheckFailed] = "校验未通过", [CaseDesk.Resubmitted] = "补正后重新提交", [Deadlines.Rerouted] = "承办单位已停办，转由其主管部门办理",
        [MergeAcross.RecordLeft] = "未保留的学籍已注销并指向保留学籍", [MergeAcross.RecordKept] = "保留学籍已并入对方的学籍号和证件",
        [SupersedeJointCase.Superseded] = "与对方省同时发起的同一业务合并办理",
    };

    public static IReadOnlyList<CaseEntry> Of(CaseView view)
    {
        var nodes = view.Steps.ToDictionary(step => step.StepNumber, step => CaseNodes.Find(step.Node).Name);
        var entries = view.Decisions
            .Select(d => new CaseEntry(d.DecidedAt, d.Verdict, nodes[d.StepNumber] + Verdicts[d.Verdict], Name(view, d.OrganizationId), d.Opinion))
            .Concat(view.Events.Select(e => new CaseEntry(
                e.HappenedAt, e.Kind, TitleOf(e.Kind), Name(view, e.OrganizationId), e.Detail)))
            .Append(new CaseEntry(view.File.SubmittedAt, "submitted", "提交申请", Name(view, view.File.OrganizationId), view.File.Explanation));
        if (view.File.WithdrawnAt is { } withdrawn)
            entries = entries.Append(new CaseEntry(withdrawn, "withdrawn", "撤销", Name(view, view.File.OrganizationId), null));

        // What one run of the job made up for bears one time: first the reminders, then where it went.
        return [.. entries.OrderBy(entry => entry.At).ThenByDescending(entry => entry.Kind == "submitted")
            .ThenBy(entry => Deadlines.LevelOfEscalation(entry.Kind) is not null)];
    }

    private static string TitleOf(string kind) => Events.TryGetValue(kind, out var title) ? title
        : Deadlines.DayOfReminder(kind) is { } day ? $"已等待{day}个工作日，提醒办理"
        : Deadlines.LevelOfEscalation(kind) is not null ? "超过办理时限，上报上一级"
        : kind;

    private static string? Name(CaseView view, long organizationId) => view.Names.GetValueOrDefault(organizationId);
}
