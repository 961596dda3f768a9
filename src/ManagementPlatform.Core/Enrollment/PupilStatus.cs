using System.Collections.Frozen;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// 学生当前状态: JY/T 1001 XSDQZT, as far as schools below university use it, and local additions. The code table
/// <c>pupil_status</c> has the names.
/// </summary>
public static class PupilStatus
{
    /// <summary>在读.</summary>
    public const string InSchool = "01";

    /// <summary>休学.</summary>
    public const string Suspended = "02";

    /// <summary>退学 or 开除: senior high and vocational only.</summary>
    public const string Withdrawn = "03";

    /// <summary>流失 (辍学): the record stays on the roll for the compulsory years (docs/rules.md §1.5).</summary>
    public const string DroppedOut = "06";

    /// <summary>毕业.</summary>
    public const string Graduated = "07";

    /// <summary>结业.</summary>
    public const string Completed = "08";

    /// <summary>肄业.</summary>
    public const string LeftIncomplete = "09";

    /// <summary>转学(转出).</summary>
    public const string TransferredOut = "10";

    /// <summary>死亡.</summary>
    public const string Deceased = "11";

    /// <summary>出境: local addition, the standard has no code for it.</summary>
    public const string Abroad = "82";

    /// <summary>重复学籍并入: local addition; another record stands for the pupil.</summary>
    public const string Merged = "83";

    /// <summary>问题学籍删除: local addition.</summary>
    public const string Deleted = "84";

    private static readonly FrozenSet<string> Roll = FrozenSet.Create(InSchool, Suspended, DroppedOut);

    /// <summary>在籍: the school holds an open enrolment.</summary>
    public static bool IsOnRoll(string status) => Roll.Contains(status);

    /// <summary>已注销: the record was merged into another one, or deleted.</summary>
    public static bool IsVoid(string status) => status is Merged or Deleted;
}
