using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>隔离区: what arrived and could not be applied. Inside the unit of work that tried.</summary>
public sealed class QuarantineBooks(DbSession session)
{
    private static readonly Sql Retryable = ReplicationTables.Quarantine.Select(
        "WHERE channel = @channel AND reason IN ('parent_missing', 'key_taken') ORDER BY first_seen_at, entity_id");

    private static readonly Sql All = ReplicationTables.Quarantine.Select("ORDER BY first_seen_at, entity_id {limit @count}");

    private static readonly Sql Remove = Sql.Portable(
        "DELETE FROM dbo.replication_quarantine WHERE channel = @channel AND entity = @entity AND entity_id IN {ids @ids}");

    private static readonly Sql Counts = Sql.Portable(
        "SELECT q.channel, q.reason, COUNT(*) AS aggregates FROM dbo.replication_quarantine AS q GROUP BY q.channel, q.reason");

    /// <summary>What may be applied once something else has arrived.</summary>
    public Task<IReadOnlyList<QuarantineRow>> RetryableAsync(Channel channel, CancellationToken cancel) =>
        session.QueryAsync<QuarantineRow>(Retryable, new { channel = Ansi.Code(channel.ToString()) }, cancel);

    public Task<IReadOnlyList<QuarantineRow>> ListAsync(int count, CancellationToken cancel) =>
        session.QueryAsync<QuarantineRow>(All, new { count }, cancel);

    public Task<IReadOnlyList<QuarantineCount>> CountsAsync(CancellationToken cancel) => session.QueryAsync<QuarantineCount>(Counts, null, cancel);

    public Task RemoveAsync(Channel channel, ReplicatedEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        session.ExecuteAsync(
            Remove, new { channel = Ansi.Code(channel.ToString()), entity = Ansi.Code(entity.Name), ids = JsonList.Of(ids) }, cancel);

    /// <summary>In place of an older version of the same aggregate that waits there.</summary>
    public async Task KeepAsync(QuarantineRow row, CancellationToken cancel)
    {
        if (await session.ExecuteAsync(ReplicationTables.Quarantine.Update, row, cancel) == 0)
            await session.InsertAsync(ReplicationTables.Quarantine, row, cancel);
    }
}

/// <summary>How many aggregates of a channel wait in quarantine for a reason.</summary>
public sealed record QuarantineCount
{
    public string Channel { get; init; } = "";
    public string Reason { get; init; } = "";
    public int Aggregates { get; init; }
}
