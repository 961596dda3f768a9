namespace ManagementPlatform.Core.Replication;

/// <summary>A sender whose bundles are gone.</summary>
public interface IStartOver
{
    /// <summary>Goes on from where the receiver is, with a snapshot of everything.</summary>
    Task StartOverAsync(Channel channel, Position applied, CancellationToken cancel);
}

/// <summary>
/// What a province does for a nation that was restored from a backup, since the nation cannot call it: it hands the nation's own
/// batches back.
/// </summary>
public interface IRecoveryLine
{
    /// <summary>Where the nation, as the sender of the channel, knows the province to be.</summary>
    /// <exception cref="LineDownException">The nation could not be reached.</exception>
    Task<Position> AcknowledgedAsync(Channel down, CancellationToken cancel);

    /// <summary>Gives a batch of the nation back to it; the same one twice does nothing.</summary>
    /// <exception cref="LineDownException">As above.</exception>
    /// <exception cref="ChannelBrokenException">It does not follow what the nation has.</exception>
    Task GiveBackAsync(IBundle bundle, CancellationToken cancel);

    /// <summary>
    /// Bundles between the two are gone: the nation goes on from where the province is, and sends everything again.
    /// </summary>
    /// <exception cref="LineDownException">As above.</exception>
    Task StartOverAsync(Channel down, Position applied, CancellationToken cancel);
}
