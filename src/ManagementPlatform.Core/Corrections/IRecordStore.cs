using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// What corrections do to the rows by which a pupil is found, and to records that leave the roll. All in the current unit of
/// work.
/// </summary>
public interface IRecordStore
{
    /// <summary>The pupil's document and likeness rows follow his new values.</summary>
    /// <exception cref="RefusalException">Another pupil has the document.</exception>
    Task MoveKeysAsync(Student before, Student after, CancellationToken cancel);

    /// <summary>
    /// The record leaves the roll over the version that was read: its stay and its number end, it is like nobody any more.
    /// Everything it has is kept.
    /// </summary>
    Task LeaveRollAsync(MovingPupil pupil, string status, string kind, DateTimeOffset at, CancellationToken cancel);

    /// <summary>The document of a deleted record may be another pupil's.</summary>
    Task FreeDocumentAsync(long studentId, CancellationToken cancel);

    /// <exception cref="RefusalException">No such record.</exception>
    Task<RecordStanding> StandingAsync(long studentId, CancellationToken cancel);

    /// <summary>By what document the registry knows the pupil; null for none.</summary>
    Task<IdentityDocument?> DocumentAsync(long studentId, CancellationToken cancel);

    /// <summary>
    /// A record that has left the roll points to the one that stays, and so does everything by which it was found: numbers,
    /// documents, earlier pointers.
    /// </summary>
    Task PointAsync(long goneId, long keptId, long caseId, DateTimeOffset at, CancellationToken cancel);

    /// <summary>
    /// The record that stays has the numbers of the one that points to it in its history, over its version; a better one becomes
    /// its current one.
    /// </summary>
    /// <returns>Its next version; null when no such record points to it.</returns>
    Task<int?> TakeOverAsync(long goneId, long keptId, int keptVersion, CancellationToken cancel);
}
