namespace ManagementPlatform.Storage.Replication;

/// <summary>How something has arrived.</summary>
/// <param name="Here">This center.</param>
/// <param name="From">Whose batch it is.</param>
/// <param name="IsReplay">The batch is this center's own, taken back after a restore.</param>
public sealed record Arrival(string Here, string From, bool IsReplay, DateTimeOffset At);
