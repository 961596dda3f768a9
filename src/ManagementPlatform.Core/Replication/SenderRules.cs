namespace ManagementPlatform.Core.Replication;

/// <summary>What a sender learns from where its receiver is. Pure.</summary>
public static class SenderRules
{
    /// <param name="acknowledged">The last batch that the receiver was known to have.</param>
    /// <param name="last">The last batch that was made.</param>
    /// <param name="applied">Where the receiver says that it is.</param>
    /// <param name="own">
    /// The hash of the own batch with the receiver's number; null when there is none or it is forgotten.
    /// </param>
    public static SenderView Judge(Position acknowledged, Position last, Position applied, string? own)
    {
        // Whoever is ahead of what was ever made here has seen a time that this database has lost.
        if (applied.Number > last.Number)
            return SenderView.SenderRestored;
        if (applied.Number > 0 && own is not null && own != applied.Hash)
            return SenderView.SenderRestored;
        if (applied.Number >= acknowledged.Number)
            return applied.Number == 0 || own is not null ? SenderView.InStep : SenderView.Unknown;
        return applied.Number == 0 || own is not null ? SenderView.ReceiverRestored : SenderView.Unknown;
    }
}

/// <summary>How the two ends of a channel stand to each other.</summary>
public enum SenderView
{
    /// <summary>Send the batch after the receiver's.</summary>
    InStep,

    /// <summary>
    /// The receiver has fewer batches than it had acknowledged: what it lost is sent again from the bundles that are kept.
    /// </summary>
    ReceiverRestored,

    /// <summary>
    /// The receiver has batches that this center does not know: it takes them back from there before it sends any.
    /// </summary>
    SenderRestored,

    /// <summary>The bundles that would be needed are gone: only a snapshot and a reconciliation bring them together.</summary>
    Unknown,
}
