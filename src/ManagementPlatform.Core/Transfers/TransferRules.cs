using System.Globalization;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Transfers;

/// <summary>What can stand in the way of a transfer, and who clears it.</summary>
/// <param name="PlatformCode">统一平台校验码; null where the platform has none.</param>
/// <param name="Article">Where it comes from.</param>
/// <param name="Breaks">Null when nothing does; otherwise what, in Chinese.</param>
public sealed record TransferRule(
    string Code, string? PlatformCode, ClearedBy By, string Article, Func<TransferFacts, string?> Breaks);

/// <summary>Who can clear a blocker.</summary>
public enum ClearedBy
{
    SendingSchool,
    ReceivingSchool,
    Time,
    Nobody,
}

internal static class Blockers
{
    public static bool IsFor(this Blocker blocker, ClearedBy by) => blocker.ClearedBy == TransferRules.CodeOf(by);
}

/// <summary>
/// The rules about transfers, each in both provinces: the narrower one wins. All that are broken are told at once.
/// </summary>
public static class TransferRules
{
    private static readonly Dictionary<ClearedBy, (string Code, string Text)> Clearers = new()
    {
        [ClearedBy.SendingSchool] = ("sending_school", "由转出学校办理"),
        [ClearedBy.ReceivingSchool] = ("receiving_school", "由转入学校更正"),
        [ClearedBy.Time] = ("time", "到期后可以办理"),
        [ClearedBy.Nobody] = ("nobody", "不能办理转学"),
    };

    public static IReadOnlyList<TransferRule> All { get; } =
    [
        new("no_match", "2001", ClearedBy.ReceivingSchool, "统一平台校验码 2001：申请信息与学籍不一致", f =>
            f.AskedName == f.Pupil.Name ? null : "申请中的学生信息与学籍不一致，请撤销后更正重报。"),
        new("outside_window", null, ClearedBy.Time, "docs/rules.md §1.6 办理时间", f => Closed(f, RuleNames.TransferWindow, "转学")),
        new("same_school", null, ClearedBy.Nobody, "docs/rules.md §1.6", f =>
            f.Pupil.School.SchoolId == f.Target.SchoolId ? "该生已在本校就读；校内请办理调班。" : null),
        new("open_business", "2002", ClearedBy.SendingSchool, "统一平台校验码 2002：在办业务", f =>
            f.Pupil.OpenCaseId is { } open && open != f.CaseId && open != f.Pupil.OpenTransferId ? "该生有正在办理的学籍业务。" : null),
        new("transfer_running", "2002", ClearedBy.Nobody, "统一平台校验码 2002：在办业务", f =>
            f.Pupil.OpenTransferId is { } running && running != f.CaseId ? "该生已有在办的转学申请，须待其办结或撤销。" : null),
        new("problem_record", "2003", ClearedBy.SendingSchool, "统一平台校验码 2003：问题学籍", f =>
            f.Pupil.HasProblem ? "该生学籍为问题学籍，尚未处理。" : null),
        new("has_left", "2002", ClearedBy.Nobody, "统一平台校验码 2002：已作离校办理", f =>
            f.Pupil.OnRoll ? null : "该生已离校，学籍不在转出学校。"),
        new("suspended", null, ClearedBy.SendingSchool, "docs/rules.md §1.5 休学期间不得转学", f =>
            f.Pupil.Status == PupilStatus.Suspended && IsBlocked(f) ? "该生正在休学，须先复学。" : null),
        new("dropped_out", null, ClearedBy.SendingSchool, "docs/rules.md §1.5 辍学", f =>
            f.Pupil.Status == PupilStatus.DroppedOut && IsBlocked(f) ? "该生已报辍学，须先返校。" : null),
        new("disciplined", null, ClearedBy.SendingSchool, "北京 2014、重庆规定：受处分期间不予转学；docs/rules.md §1.6", f =>
            f.Pupil.HasDiscipline && f.Rule(RuleNames.TransferBlockedByDiscipline).Contains("1") ? "该生有尚未撤销的处分。" : null),
        new("blocked_term", null, ClearedBy.Nobody, "北京 2014、重庆、湖南规定；docs/rules.md §1.6", Term),
        new("school_not_active", null, ClearedBy.Nobody, "docs/rules.md §1.6", f =>
            f.Target.IsActive ? null : "转入学校未启用或已撤并。"),
        new("grade_unfit", null, ClearedBy.ReceivingSchool, "docs/rules.md §1.6 同年级转学", GradeUnfit),
        new("class_unfit", null, ClearedBy.ReceivingSchool, "docs/rules.md §1.6", ClassUnfit),
        new("class_full", null, ClearedBy.ReceivingSchool, "2014 年教育部要求：接收学校不得形成大班额", Full),
    ];

