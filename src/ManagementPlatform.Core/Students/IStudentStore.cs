using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>The pupils of the database, for use cases that change them.</summary>
public interface IStudentStore
{
    /// <summary>
    /// The pupils, as far as the organization may see their schools; in no order. One set of statements, however many.
    /// </summary>
    Task<IReadOnlyList<StudentRecord>> FindAsync(IReadOnlyCollection<long> studentIds, long scope, CancellationToken cancel);

    /// <summary>Writes a pupil's form over the version that was read, with the revision.</summary>
    /// <param name="after">Bears the next version.</param>
    /// <exception cref="RefusalException">Somebody else wrote the pupil since.</exception>
    Task ReviseAsync(StudentRecord before, StudentRecord after, StudentRevision revision, CancellationToken cancel);

    /// <summary>A pupil wherever he is, by a number that he has or had, or by his document.</summary>
    Task<StudentHit?> LookUpAsync(StudentNumber? number, IdentityDocument? document, CancellationToken cancel);
}
