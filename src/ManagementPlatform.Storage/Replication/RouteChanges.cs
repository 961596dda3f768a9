using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// The nation's own changes find their way to the provinces: a line without destination becomes one for each province that it
/// concerns, in one transaction. Like a batch it takes committed lines that nobody else holds, in the order of their index
/// (<see cref="ChangeClaims"/>).
/// </summary>
public sealed class RouteChanges(DbSession session, ChangeRoutes routes, ICurrentCenter center)
{
    private const int AtOnce = 2_000;

    private static readonly Sql Take = Sql.PerEngine(
        sqlite:
        """
        DELETE FROM change_log WHERE change_id IN
            (SELECT change_id FROM change_log WHERE batch_number IS NULL AND destination IS NULL ORDER BY destination, change_id LIMIT @count)
        RETURNING entity, entity_id, entity_version, operation, origin
        """,
        sqlServer:
        """
        DELETE c OUTPUT deleted.entity, deleted.entity_id, deleted.entity_version, deleted.operation, deleted.origin
        FROM dbo.change_log AS c WITH (ROWLOCK, READPAST) WHERE c.change_id IN
            (SELECT TOP (@count) w.change_id FROM dbo.change_log AS w WITH (UPDLOCK, ROWLOCK, READPAST)
             WHERE w.batch_number IS NULL AND w.destination IS NULL ORDER BY w.destination, w.change_id)
            AND c.batch_number IS NULL
        """,
        postgreSql:
        """
        DELETE FROM change_log WHERE ctid = ANY (ARRAY
            (SELECT ctid FROM change_log WHERE batch_number IS NULL AND destination IS NULL ORDER BY destination, change_id LIMIT @count
             FOR UPDATE SKIP LOCKED))
        RETURNING entity, entity_id, entity_version, operation, origin
        """);

    private static readonly Sql Waiting = Sql.Portable(
        """
        SELECT c.change_id FROM dbo.change_log AS c WHERE c.batch_number IS NULL AND c.destination IS NULL
        ORDER BY c.destination, c.change_id {limit @count}
        """);

    /// <summary>This is the nation, and there is something to route.</summary>
    public async Task<bool> IsWaitingAsync(CancellationToken cancel) =>
        (await center.GetAsync(cancel)).CenterCode == Channel.Nation
        && await session.FirstOrDefaultAsync<long?>(Waiting, new { count = 1 }, cancel) is not null;

    /// <returns>How many lines were on their way.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if ((await center.GetAsync(cancel)).CenterCode != Channel.Nation)
            return 0;
        for (var total = 0; ;)
        {
            var taken = await session.InTransactionAsync(() => RouteSomeAsync(cancel), cancel);
            total += taken;
            if (taken < AtOnce)
                return total;
        }
    }

    private async Task<int> RouteSomeAsync(CancellationToken cancel)
    {
        var lines = await session.QueryAsync<Line>(Take, new { count = AtOnce }, cancel);
        var passed =
            from line in lines
            let entity = ReplicaCatalogue.Find(line.Entity)
            where entity is { GoesDown: true }
            group line by (entity, line.EntityId, line.Operation, line.Origin) into same
            select new PassedOn(
                same.Key.entity, same.Key.EntityId, same.Max(line => line.EntityVersion), same.Key.Operation, same.Key.Origin);
        await routes.RouteAsync([.. passed], cancel);
        return lines.Count;
    }

    private sealed record Line
    {
        public string Entity { get; init; } = "";
        public long EntityId { get; init; }
        public int EntityVersion { get; init; }
        public string Operation { get; init; } = "";
        public string? Origin { get; init; }
    }
}
