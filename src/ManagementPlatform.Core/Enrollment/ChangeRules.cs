using System.Globalization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// The rules about enrolment changes, in the order a registrar wants to hear of them. All that are broken are told at once.
/// </summary>
public static class ChangeRules
{
    /// <summary>How far ahead a change may be entered, in days; a convention of this product.</summary>
    public const int DaysAhead = 30;

    public static IReadOnlyList<ChangeRule> All { get; } =
    [
        new("open_business", "", "统一平台校验码 2002：在办业务", f =>
            f.Pupil.HasOpenBusiness ? "该生有正在办理的学籍业务，须先办结或撤销。" : null),
        new("wrong_status", "", "docs/rules.md §1.5", f =>
            f.Kind.From.Contains(f.Pupil.Status) ? null : $"该生当前状态不能办理{f.Kind.Name}。"),
        new("stage_forbidden", "kind", "义务教育法 Art. 27; docs/rules.md §1.5", StageForbidden),
        new("not_graduating", "kind", "docs/rules.md §1.5, §9", f =>
            f.Kind.GraduatingOnly && !(f.Pupil.Class.IsGraduating && f.Terms.Of(f.Request.EffectiveOn) == Term.Spring)
                ? $"{f.Kind.Name}只能在毕业年级第二学期办理。" : null),
        new("reason_required", "reasonCode", "JY/T 1002 JCXS0202 YDYYM", f =>
            f.Kind.Reasons.Count > 0 && f.Request.ReasonCode is null ? $"办理{f.Kind.Name}须填写原因。" : null),
        new("reason_unfit", "reasonCode", "JY/T 1001 XJYDYY", f =>
            f.Request.ReasonCode is { } reason && !f.Kind.Reasons.Contains(reason) ? $"该原因不适用于{f.Kind.Name}。" : null),
        new("proof_required", "proofHash", "docs/rules.md §1.5", f =>
            f.Kind.NeedsProof && f.Request.ProofHash is null ? $"办理{f.Kind.Name}须上传证明材料。" : null),
        new("proof_unknown", "proofHash", "docs/rules.md §1.3 学籍信息证明材料", f =>
            f.IsProofStored ? null : "证明材料尚未上传到该生的学籍档案。"),
        new("effective_too_early", "effectiveOn", "JY/T 1002 JCXS0202 YDRQ", f =>
            f.Request.EffectiveOn < f.Pupil.EnrolledOn ? "生效日期早于该生入校日期。" : null),
        new("effective_too_late", "effectiveOn", "JY/T 1002 JCXS0202 YDRQ", f =>
            f.Request.EffectiveOn > f.Today.AddDays(f.Kind.LeavesRoll ? 0 : DaysAhead) ? "生效日期过晚。" : null),
        new("until_invalid", "untilOn", "docs/rules.md §1.5 休学", SuspensionTooLong),
        new("suspension_in_last_term", "effectiveOn", "docs/rules.md §1.5 休学（福建：毕业年级第二学期一般不予休学）", f =>
            f.Kind.Code == "suspend" && f.Rule("suspension_in_last_term") == "0" && f.Pupil.Class.IsGraduating
                && f.Terms.Of(f.Request.EffectiveOn) == Term.Spring ? "毕业年级第二学期不予休学。" : null),
        new("too_many_renewals", "kind", "docs/rules.md §1.5 休学（山东 Art. 17-19：凭证明可续）", f =>
            f.Kind.Code == "extend_suspension" && f.Suspension?.Renewals >= (Whole(f.Rule("suspension_renewals")) ?? 1)
                ? "已达到可延长休学的次数。" : null),
        new("resumed_too_late", "effectiveOn", "docs/rules.md §1.5 复学（山东、湖南：逾期一个月按退学处理）", ResumedTooLate),
        new("repeat_forbidden", "kind", "docs/rules.md §1.5 留级", RepeatForbidden),
        new("repeat_share", "kind", "docs/rules.md §1.5 留级（湖南：高二不超过年级人数的百分之二）", RepeatShare),
        new("target_class", "targetClassId", "docs/rules.md §1.5", TargetUnfit),
    ];

