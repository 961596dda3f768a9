using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Transfers;

/// <summary>
/// What transfers need of the database. Nothing here is cut to a scope: whoever asks has two keys of the pupil or a case.
/// </summary>
public interface ITransferStore
{
    /// <summary>By a number that he has or had, or by his document.</summary>
    Task<MovingPupil?> FindAsync(StudentNumber? number, IdentityDocument? document, CancellationToken cancel);

    Task<MovingPupil?> FindAsync(long studentId, CancellationToken cancel);

    /// <summary>A pupil, and the school to which he goes.</summary>
    Task<(MovingPupil? Pupil, SchoolPlace? Target)> FindAsync(long studentId, long schoolId, CancellationToken cancel);

    Task<SchoolPlace?> FindSchoolAsync(long schoolId, CancellationToken cancel);

    /// <summary>The active classes of a grade at a school with the pupils they have.</summary>
    Task<IReadOnlyList<TargetPlace>> ClassesAsync(long schoolId, string grade, CancellationToken cancel);

    /// <summary>
    /// Nobody else counts or fills the class until the unit of work has ended: of two who want the last place, one gets it.
    /// </summary>
    Task HoldAsync(long classId, CancellationToken cancel);

    /// <summary>
    /// 调档: the pupil, over the version that was read, comes under the new school and class; the stay at the old school ends, the
    /// one at the new begins, the old school keeps a copy of the record, the proof goes into the archive.
    /// </summary>
    Task MoveAsync(MovingPupil pupil, HandOver handOver, CancellationToken cancel);

    /// <summary>
    /// 跨省调档, the old home's half and its last write, over the version that was read: the copy that stays, and the receiving
    /// center as home.
    /// </summary>
    Task HandOutAsync(MovingPupil pupil, HandOut handOut, CancellationToken cancel);

    /// <summary>The new home's half: what <see cref="MoveAsync"/> does beyond the copy.</summary>
    Task TakeInAsync(MovingPupil pupil, HandOver handOver, CancellationToken cancel);

    /// <summary>
    /// The cases that have moved the pupil, as the copies tell that old schools have of him; of one school the last one first.
    /// Between schools of two centers the order says nothing: their clocks may differ.
    /// </summary>
    Task<IReadOnlyList<PastMove>> MovesAsync(long studentId, CancellationToken cancel);
}

/// <summary>A case has taken the pupil from a school.</summary>
public sealed record PastMove(long CaseId, long SchoolId);

/// <summary>A pupil on his way to another center.</summary>
/// <param name="CopyId">Of the copy that the sending school keeps.</param>
public sealed record HandOut(string ToCenter, long CaseId, long CopyId, DateTimeOffset At);

/// <summary>Where a pupil goes and what stays behind.</summary>
/// <param name="CopyId">Of the copy that the sending school keeps.</param>
/// <param name="EnrollmentId">Of the stay that begins.</param>
public sealed record HandOver(
    SchoolPlace School, TargetPlace Place, string? SeatNumber, DateOnly On, long CaseId, long EnrollmentId,
    long CopyId, long FileId, string? ProofHash, long RegisteredBy, DateTimeOffset At);
