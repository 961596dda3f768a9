using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>隔离区: what arrived and could not be applied. Inside the unit of work that tried.</summary>
public sealed class QuarantineBooks(DbSession session)
{
    private const string Columns =
        "channel, entity, entity_id, entity_version, batch_number, reason, detail, content, first_seen_at, last_try_at, tries";

    // What another batch tries just now is left to it.
    private static readonly Sql Retryable = Sql.PerEngine(
        sqlite:
        $"SELECT {Columns} FROM replication_quarantine WHERE reason <> 'restored_conflict' ORDER BY last_try_at, tries, entity_id LIMIT @count",
        sqlServer:
        $"""
        SELECT {Columns} FROM dbo.replication_quarantine WITH (UPDLOCK, ROWLOCK, READPAST) WHERE reason <> 'restored_conflict'
        ORDER BY last_try_at, tries, entity_id OFFSET 0 ROWS FETCH NEXT @count ROWS ONLY
        """,
        postgreSql:
        $"""
        SELECT {Columns} FROM replication_quarantine WHERE reason <> 'restored_conflict'
        ORDER BY last_try_at, tries, entity_id LIMIT @count FOR UPDATE SKIP LOCKED
        """);

    private static readonly Sql After = Sql.Portable(
        """
        SELECT q.channel, q.entity, q.entity_id, q.entity_version, q.batch_number, q.reason, q.detail, q.first_seen_at, q.last_try_at, q.tries
        FROM dbo.replication_quarantine AS q
        WHERE q.first_seen_at > @FirstSeenAt OR (q.first_seen_at = @FirstSeenAt AND (q.entity_id > @EntityId OR (q.entity_id = @EntityId
              AND (q.channel > @channel OR (q.channel = @channel AND q.entity > @entity)))))
        ORDER BY q.first_seen_at, q.entity_id, q.channel, q.entity {limit @count}
        """);

    private static readonly Sql OfId = ReplicationTables.Quarantine.Select("WHERE entity_id = @id ORDER BY channel, entity");

    private static readonly Sql Remove = Sql.Portable(
        """
        DELETE FROM dbo.replication_quarantine
        WHERE channel = @channel AND entity = @entity AND entity_id IN {ids @ids} AND reason <> 'restored_conflict'
        """);

    private static readonly Sql Discard = Sql.Portable("DELETE FROM dbo.replication_quarantine WHERE entity_id = @id");

    private static readonly Sql Counts = Sql.Portable(
        "SELECT q.channel, q.reason, COUNT(*) AS aggregates FROM dbo.replication_quarantine AS q GROUP BY q.channel, q.reason");

    private static readonly Sql Tried = Sql.Portable(
        """
        UPDATE dbo.replication_quarantine SET reason = @reason, detail = @detail, last_try_at = @now, tries = tries + 1
        WHERE channel = @channel AND entity = @entity AND entity_id = @id
        """);

    /// <summary>
    /// What may be applied once something else has arrived, what was tried longest ago first; held until the unit of work ends.
    /// </summary>
    public Task<IReadOnlyList<QuarantineRow>> RetryableAsync(int count, CancellationToken cancel) =>
        session.QueryAsync<QuarantineRow>(Retryable, new { count }, cancel);

    /// <summary>What waits, the oldest first, without its rows.</summary>
    public Task<IReadOnlyList<QuarantineLine>> ListAsync(QuarantineKey after, int count, CancellationToken cancel) => session.QueryAsync<QuarantineLine>(
        After,
        new { after.FirstSeenAt, after.EntityId, channel = Ansi.Code(after.Channel), entity = Ansi.Code(after.Entity), count },
        cancel);

    /// <summary>What waits of the aggregate with this key, whatever its kind and channel.</summary>
    public Task<IReadOnlyList<QuarantineRow>> FindAsync(long id, CancellationToken cancel) =>
        session.QueryAsync<QuarantineRow>(OfId, new { id }, cancel);

    public Task<IReadOnlyList<QuarantineCount>> CountsAsync(CancellationToken cancel) =>
        session.QueryAsync<QuarantineCount>(Counts, null, cancel);

    /// <summary>An operator has looked, and it is not wanted.</summary>
    /// <returns>How many entries there were.</returns>
    public Task<int> DiscardAsync(long id, CancellationToken cancel) => session.ExecuteAsync(Discard, new { id }, cancel);

    /// <summary>What waited for something and has been applied, or is older than what is here.</summary>
    public Task RemoveAsync(Channel channel, ReplicatedEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        session.ExecuteAsync(
            Remove, new { channel = Ansi.Code(channel.ToString()), entity = Ansi.Code(entity.Name), ids = JsonList.Of(ids) },
            cancel);

    /// <summary>In place of an older version of the same aggregate that waits there.</summary>
    public async Task KeepAsync(QuarantineRow row, CancellationToken cancel)
    {
        if (await session.ExecuteAsync(ReplicationTables.Quarantine.Update, row, cancel) == 0)
            await session.InsertAsync(ReplicationTables.Quarantine, row, cancel);
    }

    /// <summary>What waits there was tried again, and cannot be applied yet.</summary>
    public Task TriedAsync(Channel channel, ReplicatedEntity entity, SetAside aside, DateTimeOffset now, CancellationToken cancel) => session.ExecuteAsync(
        Tried,
        new
        {
            channel = Ansi.Code(channel.ToString()), entity = Ansi.Code(entity.Name),
            id = aside.Aggregate.Id, reason = Ansi.Code(aside.Reason), detail = aside.Detail, now,
        },
        cancel);
}

/// <summary>Where in the list of what waits.</summary>
public sealed record QuarantineKey(DateTimeOffset FirstSeenAt, long EntityId, string Channel, string Entity)
{
    public static readonly QuarantineKey First = new(DateTimeOffset.MinValue, 0, "", "");
}

/// <summary>An aggregate that waits, without its rows: nothing of a person is in it but the key.</summary>
public sealed record QuarantineLine
{
    public string Channel { get; init; } = "";
    public string Entity { get; init; } = "";
    public long EntityId { get; init; }
    public int EntityVersion { get; init; }
    public long BatchNumber { get; init; }

    /// <inheritdoc cref="QuarantineRow.Reason"/>
    public string Reason { get; init; } = "";
    public string? Detail { get; init; }
    public DateTimeOffset FirstSeenAt { get; init; }
    public DateTimeOffset LastTryAt { get; init; }
    public int Tries { get; init; }
}

/// <summary>How many aggregates of a channel wait in quarantine for a reason.</summary>
public sealed record QuarantineCount
{
    public string Channel { get; init; } = "";
    public string Reason { get; init; } = "";
    public int Aggregates { get; init; }
}
