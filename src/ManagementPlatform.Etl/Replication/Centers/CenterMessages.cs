using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>A public key as centers tell it each other.</summary>
/// <param name="PublicKey">SubjectPublicKeyInfo, base64.</param>
/// <param name="EndorsedBy">The key before it.</param>
/// <param name="Endorsement">That one's signature over it, base64.</param>
public sealed record KeyMessage(string PublicKey, string? EndorsedBy = null, string? Endorsement = null)
{
    public static KeyMessage Of(CenterKeyRow row) => new(row.PublicKey, row.EndorsedBy, row.Endorsement);
}

/// <summary>A province asks to be let in.</summary>
/// <param name="Token">The secret half of its token.</param>
/// <param name="Center">Its center code.</param>
/// <param name="Key">Its public key, which it signs with itself to show that it has it.</param>
public sealed record JoinMessage(string Token, string Center, KeyMessage Key);

/// <summary>The nation's answer.</summary>
/// <param name="Keys">The nation's keys, the newest first.</param>
/// <param name="Earlier">Keys that the province had before, so that it knows its own old bundles again.</param>
public sealed record JoinAnswer(string Center, string Name, IReadOnlyList<KeyMessage> Keys, IReadOnlyList<KeyMessage> Earlier);

/// <summary>The keys of a center, the newest first.</summary>
public sealed record KeysMessage(IReadOnlyList<KeyMessage> Keys);

/// <summary>A <see cref="Receipt"/> on the line.</summary>
/// <param name="Number">The last batch that was applied; 0 for none.</param>
/// <param name="Outcome"><see cref="ReceiptOutcome"/>.</param>
public sealed record ReceiptMessage(string Channel, long Number, string? Hash, string Outcome)
{
    public static ReceiptMessage Of(Receipt receipt) =>
        new(receipt.Channel.ToString(), receipt.Applied.Number, receipt.Applied.Hash, receipt.Outcome);

    /// <exception cref="FormatException">It names no channel.</exception>
    public Receipt ToReceipt() => Core.Replication.Channel.TryParse(Channel, out var channel)
        ? new Receipt(channel, new Position(Number, Hash), Outcome)
        : throw new FormatException("No channel.");
}

/// <summary>How far a channel is.</summary>
public sealed record PositionMessage(long Number, string? Hash = null);

/// <summary>The digests of the buckets that are not empty.</summary>
public sealed record BucketsMessage(IReadOnlyList<BucketDigest> Buckets);

/// <param name="Buckets">Which ones; at most <see cref="DigestQuestion.BucketsAtOnce"/>.</param>
public sealed record AggregatesQuestion(DigestQuestion Question, IReadOnlyList<int> Buckets);

/// <summary>The aggregates of some buckets.</summary>
public sealed record AggregatesMessage(IReadOnlyList<AggregateDigest> Aggregates);

/// <summary>What is to be sent again.</summary>
public sealed record RepairsMessage(DigestScope Scope, IReadOnlyList<RepairOrder> Orders);
