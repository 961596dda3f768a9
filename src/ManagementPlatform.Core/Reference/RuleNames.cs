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
}