    /// <summary>Everything that speaks against the change; empty when nothing does.</summary>
    public static IReadOnlyList<Problem> Check(ChangeFacts facts)
    {
        var problems = new List<Problem>();
        foreach (var rule in All)
        {
            if (rule.Breaks(facts) is { } message)
                problems.Add(new Problem(rule.Code, message, rule.Field.Length == 0 ? null : rule.Field));
        }

        return problems;
    }

    private static string? StageForbidden(ChangeFacts f) => f.Kind.Stages switch
    {
        StageLimit.BeyondCompulsory when f.Stage.IsCompulsory() => $"义务教育阶段不得办理{f.Kind.Name}。",
        StageLimit.CompulsoryOnly when !f.Stage.IsCompulsory() => $"{f.Kind.Name}仅适用于义务教育阶段。",
        _ => null,
    };

    private static string? SuspensionTooLong(ChangeFacts f)
    {
        if (!f.Kind.NeedsUntil)
            return null;
        if (f.Request.UntilOn is not { } until)
            return "须填写休学截止日期。";
        var months = Whole(f.Rule("suspension_max_months")) ?? 12;
        var from = f.Suspension?.UntilOn ?? f.Request.EffectiveOn;
        return until <= f.Request.EffectiveOn ? "休学截止日期须晚于生效日期。"
            : until > from.AddMonths(months) ? $"一次休学不超过{months}个月。" : null;
    }

    private static string? ResumedTooLate(ChangeFacts f)
    {
        if (f.Kind.Code != "resume" || f.Stage.IsCompulsory() || f.Suspension is not { } suspension)
            return null;
        var months = Whole(f.Rule("resume_late_withdrawal_months"));
        return months is { } m && f.Request.EffectiveOn > suspension.UntilOn.AddMonths(m)
            ? $"休学期满逾{m}个月未办理复学，按退学处理。" : null;
    }

    private static string? RepeatForbidden(ChangeFacts f)
    {
        if (f.Kind.Code != "repeat_grade" || f.Stage == Stage.Special || f.Pupil.IsInclusive)
            return null;
        var allowed = f.Rule(f.Stage.IsCompulsory() ? "repeat_allowed_compulsory" : "repeat_allowed_senior")
            ?? (f.Stage.IsCompulsory() ? "0" : "1");
        return allowed == "0" ? $"{f.Stage.Name()}阶段不得留级。"
            : f.Pupil.Class.IsGraduating && (f.Rule("repeat_allowed_graduating_grade") ?? "0") == "0" ? "毕业年级不得留级。" : null;
    }

    private static string? RepeatShare(ChangeFacts f)
    {
        if (f.Kind.Code != "repeat_grade" || f.PupilsInGrade == 0)
            return null;
        var share = Share(f.Rule($"repeat_share_grade{f.Pupil.Class.Grade.Code}"));
        return share is { } limit && f.RepeatersInGrade + 1 > limit * f.PupilsInGrade
            ? $"本年级留级人数已达上限（{limit:P0}）。" : null;
    }

    private static string? TargetUnfit(ChangeFacts f)
    {
        if (f.Kind.Target == TargetClass.None)
            return f.Request.TargetClassId is null ? null : $"{f.Kind.Name}不需要指定班级。";
        if (f.Request.TargetClassId is null)
            return "须指定编入的班级。";
        if (f.Target is not { IsActive: true } target || target.SchoolId != f.Pupil.Class.SchoolId)
            return "编入的班级不存在、已停用或不属于本校。";
        return target.Stage == f.Stage && FitsGrade(f, target) ? null : "编入班级的年级不符合规定。";
    }

    private static bool FitsGrade(ChangeFacts f, ClassPlace target)
    {
        var year = f.Pupil.Class.Grade.Year;
        return f.Kind.Target switch
        {
            TargetClass.SameGrade => target.Grade.Year == year && target.ClassId != f.Pupil.Class.ClassId,
            TargetClass.OneGradeLower => target.Grade.Year == year - 1,
            TargetClass.OneGradeHigher => target.Grade.Year == year + 1,
            TargetClass.SuspendedGradeToCohort =>
                target.Grade.Year <= year && target.Grade.Year >= (f.Suspension?.Grade.Year ?? year),
            _ => true,
        };
    }

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static decimal? Share(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : null;
}
