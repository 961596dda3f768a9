namespace ManagementPlatform.Core.Replication;

/// <summary>What a receiver does with a batch that has arrived whole and truly signed. Pure.</summary>
public static class ReceiverRules
{
    /// <param name="head">The batch.</param>
    /// <param name="channel">The channel that it came by.</param>
    /// <param name="applied">How far the receiver is.</param>
    /// <param name="known">
    /// The hash under which a batch of this number was applied; null when none was, or it is forgotten.
    /// </param>
    /// <param name="schema">Number of the receiver's last schema script.</param>
    /// <returns>
    /// <see cref="ReceiptOutcome"/>: <see cref="ReceiptOutcome.Applied"/> tells to apply it, everything else to leave it.
    /// </returns>
    public static string Judge(BatchHead head, Channel channel, Position applied, string? known, int schema)
    {
        if (head.Channel != channel)
            return ReceiptOutcome.WrongChannel;
        if (head.Number <= applied.Number)
            return head.Hash == (head.Number == applied.Number ? applied.Hash : known)
                ? ReceiptOutcome.Repeated : ReceiptOutcome.Forked;
        if (head.Number > applied.Number + 1)
            return ReceiptOutcome.Gap;
        if (head.Previous != applied.Hash)
            return ReceiptOutcome.Forked;
        return head.Schema > schema ? ReceiptOutcome.NewerSchema
            : head.Schema < schema - 1 ? ReceiptOutcome.OlderSchema
            : ReceiptOutcome.Applied;
    }
}
