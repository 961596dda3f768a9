using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Admissions;

/// <summary>What admission to the next school needs of the database.</summary>
public interface IAdmissionStore
{
    /// <summary>Pupils of a province as they stand, whatever that is; in no order. One set of statements, however many.</summary>
    /// <param name="provinceId">Pupils whose school it does not see are left out.</param>
    Task<IReadOnlyList<Graduate>> GraduatesAsync(IReadOnlyCollection<long> studentIds, long provinceId, CancellationToken cancel);

    /// <summary>How many pupils the classes have on their rolls.</summary>
    Task<IReadOnlyDictionary<long, int>> PupilsAsync(IReadOnlyCollection<long> classIds, CancellationToken cancel);

    /// <summary>Stores what begins and what stays behind, inside the current unit of work.</summary>
    Task AddAsync(IReadOnlyList<SchoolEntry> entries, CancellationToken cancel);
}

/// <summary>A stay that begins, and the copy of the record that the school before keeps.</summary>
/// <param name="CopyId">Null when the pupil goes on at the same school.</param>
/// <param name="FileId">Of the case's proof in the pupil's archive; null when there is none.</param>
public sealed record SchoolEntry(EnrollmentRecord Stay, StudentRecord Left, long? CopyId, EntryCase? Case, long? FileId);
