using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Storage.Jobs;

/// <summary>Lists of an organization's jobs, newest first.</summary>
public sealed class JobQueries(DbSession session)
{
    private static readonly Sql List = new Table<Job>("job", "job_id").Select(
        """
        WHERE organization_id = @organizationId AND job_id < @before
          AND (@kind IS NULL OR kind = @kind) AND (@state IS NULL OR state = @state)
        ORDER BY job_id DESC {limit @limit}
        """);

    public Task<IReadOnlyList<Job>> ListAsync(
        long organizationId, string? kind, string? state, long before, int limit, CancellationToken cancel) =>
        session.QueryAsync<Job>(
            List, new { organizationId, before, kind = Ansi.Code(kind), state = Ansi.Code(state), limit }, cancel);
}
