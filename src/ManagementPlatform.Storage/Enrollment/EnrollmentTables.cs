using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Storage.Enrollment;

internal static class EnrollmentTables
{
    public static readonly Table<EnrollmentChange> Change = new("enrollment_change", "student_id", "change_id");
    public static readonly Table<EnrollmentChangeStep> Step = new(
        "enrollment_change_step", "student_id", "change_id", "step_number");
    public static readonly Table<EnrollmentRecord> Enrollment = new("enrollment", "student_id", "enrollment_id");

    /// <summary>
    /// Key of the last stay of the pupil <c>p</c>: the one that goes on, or the last at his school. The greatest key alone does
    /// not tell, since every center counts its own.
    /// </summary>
    public const string LastStay =
        """
        COALESCE(
            (SELECT MAX(l.enrollment_id) FROM dbo.enrollment AS l WHERE l.student_id = p.student_id AND l.ended_on IS NULL),
            (SELECT MAX(l.enrollment_id) FROM dbo.enrollment AS l WHERE l.student_id = p.student_id AND l.school_id = p.school_id),
            (SELECT MAX(l.enrollment_id) FROM dbo.enrollment AS l WHERE l.student_id = p.student_id))
        """;
}
