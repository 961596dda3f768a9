using System.Collections.Frozen;

namespace ManagementPlatform.Core.RollChecks;

/// <summary>The two things that a check finds.</summary>
public static class FindingKind
{
    /// <summary>有籍无人.</summary>
    public const string NotInClass = "not_in_class";

    /// <summary>有人无籍.</summary>
    public const string NoRecord = "no_record";

    public static bool IsKnown(string? kind) => kind is NotInClass or NoRecord;

    public static string Name(string kind) => kind == NotInClass ? "有籍无人" : "有人无籍";
}

/// <summary>Why a pupil who is on the roll is not in class, and what the school does next.</summary>
public sealed record AbsenceReason(string Code, string Name, string Advice);

/// <summary>What follows from a finding, in words; docs/rules.md §1.5, §1.7.</summary>
public static class FindingAdvice
{
    private const string OfNoRecord = "请按姓名和学籍号查询：在他校有学籍的发起转学，已毕业升学的办理招生入学，确无学籍的登记建籍。";

    public static IReadOnlyList<AbsenceReason> Reasons { get; } =
    [
        new("other_school", "已在他校就读", "请通知就读学校发起转学；联系不上的报告主管部门。"),
        new("dropped_out", "辍学", "请提交辍学报告，并书面报告乡镇政府和县级主管部门。"),
        new("abroad", "已出境就学", "请办理出境。"),
        new("sick", "长期病休", "请凭医院证明办理休学。"),
        new("deceased", "死亡", "请在十个工作日内凭证明办理死亡注销。"),
        new("unknown", "去向不明", "请核实去向；义务教育阶段按辍学报告。"),
        new("other", "其他（须说明）", "请核实后办理相应的学籍变动。"),
    ];

    private static readonly FrozenDictionary<string, AbsenceReason> ByCode = Reasons.ToFrozenDictionary(reason => reason.Code);

    public static AbsenceReason? Find(string? code) =>
        code is not null && ByCode.TryGetValue(code, out var reason) ? reason : null;

    public static string Of(string kind, string? reason) => kind == FindingKind.NoRecord ? OfNoRecord : Find(reason)!.Advice;
}
