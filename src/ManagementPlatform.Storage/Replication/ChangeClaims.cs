using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>An aggregate that a batch carries.</summary>
/// <param name="Version">The newest that the change log names.</param>
public sealed record ChangedAggregate(string Entity, long EntityId, int Version, string Operation);

/// <summary>
/// Lines of the change log on their way into batches. A batch takes committed lines that no other has; never "the lines after the
/// last one", since a lower number may be committed later. The log keeps the lines of weeks: the order is that of the index of
/// those that wait, a range of one destination included, so that no planner walks through the others to them, and PostgreSQL
/// changes the rows where it has found them.
/// </summary>
public sealed class ChangeClaims(DbSession session)
{
    private static readonly Sql ClaimForNation = Sql.PerEngine(
        sqlite:
        """
        UPDATE change_log SET batch_number = @number, destination = @to WHERE change_id IN
            (SELECT change_id FROM change_log WHERE batch_number IS NULL AND destination IS NULL ORDER BY destination, change_id LIMIT @most)
        """,
        sqlServer:
        """
        UPDATE c SET batch_number = @number, destination = @to FROM dbo.change_log AS c WITH (ROWLOCK, READPAST) WHERE c.change_id IN
            (SELECT TOP (@most) w.change_id FROM dbo.change_log AS w WITH (UPDLOCK, ROWLOCK, READPAST)
             WHERE w.batch_number IS NULL AND w.destination IS NULL ORDER BY w.destination, w.change_id)
            AND c.batch_number IS NULL
        """,
        postgreSql:
        """
        UPDATE change_log SET batch_number = @number, destination = @to WHERE ctid = ANY (ARRAY
            (SELECT ctid FROM change_log WHERE batch_number IS NULL AND destination IS NULL ORDER BY destination, change_id LIMIT @most
             FOR UPDATE SKIP LOCKED))
        """);

    private static readonly Sql ClaimForProvince = Sql.PerEngine(
        sqlite:
        """
        UPDATE change_log SET batch_number = @number WHERE change_id IN
            (SELECT change_id FROM change_log WHERE batch_number IS NULL AND destination BETWEEN @to AND @to ORDER BY destination, change_id LIMIT @most)
        """,
        sqlServer:
        """
        UPDATE c SET batch_number = @number FROM dbo.change_log AS c WITH (ROWLOCK, READPAST) WHERE c.change_id IN
            (SELECT TOP (@most) w.change_id FROM dbo.change_log AS w WITH (UPDLOCK, ROWLOCK, READPAST)
             WHERE w.batch_number IS NULL AND w.destination BETWEEN @to AND @to ORDER BY w.destination, w.change_id)
            AND c.batch_number IS NULL
        """,
        postgreSql:
        """
        UPDATE change_log SET batch_number = @number WHERE ctid = ANY (ARRAY
            (SELECT ctid FROM change_log WHERE batch_number IS NULL AND destination BETWEEN @to AND @to ORDER BY destination, change_id LIMIT @most
             FOR UPDATE SKIP LOCKED))
        """);

    private static readonly Sql Claimed = Sql.Portable(
        """
        SELECT c.entity, c.entity_id, MAX(c.entity_version) AS version, c.operation FROM dbo.change_log AS c
        WHERE c.batch_number = @number AND c.destination = @to GROUP BY c.entity, c.entity_id, c.operation
        """);

    private static readonly Sql Count = Sql.Portable(
        "SELECT COUNT(*) FROM dbo.change_log AS c WHERE c.batch_number = @number AND c.destination = @to");

    // Back as it was before: a province's lines have no destination.
    private static readonly Sql ReleaseUp = Sql.Portable(
        "UPDATE dbo.change_log SET batch_number = NULL, destination = NULL WHERE batch_number > @number AND destination = '00'");

    private static readonly Sql ReleaseDown = Sql.Portable(
        "UPDATE dbo.change_log SET batch_number = NULL WHERE batch_number > @number AND destination = @to");

    /// <returns>How many lines the batch has.</returns>
    public Task<int> ClaimAsync(Channel channel, long number, int most, CancellationToken cancel) => session.ExecuteAsync(
        channel.To == Channel.Nation ? ClaimForNation : ClaimForProvince,
        new { number, to = Ansi.Code(channel.To), most }, cancel);

    /// <summary>What a batch carries, each aggregate once.</summary>
    public async Task<IReadOnlyList<ChangedAggregate>> ClaimedAsync(Channel channel, long number, CancellationToken cancel)
    {
        var lines = await session.QueryAsync<Line>(Claimed, new { number, to = Ansi.Code(channel.To) }, cancel);
        return [.. lines.GroupBy(line => (line.Entity, line.EntityId)).Select(group => new ChangedAggregate(
            group.Key.Entity, group.Key.EntityId, group.Max(line => line.Version),
            group.Select(line => line.Operation).MaxBy(Rank)!))];
    }

    /// <summary>How many lines a batch has.</summary>
    public Task<long> CountAsync(Channel channel, long number, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<long>(Count, new { number, to = Ansi.Code(channel.To) }, cancel);

    /// <summary>The lines of batches above the number wait again.</summary>
    public Task ReleaseAsync(Channel channel, long number, CancellationToken cancel) => session.ExecuteAsync(
        channel.To == Channel.Nation ? ReleaseUp : ReleaseDown, new { number, to = Ansi.Code(channel.To) }, cancel);

    private static int Rank(string operation) => operation switch
    {
        ReplicatedOperation.HandOver => 3,
        ReplicatedOperation.Repair => 2,
        ReplicatedOperation.Delete => 1,
        _ => 0,
    };

    private sealed record Line
    {
        public string Entity { get; init; } = "";
        public long EntityId { get; init; }
        public int Version { get; init; }
        public string Operation { get; init; } = "";
    }
}
