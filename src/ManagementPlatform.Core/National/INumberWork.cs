namespace ManagementPlatform.Core.National;

/// <summary>Something to be done about a pupil's number.</summary>
public sealed record NumberTask(long WorkId, long StudentId);

/// <summary>
/// Whose number somebody has to look at: at the nation who has arrived and waits for a verdict, in a province who has got one.
/// Lines are only added and taken away, so that nobody who comes in between is forgotten.
/// </summary>
public interface INumberWork
{
    Task<IReadOnlyList<NumberTask>> TakeAsync(int count, CancellationToken cancel);

    Task DoneAsync(IReadOnlyCollection<NumberTask> tasks, CancellationToken cancel);

    Task AddAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel);

    /// <summary>Those that a joint case over provinces is about: its end puts them on the list again.</summary>
    Task<IReadOnlyCollection<long>> InJointCasesAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel);

    /// <summary>Those that were merged into another record, and those that were merged into one of them.</summary>
    Task<IReadOnlyCollection<long>> MergedAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel);
}
