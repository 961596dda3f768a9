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
}
