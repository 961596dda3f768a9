using System.Collections.Frozen;
using ManagementPlatform.Core.Reference;
using static ManagementPlatform.Core.Enrollment.ChainStep;
using static ManagementPlatform.Core.Enrollment.PupilStatus;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// The catalogue of enrolment changes (学籍变动) that need no other school; docs/rules.md §1.5 has the table with its sources.
/// Transfers (转学) are a feature of their own. 升级 is no entry: it moves classes, not pupils (PromoteSchool).
/// </summary>
public static class ChangeCatalogue
{
    private const string Guardian = "监护人申请", School = "学校";
    private static readonly ChainStep[] SchoolThenBureau = [SchoolLeader, SupervisingBureau];
    private static readonly string[] Illness = ["10", "11", "12", "19"];
    private static readonly string[] Withdrawals = ["21", "22", "23", "24", "25", "26", "27", "30", "31", "33", "34", "39"];
    private static readonly string[] Deaths =
    [
        "40", "41", "42", "43", "44", "45", "46", "47", "50", "51", "52", "53", "54", "60", "61",
        "62", "63", "64", "65", "66", "67", "68", "70", "71", "72", "79", "81", "89",
    ];

    public static IReadOnlyList<ChangeKind> All { get; } =
    [
        new()
        {
            Code = "suspend", Name = "休学", JytCode = "11", From = [InSchool], To = Suspended,
            StartedBy = Guardian, Chain = SchoolThenBureau,
            Reasons = [.. Illness, "24", "25", "26", "27", "28", "30", "99"], NeedsProof = true, NeedsUntil = true,
            Article = "docs/rules.md §1.5 休学：一年为期，凭证明；学籍保留",
        },
        new()
        {
            Code = "extend_suspension", Name = "延长休学", JytCode = "11", From = [Suspended], To = Suspended, StartedBy = Guardian,
            Chain = SchoolThenBureau, Reasons = [.. Illness, "99"], NeedsProof = true, NeedsUntil = true,
            Article = "docs/rules.md §1.5 休学：期满凭证明可续",
        },
        new()
        {
            Code = "resume", Name = "复学", JytCode = "12", From = [Suspended], To = InSchool,
            StartedBy = Guardian, Chain = SchoolThenBureau, Target = TargetClass.SuspendedGradeToCohort,
            Article = "docs/rules.md §1.5 复学：编入原年级或下一年级",
        },
        new()
        {
            Code = "repeat_grade", Name = "留级", JytCode = "02", From = [InSchool], To = InSchool, StartedBy = "监护人申请或学校",
            Chain = SchoolThenBureau, Reasons = [.. Illness, "22", "99"], Target = TargetClass.OneGradeLower,
            Article = "docs/rules.md §1.5 留级：义务教育阶段不留级，特殊教育学生除外（办法(2025) Art. 14）",
        },
        new()
        {
            Code = "skip_grade", Name = "跳级", JytCode = "04", From = [InSchool], To = InSchool, StartedBy = "监护人申请或学校",
            Chain = SchoolThenBureau, Reasons = ["01"], Target = TargetClass.OneGradeHigher,
            Article = "docs/rules.md §1.5 跳级：不跨学段，所跳年级视为完成",
        },
        new()
        {
            Code = "change_class", Name = "调班", JytCode = "29", From = [InSchool], To = InSchool, StartedBy = School, Chain = [],
            Target = TargetClass.SameGrade,
            Article = "docs/rules.md §1.5 调班：校内，无需审批",
        },
        new()
        {
            Code = "withdraw", Name = "退学", JytCode = "31", From = [InSchool, Suspended], To = Withdrawn, StartedBy = "监护人申请或学校",
            Chain = SchoolThenBureau, ChainRule = "withdrawal_approval_chain", Reasons = Withdrawals,
            NeedsProof = true, Stages = StageLimit.BeyondCompulsory,
            Article = "义务教育法 Art. 27; docs/rules.md §1.5 退学：仅高中阶段；湖南须校、县、市逐级",
        },
        new()
        {
            Code = "expel", Name = "开除学籍", JytCode = "42", From = [InSchool, Suspended], To = Withdrawn, StartedBy = School,
            Chain = SchoolThenBureau, ChainRule = "withdrawal_approval_chain", Reasons = ["23", "39"],
            NeedsProof = true, Stages = StageLimit.BeyondCompulsory, Article = "义务教育法 Art. 27; docs/rules.md §1.5 开除：义务教育阶段禁止",
        },
        new()
        {
            Code = "drop_out", Name = "辍学报告", JytCode = "84", From = [InSchool], To = DroppedOut,
            StartedBy = School, Chain = [SchoolLeader], Reasons = ["10", "27", "39", "99"], Stages = StageLimit.CompulsoryOnly,
            Article = "docs/rules.md §1.5 辍学：书面报告，义务教育年限内保留学籍",
        },
        new()
        {
            Code = "return_to_school", Name = "返校", JytCode = "17", From = [DroppedOut], To = InSchool, StartedBy = "学校劝返",
            Chain = SchoolThenBureau, Target = TargetClass.AnyOfStage, Stages = StageLimit.CompulsoryOnly,
            Article = "docs/rules.md §1.5 辍学：劝返后恢复就读",
        },
        new()
        {
            Code = "go_abroad", Name = "出境", JytCode = "83", From = [InSchool, Suspended], To = Abroad, StartedBy = Guardian,
            Chain = SchoolThenBureau, Reasons = ["28", "29", "30"], NeedsProof = true,
            Article = "办法(2025)：出境就学，档案交主管部门",
        },
        new()
        {
            Code = "return_from_abroad", Name = "回国复学", JytCode = "08", From = [Abroad], To = InSchool, StartedBy = Guardian,
            Chain = SchoolThenBureau, NeedsProof = true, Target = TargetClass.AnyOfStage,
            Article = "办法(2025)：回国编入相应年级，学籍中标注境外就学经历",
        },
        new()
        {
            Code = "decease", Name = "死亡", JytCode = "51",
            From = [InSchool, Suspended, DroppedOut, Abroad], To = Deceased, StartedBy = School,
            Chain = SchoolThenBureau, Reasons = Deaths, NeedsProof = true, DeadlineRule = RuleNames.DeathReportWorkingDays,
            Article = "docs/rules.md §1.5 死亡：十个工作日内凭证明注销",
        },
        new()
        {
            Code = "graduate", Name = "毕业", JytCode = "82", From = [InSchool], To = Graduated, StartedBy = "学校成批办理",
            Chain = SchoolThenBureau, GraduatingOnly = true,
            Article = "docs/rules.md §1.5 毕业：先清理在办业务",
        },
        new()
        {
            Code = "complete", Name = "结业", JytCode = "62", From = [InSchool], To = Completed, StartedBy = "学校成批办理",
            Chain = SchoolThenBureau, GraduatingOnly = true,
            Article = "docs/rules.md §1.5 结业",
        },
        new()
        {
            Code = "leave_incomplete", Name = "肄业", JytCode = "63", From = [InSchool, Suspended],
            To = LeftIncomplete, StartedBy = School, Chain = SchoolThenBureau,
            Reasons = Withdrawals, Stages = StageLimit.BeyondCompulsory, Article = "docs/rules.md §1.5 肄业：义务教育阶段无中途离校",
        },
    ];

    private static readonly FrozenDictionary<string, ChangeKind> ByCode = All.ToFrozenDictionary(k => k.Code);

    public static ChangeKind? Find(string? code) => code is not null && ByCode.TryGetValue(code, out var kind) ? kind : null;
}
