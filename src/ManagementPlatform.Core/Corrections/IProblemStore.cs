namespace ManagementPlatform.Core.Corrections;

/// <summary>问题学籍 in the database.</summary>
public interface IProblemStore
{
    /// <summary>Null when the pupil is out of scope.</summary>
    Task<ProblemRecord?> FindAsync(long studentId, long problemId, long scope, CancellationToken cancel);

    /// <summary>All of a pupil, open and cleared, in the order they were found.</summary>
    Task<IReadOnlyList<ProblemRecord>> OfAsync(long studentId, CancellationToken cancel);

    /// <summary>Open ones of other pupils of this center that name this one and that nobody handles.</summary>
    Task<IReadOnlyList<ProblemRecord>> PointingAtAsync(long studentId, CancellationToken cancel);

    /// <summary>
    /// Pupils of this center without a document who are like another one, in order of their keys, with the first of the others;
    /// without those who are known as a problem already and those whom papers have proven to be different people.
    /// </summary>
    Task<IReadOnlyList<(long StudentId, long OtherId)>> AlikeAsync(long after, int count, CancellationToken cancel);

    /// <summary>The two, of one center, name a guardian of the same document.</summary>
    Task<bool> ShareGuardianAsync(long studentId, long otherId, CancellationToken cancel);

    Task AddAsync(ProblemRecord record, CancellationToken cancel);

    /// <summary>Over the version that was read.</summary>
    Task UpdateAsync(ProblemRecord record, CancellationToken cancel);
}