    /// <summary>He has been handed over, and the classes that could take him are gone.</summary>
    public static Blocker NoClass { get; } = Blocker(
        "no_class", null, "学生档案已调入本校，但本校已没有该年级的在办班级，学生尚未编班；请建立班级，编班随后自动完成。", ClearedBy.ReceivingSchool);

    /// <summary>As blockers name it.</summary>
    public static string CodeOf(ClearedBy by) => Clearers[by].Code;

    /// <summary>Everything that stands in the way; empty when nothing does.</summary>
    /// <param name="rules">Those of another kind of case that moves pupils; null for a transfer's.</param>
    public static IReadOnlyList<Blocker> Check(TransferFacts facts, IReadOnlyList<TransferRule>? rules = null) =>
        [.. (rules ?? All).Select(rule => (rule, Message: rule.Breaks(facts))).Where(broken => broken.Message is not null)
            .Select(broken => Blocker(broken.rule.Code, broken.rule.PlatformCode, broken.Message!, broken.rule.By))];

    internal static Blocker Blocker(string code, string? platformCode, string message, ClearedBy by) =>
        new(code, platformCode, message, Clearers[by].Code, Clearers[by].Text);

    private static bool IsBlocked(TransferFacts f) =>
        f.Rule(RuleNames.TransferBlockedStatuses).Any(blocked => blocked.Split('|').Contains(f.Pupil.Status));

    // What was begun before the window closed may go on.
    internal static string? Closed(TransferFacts f, string rule, string name)
    {
        var closed = f.IsSubmitted ? null : f.Rule(rule).FirstOrDefault(window => !DayWindows.Contain(window, f.Today));
        return closed is null ? null
            : $"当前不受理新的{name}申请，{DayWindows.NextOpen(closed, f.Today):M月d日}起可以提交。";
    }

    private static string? Term(TransferFacts f)
    {
        var (place, term) = (f.Pupil.Class, f.Terms.Of(f.Today));
        var blocked = f.IsSubmitted ? [] : f.Rule(RuleNames.TransferBlockedTerms).SelectMany(rule => rule.Split('|')).ToHashSet();
        return blocked.Contains("starting_first") && place.Grade.IsStarting && term == Codes.Term.Autumn ? "起始年级第一学期不予转学。"
            : blocked.Contains("graduating") && place.IsGraduating ? "毕业年级不予转学。"
            : blocked.Contains("graduating_last") && place.IsGraduating && term == Codes.Term.Spring ? "毕业年级最后一学期不予转学。"
            : null;
    }

    // Between 六三制 and 五四制 the years of schooling count, not the name of the grade (docs/rules.md §1.6: grades 1 to 9); and while
    // one school has moved up to the new school year and the other has not, those who began together are still of one grade.
    private static string? GradeUnfit(TransferFacts f)
    {
        if (f.Classes is null)
            return null;
        if (f.Classes.Count == 0)
            return "转入学校没有该年级的班级。";
        var isSame = f.Classes.Any(
            c => f.Target.SchoolYear - c.Class.SchoolingYear == f.Pupil.School.SchoolYear - f.Pupil.Class.SchoolingYear);
        return isSame || !f.Rule(RuleNames.TransferSameGradeOnly).Contains("1") ? null : "只能转入与现年级相同的年级。";
    }

    private static string? ClassUnfit(TransferFacts f) =>
        f.Classes is not null && f.HasWanted && f.Wanted is null ? "所选班级不是转入学校该年级的在办班级。" : null;

    private static string? Full(TransferFacts f)
    {
        if (f.Classes is null or { Count: 0 } || (f.HasWanted && f.Wanted is null))
            return null;
        var fewest = f.Wanted?.Pupils ?? f.Classes.Min(c => c.Pupils);
        var most = f.Rule(RuleNames.TransferMaxClassSize).Select(size => int.Parse(size, CultureInfo.InvariantCulture))
            .DefaultIfEmpty(int.MaxValue).Min();
        return fewest + 1 > most ? f.Wanted is null ? $"该年级各班均已满{most}人。" : $"所选班级已满{most}人，请另选班级。" : null;
    }
}
