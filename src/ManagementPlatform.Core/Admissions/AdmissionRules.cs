using System.Globalization;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Admissions;

/// <summary>What can keep somebody on a list from being admitted.</summary>
/// <param name="Article">Where it comes from.</param>
/// <param name="Breaks">
/// Takes the pupil, the class and the entry month; null when nothing is wrong, otherwise what, in Chinese.
/// </param>
public sealed record AdmissionRule(string Code, string Article, Func<Graduate, EntryClass, string?, string?> Breaks);

/// <summary>The rules about the record of somebody who is to be admitted. All that are broken are told at once.</summary>
public static class AdmissionRules
{
    public static IReadOnlyList<AdmissionRule> All { get; } =
    [
        new("open_business", "统一平台校验码 2002：在办业务", (pupil, _, _) =>
            pupil.HasOpenBusiness ? "2002 该生有正在办理的学籍业务，须先办结或撤销。" : null),
        new("problem_record", "统一平台校验码 2003：问题学籍", (pupil, _, _) =>
            pupil.Student.NumberState == NumberState.Problem ? "2003 该生学籍为问题学籍，尚未处理。" : null),
        new("not_graduated", "docs/rules.md §1.5 毕业", (pupil, _, _) =>
            pupil.Student.OnRoll ? "该生仍在籍，须先由原学校办理毕业；中途转来的请办理转学。"
            : Progression.HasFinished(pupil.Student.StatusCode) ? null
            : "该生不是毕业或结业离校，不能办理招生入学。"),
        new("stage_unfit", "docs/rules.md §1.5, §2.6", (pupil, place, _) =>
            Progression.Unfit(pupil.Finished, place.Grade, place.System)),
        new("entry_before_finish", "JY/T 1002 JCXS0201 RXNY", (pupil, _, month) =>
            month is not null && pupil.FinishedOn is { } finished
                && string.CompareOrdinal(month, finished.ToString("yyyyMM", CultureInfo.InvariantCulture)) < 0
                ? "入学年月早于该生离开原学校的月份。" : null),
    ];

    public static IEnumerable<Problem> Check(Graduate pupil, EntryClass place, string? entryMonth) =>
        from rule in All
        let message = rule.Breaks(pupil, place, entryMonth)
        where message is not null
        select new Problem(rule.Code, message);
}
