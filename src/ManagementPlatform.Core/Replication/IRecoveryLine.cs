namespace ManagementPlatform.Core.Replication;

/// <summary>
/// What a province does for a nation that was restored from a backup, since the nation cannot call it: it hands the nation's own batches back.
/// </summary>
public interface IRecoveryLine
{
    /// <summary>Where the nation, as the sender of the channel, knows the province to be.</summary>
    /// <exception cref="LineDownException">The nation could not be reached.</exception>
    Task<Position> AcknowledgedAsync(Channel down, CancellationToken cancel);

    /// <summary>The hash under which the nation knows a batch that it sent; null when it does not know it.</summary>
    /// <exception cref="LineDownException">As above.</exception>
    Task<string?> SentHashAsync(Channel down, long number, CancellationToken cancel);

    /// <summary>Gives a batch of the nation back to it.</summary>
    /// <param name="isFirst">The nation forgets what it made from this number on.</param>
    /// <exception cref="LineDownException">As above.</exception>
    Task GiveBackAsync(IBundle bundle, bool isFirst, CancellationToken cancel);

    /// <summary>The bundles between are gone: the nation goes on from where the province is, and sends everything again.</summary>
    /// <exception cref="LineDownException">As above.</exception>
    Task StartOverAsync(Channel down, Position applied, CancellationToken cancel);
}
