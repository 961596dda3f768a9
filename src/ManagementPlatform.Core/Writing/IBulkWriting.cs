namespace ManagementPlatform.Core.Writing;

/// <summary>
/// What a bulk load needs of the unit of work that it runs in, so that a million rows hold no memory and wait for nobody.
/// </summary>
public interface IBulkWriting
{
    /// <summary>Reserves consecutive keys and returns the first. They are lost when the unit of work is.</summary>
    Task<long> ReserveKeysAsync(int count, CancellationToken cancel);

    /// <summary>
    /// Between two batches of an import that goes through the ordinary use cases: writes the lines of change log and audit trail
    /// that wait for the commit, and lays in keys, which a unit of work else has a few thousand of.
    /// </summary>
    /// <param name="keys">How many <see cref="IIdentifiers.Next"/> will be asked for until the next call.</param>
    Task BeginBatchAsync(int keys, CancellationToken cancel);

    /// <summary>Writes change-log lines for many aggregates at once, instead of keeping them until the commit.</summary>
    Task ChangedAsync(Entity entity, IReadOnlyCollection<(long Id, int Version)> changed, CancellationToken cancel);
}
