namespace ManagementPlatform.Core.Jobs;

/// <summary>
/// Work that a center does by the clock, on the schedules of <c>etl/jobs/*.json</c>: sealing the audit trail, purging, issuing numbers
/// that were pending. Safe to run twice and after a pause.
/// </summary>
public interface IScheduledWork
{
    /// <summary>Stable, snake_case; the schedules name it.</summary>
    string Name { get; }

    Task RunAsync(CancellationToken cancel);
}
