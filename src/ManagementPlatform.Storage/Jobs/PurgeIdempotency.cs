using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Storage.Jobs;

/// <summary>Deletes the answers kept for idempotency keys once their 24 hours are over.</summary>
public sealed class PurgeIdempotency(DbSession session, WorkReport report, TimeProvider time) : IScheduledWork
{
    private static readonly Sql Purge = Sql.Portable("DELETE FROM dbo.idempotency_record WHERE created_at < @before");

    public string Name => "purge_idempotency";

    public async Task RunAsync(CancellationToken cancel) =>
        report.Did(await session.ExecuteAsync(Purge, new { before = time.GetUtcNow().AddHours(-24) }, cancel));
}
