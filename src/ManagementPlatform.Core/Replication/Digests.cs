namespace ManagementPlatform.Core.Replication;

/// <summary>What two centers compare (核对): aggregates of one kind, in one direction.</summary>
/// <param name="Entity">As in the change log.</param>
/// <param name="Province">Center code of the province.</param>
/// <param name="Up">
/// True: what the province is home of. False: what others are home of and the nation gives every province.
/// </param>
public sealed record DigestScope(string Entity, string Province, bool Up);

/// <summary>A question for the digests of a scope.</summary>
/// <param name="Schema">Number of the asker's last schema script: tables that are not the same cannot be compared.</param>
public sealed record DigestQuestion(DigestScope Scope, int Schema)
{
    /// <summary>How many parts a kind is cut into; an aggregate lies in the one that is the rest of its key.</summary>
    public const int Buckets = 1024;

    /// <summary>So many differing buckets are looked into at once.</summary>
    public const int BucketsAtOnce = 16;

    public static int BucketOf(long id) => (int)(id % Buckets);
}

/// <summary>A bucket that is not empty.</summary>
/// <param name="Aggregates">How many lie in it.</param>
/// <param name="Sum"><see cref="RowSum"/> over all rows of theirs.</param>
public sealed record BucketDigest(int Bucket, long Aggregates, string Sum);

/// <summary>An aggregate of a bucket.</summary>
/// <param name="Sum"><see cref="RowSum"/> over its rows.</param>
/// <param name="OnItsWay">A change of it has not arrived at the other center yet: nothing can be said of it now.</param>
public sealed record AggregateDigest(long Id, int Version, string Sum, bool OnItsWay);

/// <summary>What the sender is to send again, though nothing has changed there.</summary>
public sealed record RepairOrder(long Id, int Version);

/// <summary>One end of a comparison. A province asks the nation through a line; each end answers from its own tables.</summary>
public interface IDigestLine
{
    /// <summary>The digests of the buckets that are not empty.</summary>
    /// <exception cref="LineDownException">The other center could not be reached.</exception>
    /// <exception cref="RefusalException">Another schema, or no such kind.</exception>
    Task<IReadOnlyList<BucketDigest>> BucketsAsync(DigestQuestion question, CancellationToken cancel);

    /// <summary>The aggregates of some buckets; at most <see cref="DigestQuestion.BucketsAtOnce"/>.</summary>
    /// <exception cref="LineDownException">As above.</exception>
    Task<IReadOnlyList<AggregateDigest>> AggregatesAsync(
        DigestQuestion question, IReadOnlyList<int> buckets, CancellationToken cancel);

    /// <summary>Asks the center that sends this scope to send aggregates again, by its channel.</summary>
    /// <exception cref="LineDownException">As above.</exception>
    Task ResendAsync(DigestScope scope, IReadOnlyList<RepairOrder> orders, CancellationToken cancel);
}
