using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Storage.Jobs;

/// <summary>Deletes the answers kept for idempotency keys once their 24 hours are over.</summary>
public sealed class PurgeIdempotency(DbSession session, TimeProvider time) : IScheduledWork
{
    private static readonly Sql Purge = Sql.Portable("DELETE FROM dbo.idempotency_record WHERE created_at < @before");

    public string Name => "purge_idempotency";

    public Task RunAsync(CancellationToken cancel) =>
        session.ExecuteAsync(Purge, new { before = time.GetUtcNow().AddHours(-24) }, cancel);
}
