namespace ManagementPlatform.Storage.Replication;

internal static class ReplicationTables
{
    public static readonly Table<ChannelRow> Channel = new("replication_channel", "channel");
    public static readonly Table<BatchRow> Batch = new("replication_batch", "channel", "batch_number");
    public static readonly Table<QuarantineRow> Quarantine = new("replication_quarantine", "channel", "entity", "entity_id");
    public static readonly Table<ContestedKeyRow> Contested = new("contested_key", "kind", "value_type", "value", "student_id");
    public static readonly Table<RunRow> Run = new("replication_run", "channel", "entity");
    public static readonly Table<InterestRow> Interest = new("student_interest", "student_id", "center_code");
}

/// <summary>A channel in the books of one of its ends.</summary>
public sealed record ChannelRow
{
    public const string Active = "active";

    /// <summary>An operator has stopped it.</summary>
    public const string Paused = "paused";

    /// <summary>A batch would change too much at once: an operator is asked.</summary>
    public const string Asking = "asking";

    /// <summary>
    /// Of the nation: it was restored from a backup, and whether the province has had more on this channel than is known here was
    /// not heard yet.
    /// </summary>
    public const string Recovering = "recovering";

    /// <summary>The two ends do not fit; <see cref="Error"/> says how.</summary>
    public const string Broken = "broken";

    public required string Channel { get; init; }
    public string State { get; init; } = Active;

    /// <summary>The last batch whose bundle was made here.</summary>
    public long SentNumber { get; init; }
    public string? SentHash { get; init; }

    /// <summary>The last batch that the receiver has said it has.</summary>
    public long AcknowledgedNumber { get; init; }
    public string? AcknowledgedHash { get; init; }

    /// <summary>The last batch that was applied here.</summary>
    public long AppliedNumber { get; init; }
    public string? AppliedHash { get; init; }

    /// <summary>The entity that a snapshot is at; null when none goes on.</summary>
    public string? SnapshotEntity { get; init; }

    /// <summary>Below every key: nothing of the entity has been cut; on a channel that is new, nothing of anything.</summary>
    public const long FromTheStart = -1, NeverSent = -2;

    /// <summary>The last key of it that a batch has.</summary>
    public long SnapshotAfter { get; init; }

    /// <summary>
    /// A province has joined, and nothing has been cut for the nation: its snapshot takes the place of all lines of the change
    /// log so far.
    /// </summary>
    public bool IsNew => SnapshotEntity is not null && SnapshotAfter == NeverSent
        && Channel.EndsWith("-" + Core.Replication.Channel.Nation, StringComparison.Ordinal);

    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }

    public DateTimeOffset? NextTryAt { get; init; }
    public DateTimeOffset? LastContactAt { get; init; }
    public string? Error { get; init; }
}

/// <summary>A batch in the books of one of its ends.</summary>
public sealed record BatchRow
{
    public required string Channel { get; init; }
    public required long BatchNumber { get; init; }

    /// <summary><see cref="Core.Replication.BatchKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Of a snapshot: the entity, and the keys after the one up to the other.</summary>
    public string? SnapshotEntity { get; init; }
    public long SnapshotAfter { get; init; }
    public long SnapshotTo { get; init; }

    public string? PreviousHash { get; init; }

    /// <summary>Null while it is cut and its bundle not made.</summary>
    public string? Hash { get; init; }

    public int Aggregates { get; init; }
    public long RowCount { get; init; }
    public long SizeBytes { get; init; }

    /// <summary>How many of its aggregates were not applied.</summary>
    public int Quarantined { get; init; }

    public required DateTimeOffset CutAt { get; init; }

    /// <summary>When the receiver had it: at the sender when that was heard.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    public bool FileKept { get; init; }
}

/// <summary>What arrived and could not be applied.</summary>
public sealed record QuarantineRow
{
    /// <summary>What it refers to is not here yet; it is tried again after every batch.</summary>
    public const string ParentMissing = "parent_missing";

    /// <summary>The sender does not write it.</summary>
    public const string Foreign = "foreign";

    /// <summary>A key of the schema is taken by another row.</summary>
    public const string KeyTaken = "key_taken";

    /// <summary>The schema refuses a value of it.</summary>
    public const string BadValue = "bad_value";

    /// <summary>Written here after a restore, while the other center has another version that was acknowledged.</summary>
    public const string RestoredConflict = "restored_conflict";

    public required string Channel { get; init; }
    public required string Entity { get; init; }
    public required long EntityId { get; init; }
    public required int EntityVersion { get; init; }
    public required long BatchNumber { get; init; }
    public required string Reason { get; init; }
    public string? Detail { get; init; }

    /// <summary>Its rows, JSON.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }
    public required DateTimeOffset LastTryAt { get; init; }
    public required int Tries { get; init; }
}

/// <summary>What full batches that follow each other have changed of a kind.</summary>
public sealed record RunRow
{
    public required string Channel { get; init; }
    public required string Entity { get; init; }
    public long Touched { get; init; }

    /// <summary>How many the sender writes of it, counted as far as it took to judge the run; 0 before.</summary>
    public long Owned { get; init; }

    /// <summary>An operator has let it pass.</summary>
    public bool IsApproved { get; init; }
}

/// <summary>A number or document that another pupil holds here.</summary>
public sealed record ContestedKeyRow
{
    public const string Number = "number", Document = "document";

    public required string Kind { get; init; }

    /// <summary>Type of the document; empty for a number.</summary>
    public required string ValueType { get; init; }

    public required string Value { get; init; }
    public required long StudentId { get; init; }
    public required long HolderId { get; init; }
    public required DateTimeOffset FoundAt { get; init; }
}

/// <summary>A center that is sent a pupil whose home it is not.</summary>
public sealed record InterestRow
{
    public required long StudentId { get; init; }
    public required string CenterCode { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset Since { get; init; }
}
