namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// What the enrolment use cases need of the database. Reads that take a scope see only what that organization may see.
/// </summary>
public interface IEnrollmentStore
{
    Task<PupilPlace?> FindPupilAsync(long studentId, long scope, CancellationToken cancel);

    /// <summary>Pupils in class (在读) of a class, for batches.</summary>
    Task<IReadOnlyList<long>> PupilsInClassAsync(long classId, long scope, CancellationToken cancel);

    /// <summary>A class that somebody is to enter; in a unit of work it stays as it is until that ends.</summary>
    Task<ClassPlace?> FindClassAsync(long classId, long scope, CancellationToken cancel);

    /// <summary>The last approved suspension with its extensions; null when the pupil is not suspended.</summary>
    Task<Suspension?> FindSuspensionAsync(long studentId, CancellationToken cancel);

    /// <summary>Pupils of a grade at a school, and those made to repeat it since a day.</summary>
    Task<(int Pupils, int Repeaters)> CountRepeatersAsync(long schoolId, string grade, DateOnly since, CancellationToken cancel);

    /// <summary>The file is one of the pupil's (学籍档案 证明材料).</summary>
    Task<bool> HasFileAsync(long studentId, string hash, CancellationToken cancel);

    /// <summary>The bureau above; null at the top.</summary>
    Task<long?> BureauAboveAsync(long organizationId, CancellationToken cancel);

    Task AddAsync(EnrollmentChange change, IReadOnlyList<EnrollmentChangeStep> steps, CancellationToken cancel);

    Task<EnrollmentChange?> FindChangeAsync(long studentId, long changeId, long scope, CancellationToken cancel);

    /// <summary>What waits of these pupils' changes where they are no more waits there no longer.</summary>
    Task ReleaseDecidedAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel);

    /// <summary>
    /// Open changes of those of the pupils whose home this is that wait nowhere, while nothing else has frozen the pupil.
    /// </summary>
    Task<IReadOnlyList<EnrollmentChange>> UnplacedAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel);

    Task<IReadOnlyList<EnrollmentChangeStep>> StepsAsync(long studentId, long changeId, CancellationToken cancel);

    /// <summary>Writes a change over the version that was read.</summary>
    Task UpdateAsync(EnrollmentChange change, CancellationToken cancel);

    Task DecideAsync(EnrollmentChangeStep step, CancellationToken cancel);

    /// <summary>Moves the pupil's version on, over the version that was read: one business at a time.</summary>
    Task TouchAsync(PupilPlace pupil, CancellationToken cancel);

    /// <summary>Puts an approved change into effect on pupil and enrolment, over the pupil's version that was read.</summary>
    Task ApplyAsync(PupilPlace pupil, EnrollmentChange change, Placement placement, CancellationToken cancel);
}

/// <summary>Where a pupil stands after a change.</summary>
/// <param name="NewEnrollmentId">Of the enrolment to open, when the pupil comes back on the roll; otherwise null.</param>
public sealed record Placement(string Status, bool OnRoll, long ClassId, long? NewEnrollmentId);
