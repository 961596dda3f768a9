using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Admissions;

/// <summary>A pupil as his old school left him.</summary>
/// <param name="Finished">The class he was in last.</param>
/// <param name="FinishedOn">When his last stay at a school ended; null while he has one.</param>
public sealed record Graduate(StudentRecord Record, ClassPlace Finished, DateOnly? FinishedOn, bool HasOpenBusiness)
{
    public Student Student => Record.Student;
}

/// <summary>A pupil who has been found fit to enter.</summary>
/// <param name="After">The form as it will say, with class, entry month and admission method.</param>
public sealed record Entrant(StudentRecord Before, StudentForm After, long SchoolId, long CountyId, Stage Stage);

/// <summary>What an entry comes with when a case decided it.</summary>
/// <param name="LeavesCopy">False when the center that he comes from has left it already.</param>
public sealed record EntryCase(long CaseId, string? ProofHash, bool LeavesCopy = true);
