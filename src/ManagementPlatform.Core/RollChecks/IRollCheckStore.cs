namespace ManagementPlatform.Core.RollChecks;

/// <summary>What the roll check needs of the database.</summary>
public interface IRollCheckStore
{
    /// <summary>An active class; null when there is none in scope. In a unit of work it stays as it is until that ends.</summary>
    Task<CheckedClass?> FindClassAsync(long classId, long scope, CancellationToken cancel);

    /// <summary>The pupils in class (在读), by name.</summary>
    Task<IReadOnlyList<RollPupil>> RollAsync(long classId, CancellationToken cancel);

    Task<RollCheck?> FindAsync(long classId, CheckRound round, CancellationToken cancel);

    /// <summary>The school's active classes in their order, each with its check when it is signed.</summary>
    Task<IReadOnlyList<(CheckedClass Class, RollCheck? Check)>> ClassesAsync(
        long schoolId, long scope, CheckRound round, CancellationToken cancel);

    /// <summary>Stores a class's first signature.</summary>
    Task AddAsync(RollCheck check, IReadOnlyList<RollCheckFinding> findings, CancellationToken cancel);

    /// <summary>Writes over the version that was read.</summary>
    /// <param name="findings">In place of those there were; null leaves them.</param>
    Task UpdateAsync(RollCheck check, IReadOnlyList<RollCheckFinding>? findings, CancellationToken cancel);
}

/// <summary>A class that is checked.</summary>
public sealed record CheckedClass(long ClassId, long SchoolId, string Grade, string Name);
