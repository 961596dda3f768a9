using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Storage.Enrollment;

internal static class EnrollmentTables
{
    public static readonly Table<EnrollmentChange> Change = new("enrollment_change", "student_id", "change_id");
    public static readonly Table<EnrollmentChangeStep> Step = new("enrollment_change_step", "student_id", "change_id", "step_number");
    public static readonly Table<EnrollmentRecord> Enrollment = new("enrollment", "student_id", "enrollment_id");
}
