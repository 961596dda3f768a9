namespace ManagementPlatform.Core.Writing;

/// <summary>What a bulk load needs of the unit of work that it runs in, so that a million rows hold no memory and wait for nobody.</summary>
public interface IBulkWriting
{
    /// <summary>Reserves consecutive keys and returns the first. They are lost when the unit of work is.</summary>
    Task<long> ReserveKeysAsync(int count, CancellationToken cancel);

    /// <summary>Writes change-log lines for many aggregates at once, instead of keeping them until the commit.</summary>
    Task ChangedAsync(Entity entity, IReadOnlyCollection<(long Id, int Version)> changed, CancellationToken cancel);
}
