namespace ManagementPlatform.Core.Replication;

/// <summary>A batch in the sender's books.</summary>
/// <param name="Head">Null while its bundle has not been made.</param>
/// <param name="FirstHad"><see cref="IBundle.FirstHad"/>.</param>
public sealed record SentBatch(Channel Channel, long Number, BatchHead? Head, DateTimeOffset? FirstHad = null);

/// <summary>The sender's end of channels: change log, batches and the bundles that are kept.</summary>
public interface IOutbox
{
    /// <summary>The last batch that the receiver is known to have, and the last whose bundle was made.</summary>
    Task<(Position Acknowledged, Position Last)> PositionsAsync(Channel channel, CancellationToken cancel);

    /// <summary>The hash of a batch that was made; null when there is none or it is forgotten.</summary>
    Task<string?> HashAsync(Channel channel, long number, CancellationToken cancel);

    /// <summary>The batch of this number; null when none was cut.</summary>
    Task<SentBatch?> FindAsync(Channel channel, long number, CancellationToken cancel);

    /// <summary>
    /// Claims committed lines of the change log that no batch has, and gives them the next number, in one transaction; while a
    /// snapshot goes on, the next range of it instead. While a batch stands that has no bundle yet, it is that batch and nothing
    /// is claimed: bundles are made in the order of their numbers.
    /// </summary>
    /// <returns>Null when nothing waits.</returns>
    Task<SentBatch?> CutAsync(Channel channel, CancellationToken cancel);

    /// <summary>
    /// Makes the bundle of a batch from the rows as they stand now, keeps it, and only then writes its hash into the books: a
    /// bundle whose hash stands there is never made again, though two ask for it at once. The operation of an aggregate follows
    /// from how it stands too, not from its lines, and the allocator of keys is read after the rows.
    /// </summary>
    Task<SentBatch> BuildAsync(SentBatch batch, CancellationToken cancel);

    /// <summary>The bundle that is kept; null when it is gone.</summary>
    Task<IBundle?> OpenAsync(SentBatch batch, CancellationToken cancel);

    /// <summary>The receiver has everything up to here. Nothing happens when that was known.</summary>
    Task AcknowledgeAsync(Channel channel, Position applied, CancellationToken cancel);

    /// <summary>
    /// After this center was restored from a backup: batches above the number never were; their lines of the change log wait
    /// again.
    /// </summary>
    Task ForgetAfterAsync(Channel channel, long number, CancellationToken cancel);

    /// <summary>
    /// Takes back a batch that this center once sent and no longer knows: its rows, the batch as acknowledged and the allocator
    /// of keys, in one transaction. What was written here since and differs is set aside in quarantine, not lost: in a province
    /// every row with a waiting line gives way, whatever its version and home. What the nation takes back, it routes again.
    /// </summary>
    Task TakeBackAsync(IBundle own, CancellationToken cancel);
}

/// <summary>The receiver's end of channels.</summary>
public interface IInbox
{
    /// <summary>Number of the last schema script of this center.</summary>
    int Schema { get; }

    Task<Position> AppliedAsync(Channel channel, CancellationToken cancel);

    /// <summary>The hash under which a batch was applied; null when none was, or it is forgotten.</summary>
    Task<string?> HashAsync(Channel channel, long number, CancellationToken cancel);

    /// <summary>
    /// Applies a batch and moves the channel's position, in one transaction, which fails when somebody else has moved it
    /// meanwhile.
    /// </summary>
    Task ApplyAsync(IBundle bundle, CancellationToken cancel);
}

/// <summary>The line to the other center.</summary>
public interface ICenterLine
{
    /// <summary>Hands a batch over and brings its receipt back.</summary>
    /// <exception cref="LineDownException">The other center could not be reached, or its answer did not come.</exception>
    Task<Receipt> SendAsync(IBundle bundle, CancellationToken cancel);

    /// <summary>Where the other center is on a channel that this one sends.</summary>
    /// <exception cref="LineDownException">As above.</exception>
    Task<Receipt> AskAsync(Channel channel, CancellationToken cancel);

    /// <summary>
    /// Says where this center is on a channel that it receives, and fetches the next batch; null when there is none.
    /// </summary>
    /// <exception cref="LineDownException">As above.</exception>
    Task<IBundle?> FetchAsync(Receipt soFar, CancellationToken cancel);

    /// <summary>A batch that this center sent once, as the receiver keeps it; null when it is gone there.</summary>
    /// <exception cref="LineDownException">As above.</exception>
    Task<IBundle?> FetchOwnAsync(Channel channel, long number, CancellationToken cancel);
}

/// <summary>The other center cannot be reached now; to be tried again later.</summary>
public sealed class LineDownException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The two ends do not fit: somebody has to look, or a recovery has to run. Trying again changes nothing.</summary>
public sealed class ChannelBrokenException(Channel channel, string code, string message) : Exception(message)
{
    public Channel Channel { get; } = channel;

    /// <summary>A <see cref="ReceiptOutcome"/>, or <c>sender_restored</c>, <c>bundles_gone</c>.</summary>
    public string Code { get; } = code;
}
