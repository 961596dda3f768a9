namespace ManagementPlatform.Core.Cases;

/// <summary>What the deadlines of running cases need of the database: whole groups at once. Each act done twice does nothing more.</summary>
public interface IDeadlineStore
{
    Task<IReadOnlyList<WaitingGroup>> GroupsAsync(CancellationToken cancel);

    /// <returns>How many cases have another last day now.</returns>
    Task<int> MoveDueDateAsync(WaitingGroup group, DateOnly dueOn, CancellationToken cancel);

    /// <returns>How many cases were reminded of.</returns>
    Task<int> RemindAsync(WaitingGroup group, int day, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The bureau above whoever has it may decide it as well from now on.</summary>
    /// <returns>How many cases went up.</returns>
    Task<int> EscalateAsync(WaitingGroup group, int level, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Organizations that hold cases and are not active any more, with the bureau above.</summary>
    Task<IReadOnlyList<(long OrganizationId, long AboveId)>> InactiveHoldersAsync(CancellationToken cancel);

    /// <returns>How many cases the bureau has now.</returns>
    Task<int> RerouteAsync(long organizationId, long aboveId, DateTimeOffset now, CancellationToken cancel);
}
