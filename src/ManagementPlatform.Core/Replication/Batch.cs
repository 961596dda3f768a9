namespace ManagementPlatform.Core.Replication;

/// <summary>How far a channel is, seen from one end: the last batch there and its hash. Number 0 has no hash.</summary>
/// <param name="Number">From 1; 0 before the first batch.</param>
/// <param name="Hash">SHA-256 of the batch's manifest, hex.</param>
public sealed record Position(long Number, string? Hash)
{
    public static Position Start { get; } = new(0, null);
}

/// <summary>What a batch says of itself, before anything in it is looked at.</summary>
/// <param name="Previous">Hash of the batch before it; null for the first.</param>
/// <param name="Hash">SHA-256 of its manifest, which names all its files with theirs.</param>
/// <param name="Schema">Number of the last schema script of the sender.</param>
/// <param name="Kind"><see cref="BatchKind"/>.</param>
/// <param name="NextKey">
/// The sender's allocator of keys after the rows were read: a sender that was restored from a backup goes on from there.
/// </param>
public sealed record BatchHead(Channel Channel, long Number, string? Previous, string Hash, int Schema, string Kind, long NextKey)
{
    public Position Position => new(Number, Hash);
}

/// <summary>Where the contents of a batch come from.</summary>
public static class BatchKind
{
    /// <summary>增量: what the change log holds.</summary>
    public const string Changes = "changes";

    /// <summary>全量: a range of keys of one table, for a receiver that has nothing yet.</summary>
    public const string Snapshot = "snapshot";
}

/// <summary>A batch that can be sent or applied; where it lies is the edges' business.</summary>
public interface IBundle
{
    BatchHead Head { get; }

    /// <summary>
    /// When its receiver first had it, as the sender heard: it comes again, since the receiver was restored from a backup. Null
    /// while the sender has not heard that it came.
    /// </summary>
    DateTimeOffset? FirstHad => null;
}

/// <summary>What the receiver answers, and what it says when it asks for the next batch.</summary>
/// <param name="Applied">The last batch that it has applied.</param>
/// <param name="Outcome"><see cref="ReceiptOutcome"/>.</param>
public sealed record Receipt(Channel Channel, Position Applied, string Outcome)
{
    public bool IsRefusal => Outcome is not (ReceiptOutcome.Applied or ReceiptOutcome.Repeated or ReceiptOutcome.Gap);
}

/// <summary>What became of a batch at its receiver.</summary>
public static class ReceiptOutcome
{
    /// <summary>Applied now.</summary>
    public const string Applied = "applied";

    /// <summary>Was applied before: the same answer again.</summary>
    public const string Repeated = "repeated";

    /// <summary>Not the next one; the receiver wants the one after <see cref="Receipt.Applied"/>.</summary>
    public const string Gap = "gap";

    /// <summary>
    /// Another batch has this number, or it does not follow the last one: one of the two was restored from a backup.
    /// </summary>
    public const string Forked = "forked";

    /// <summary>Meant for somebody else.</summary>
    public const string WrongChannel = "wrong_channel";

    /// <summary>The sender's program is newer: this center has to be brought up first.</summary>
    public const string NewerSchema = "newer_schema";

    /// <summary>It would change too much at once: the receiver's operator is asked.</summary>
    public const string Asking = "asking";

    /// <summary>
    /// An operator of the other center has stopped the channel: no failure, and it is asked again from time to time.
    /// </summary>
    public const string Paused = "paused";

    /// <summary>The sender's program is more than one version older.</summary>
    public const string OlderSchema = "older_schema";

    /// <summary>For people.</summary>
    public static string Words(string outcome) => outcome switch
    {
        NewerSchema => "发送方的数据结构较新，接收方须先升级程序并运行 mp migrate",
        OlderSchema => "发送方的数据结构过旧，须先升级发送方",
        Paused => "已由国家中心的运维人员暂停，恢复后自动继续",
        Asking => "变更过多，须接收方运维人员确认（mp replication approve）",
        Forked => "与已接收的批次不一致，其中一方可能由旧备份恢复",
        WrongChannel => "不是本通道的数据包",
        _ => outcome,
    };
}
