using ManagementPlatform.Core.Cases;

namespace ManagementPlatform.Core.Reference;

/// <summary>
/// Names of rules that the program asks for, with what their values mean; <c>etl/reference/province-rules.csv</c> lists all with
/// their sources.
/// </summary>
public static class RuleNames
{
    /// <summary>小学一年级入学年龄截止日, MM-DD in the year of entry.</summary>
    public const string GradeOneCutoff = "grade1_age_cutoff";

    /// <summary>小学一年级入学年龄, whole years on the cut-off day.</summary>
    public const string GradeOneAge = "grade1_min_age";

    /// <summary>建立学籍档案的期限, months after entry.</summary>
    public const string ArchiveDeadlineMonths = "archive_deadline_months";

    /// <summary>死亡注销学籍的期限, working days.</summary>
    public const string DeathReportWorkingDays = "death_report_working_days";

    /// <summary>The share of a school's pupils, 0 to 1, that one import may change before it stops and asks.</summary>
    public const string ImportChangeShareLimit = "import_change_share_limit";

    /// <summary>学制, the code of a <see cref="Codes.SchoolingSystem"/>: 63 or 54.</summary>
    public const string SchoolSystem = "school_system";

    /// <summary>大班额: from this many pupils a class is too large.</summary>
    public const string LargeClassSize = "large_class_size";

    /// <summary>Days on which a transfer may be started: <see cref="DayWindows"/>.</summary>
    public const string TransferWindow = "transfer_window";

    /// <summary>
    /// 办理时限 of each node of a transfer, working days; for one node <see cref="TransferWorkingDaysOf"/> goes before it.
    /// </summary>
    public const string TransferWorkingDays = "transfer_working_days";

    /// <summary>1 when cases between provinces pass the province as well.</summary>
    public const string TransferProvinceStep = "transfer_province_step";

    /// <summary>Codes of pupil_status in which nobody is transferred, separated by bars.</summary>
    public const string TransferBlockedStatuses = "transfer_blocked_statuses";

    /// <summary><c>starting_first</c>, <c>graduating</c>, <c>graduating_last</c>, separated by bars.</summary>
    public const string TransferBlockedTerms = "transfer_blocked_terms";

    /// <summary>1 when a pupil goes on in the grade he is in.</summary>
    public const string TransferSameGradeOnly = "transfer_same_grade_only";

    /// <summary>1 when nobody is transferred while a discipline (处分) stands.</summary>
    public const string TransferBlockedByDiscipline = "transfer_blocked_by_discipline";

    /// <summary>As many pupils as a class may have with the one who comes.</summary>
    public const string TransferMaxClassSize = "transfer_max_class_size";

    /// <summary>
    /// Days on which a pupil who has finished a stage may be taken over from another province: <see cref="DayWindows"/>.
    /// </summary>
    public const string CrossProvinceAdmissionWindow = "cross_province_admission_window";

    /// <summary>学年升级的办理期: <see cref="DayWindows"/>.</summary>
    public const string PromotionWindow = "promotion_window";

    /// <summary>办理时限 of one node of a transfer, where it has one of its own.</summary>
    /// <param name="node">Code of a node of the chain.</param>
    public static string TransferWorkingDaysOf(string node) => TransferWorkingDays + "_" + node;

    /// <summary>The rule for all nodes behind one for a single node; any other rule itself.</summary>
    public static string GeneralOf(string name) =>
        CaseNodes.All.Any(node => name == TransferWorkingDaysOf(node.Code)) ? TransferWorkingDays : name;

    /// <summary>办理时限 of each node of any other case, working days.</summary>
    public const string CaseWorkingDays = "case_working_days";
}
