using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Storage.Replication;

/// <summary>数据交换状态: what an operator asks first when something is late.</summary>
/// <param name="Center">Code of this center.</param>
/// <param name="Unrouted">Changes of the nation that no channel has yet; 0 at a province.</param>
public sealed record ReplicationStatus(
    string Center, DateTimeOffset At, long Unrouted, IReadOnlyList<ChannelStatus> Channels, IReadOnlyList<WorkStatus> Works);

/// <summary>A channel as this end sees it.</summary>
/// <param name="IsSender">This center sends on it.</param>
/// <param name="State"><see cref="ChannelRow.State"/>.</param>
/// <param name="Sent">The last batch made; 0 at the receiver.</param>
/// <param name="Acknowledged">The last batch that the receiver is known to have.</param>
/// <param name="Applied">The last batch applied; 0 at the sender.</param>
/// <param name="Waiting">Lines of the change log that no batch has yet.</param>
/// <param name="LagSeconds">
/// Age of the oldest change that the receiver is not known to have; at the receiver, of the last batch when it was applied.
/// </param>
/// <param name="Snapshot">How far a first load is; null when none goes on.</param>
/// <param name="Quarantined">Aggregates set aside, by reason.</param>
public sealed record ChannelStatus(
    string Channel,
    bool IsSender,
    string State,
    long Sent,
    long Acknowledged,
    long Applied,
    long Waiting,
    int? LagSeconds,
    SnapshotProgress? Snapshot,
    IReadOnlyDictionary<string, int> Quarantined,
    int Failures,
    string? Error,
    DateTimeOffset? NextTryAt,
    DateTimeOffset? LastContactAt);

/// <summary>全量进度: which kind of aggregate a first load is at.</summary>
/// <param name="Step">From 1.</param>
/// <param name="After">The last key that a batch has; -1 before the first.</param>
public sealed record SnapshotProgress(string Entity, int Step, int Steps, long After);

/// <summary>Work that is done under a lease, or has left something in the history.</summary>
/// <param name="RunningOn">The node that is at it now; null when none is.</param>
/// <param name="StartedAt">When its last run began, though it found nothing to do; null for work without a lease.</param>
/// <param name="Last">The last run that did something or failed.</param>
public sealed record WorkStatus(string Work, string? RunningOn, DateTimeOffset? StartedAt, WorkRun? Last);
