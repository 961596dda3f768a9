namespace ManagementPlatform.Storage.Replication;

/// <summary>How something has arrived.</summary>
/// <param name="Here">This center.</param>
/// <param name="From">Whose batch it is.</param>
/// <param name="IsReplay">The batch is this center's own, taken back after a restore.</param>
/// <param name="At">Now.</param>
/// <param name="FirstAt">
/// When it came here first: before now when it comes again after a restore. Of an own batch that is taken back, when it was cut.
/// </param>
public sealed record Arrival(string Here, string From, bool IsReplay, DateTimeOffset At, DateTimeOffset FirstAt);
