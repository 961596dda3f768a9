namespace ManagementPlatform.Core.Replication;

/// <summary>
/// 批量变更闸: how much may be changed or removed by batches that follow each other without a pause. A rule or a region that was
/// re-coded by mistake stops here, before it has gone through every center.
/// </summary>
/// <param name="Share">Of what the sender writes of a kind.</param>
/// <param name="Aggregates">Fewer than these never stop a channel.</param>
public sealed record MassChangeLimit(double Share = 0.2, int Aggregates = 1_000)
{
    /// <param name="touched">Aggregates that were here and have been changed or removed since the sender's backlog began.</param>
    /// <param name="owned">How many of the kind are here that the sender writes.</param>
    public bool IsPassed(long touched, long owned) => touched > Aggregates && touched > Share * owned;

    /// <summary>Whoever owns so many need not be counted further: what was touched is no more than the share of them.</summary>
    public long Enough(long touched) => (long)Math.Ceiling(touched / Share);
}

/// <summary>A batch would change more than may go through unasked: an operator has to approve it.</summary>
public sealed class MassChangeException(Channel channel, long number, string message) : Exception(message)
{
    public Channel Channel { get; } = channel;

    public long Number { get; } = number;
}
