namespace ManagementPlatform.Core.Cases;

/// <summary>
/// What the deadlines of running cases need of the database: whole groups at once. Each act done twice does nothing more.
/// </summary>
public interface IDeadlineStore
{
    Task<IReadOnlyList<WaitingGroup>> GroupsAsync(CancellationToken cancel);

    /// <summary>
    /// Nobody else keeps deadlines until the unit of work ends: of two nodes that run at once one waits and finds it done.
    /// </summary>
    Task HoldAsync(CancellationToken cancel);

    Task MoveDueDateAsync(WaitingGroup group, DateOnly dueOn, CancellationToken cancel);

    /// <param name="days">The reminders that are due, ascending.</param>
    Task RemindAsync(WaitingGroup group, IReadOnlyList<int> days, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The bureau above whoever has it may decide it as well from now on.</summary>
    Task EscalateAsync(WaitingGroup group, int level, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Organizations that hold cases and are not active any more, with the bureau above.</summary>
    Task<IReadOnlyList<(long OrganizationId, long AboveId)>> InactiveHoldersAsync(CancellationToken cancel);

    Task RerouteAsync(long organizationId, long aboveId, DateTimeOffset now, CancellationToken cancel);
}
