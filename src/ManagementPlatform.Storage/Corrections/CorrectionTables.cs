using ManagementPlatform.Core.Corrections;

namespace ManagementPlatform.Storage.Corrections;

internal static class CorrectionTables
{
    public static readonly Table<ProblemRecord> Problem = new("problem_record", "student_id", "problem_id");
}
