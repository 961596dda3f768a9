using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Admissions;

/// <summary>What can stand in the way of 毕业后跨省就学; what it has in common with a transfer is a transfer's rule.</summary>
public static class CrossProvinceRules
{
    private static readonly HashSet<string> Shared =
        ["no_match", "open_business", "transfer_running", "problem_record", "school_not_active", "class_unfit", "class_full"];

    public static IReadOnlyList<TransferRule> All { get; } =
    [
        new("outside_window", null, ClearedBy.Time, "docs/rules.md §1.6 办理时间", f =>
            TransferRules.Closed(f, RuleNames.CrossProvinceAdmissionWindow, "毕业后跨省就学")),
        new("same_province", null, ClearedBy.Nobody, "docs/rules.md §1.5 毕业后跨省就学", f =>
            f.Pupil.School.ProvinceId == f.Target.ProvinceId ? "该生在本省毕业，请办理招生入学。" : null),
        new("not_graduated", null, ClearedBy.SendingSchool, "docs/rules.md §1.5 毕业后跨省就学", f =>
            f.Pupil.OnRoll || !Progression.HasFinished(f.Pupil.Status) ? "该生尚未毕业或结业；中途转来的请办理转学。" : null),
        new("grade_unfit", null, ClearedBy.ReceivingSchool, "docs/rules.md §1.5 毕业后跨省就学：六年级只接收五年制毕业生", GradeUnfit),
        .. TransferRules.All.Where(rule => Shared.Contains(rule.Code)),
    ];

    private static string? GradeUnfit(TransferFacts f) => f.Classes is null ? null : f.Classes.Count == 0
        ? "接收学校没有该年级的班级。"
        : Unfit(f.Pupil.Class, (f.Wanted ?? f.Classes[0]).Class);

    private static string? Unfit(ClassPlace finished, ClassPlace entered) =>
        Progression.Unfit(finished, entered.Grade, entered.System);
}
