using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Storage.Jobs;

/// <summary>
/// 作业运行记录: what scheduled work did. A run that found nothing to do is not written; a failure that repeats is one line that grows
/// longer.
/// </summary>
public sealed class WorkRuns(DbSession session, IIdentifiers identifiers)
{
    private const int PurgedAtOnce = 5_000;

    private static readonly Table<WorkRun> Runs = new("work_run", "run_id");

    private static readonly Sql List = Runs.Select(
        "WHERE run_id < @before AND (@work IS NULL OR work = @work) ORDER BY run_id DESC {limit @count}");

    private static readonly Sql Last = Runs.Select(
        "WHERE run_id IN (SELECT MAX(l.run_id) FROM dbo.work_run AS l GROUP BY l.work) ORDER BY work");

    private static readonly Sql Prolong = Sql.Portable(
        """
        UPDATE dbo.work_run SET finished_at = @FinishedAt
        WHERE run_id = (SELECT MAX(l.run_id) FROM dbo.work_run AS l WHERE l.work = @Work) AND outcome = @Outcome AND error = @Error AND node = @Node
            AND row_count = 0
        """);

    private static readonly Sql Purge = Sql.Portable(
        "DELETE FROM dbo.work_run WHERE run_id IN (SELECT r.run_id FROM dbo.work_run AS r WHERE r.finished_at < @before ORDER BY r.run_id {limit @count})");

    public async Task AddAsync(WorkRun run, CancellationToken cancel)
    {
        if (run is { Outcome: WorkOutcome.Failed, RowCount: 0 } && await session.ExecuteAsync(Prolong, run, cancel) > 0)
            return;
        await session.InsertAsync(Runs, run with { RunId = await identifiers.ReserveAsync(1, cancel) }, cancel);
    }

    /// <summary>Newest first.</summary>
    /// <param name="work">Null for all.</param>
    public Task<IReadOnlyList<WorkRun>> ListAsync(string? work, long before, int count, CancellationToken cancel) =>
        session.QueryAsync<WorkRun>(List, new { work = Ansi.Code(work), before, count }, cancel);

    /// <summary>The last kept run of each work.</summary>
    public Task<IReadOnlyList<WorkRun>> LastAsync(CancellationToken cancel) => session.QueryAsync<WorkRun>(Last, null, cancel);

    /// <returns>How many were deleted.</returns>
    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancel)
    {
        for (var total = 0; ;)
        {
            var purged = await session.ExecuteAsync(Purge, new { before, count = PurgedAtOnce }, cancel);
            total += purged;
            if (purged < PurgedAtOnce)
                return total;
        }
    }
}
