using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// What was written in a center after it had been restored from a backup, and before it knew that others have what the backup did
/// not: where both have written the same aggregate, what was acknowledged stands, and the writing of this center makes room for
/// it without being lost.
/// </summary>
public sealed class RestoredWrites(DbSession session, AggregateReader reader, ICurrentCenter center)
{
    // The last write of a home names the next one.
    private static readonly Sql Unsent = Sql.Portable(
        """
        SELECT DISTINCT c.entity_id FROM dbo.change_log AS c
        WHERE c.batch_number IS NULL AND c.origin IS NULL AND c.entity = @entity
          AND (c.entity_id IN {ids @own} OR (c.operation = 'hand_over' AND c.entity_id IN {ids @others}))
        """);

    private static readonly Sql Drop = Sql.Portable(
        "DELETE FROM dbo.change_log WHERE batch_number IS NULL AND origin IS NULL AND entity = @entity AND entity_id IN {ids @ids}");

    // For other provinces it waits on; it only was not written after the restore.
    private static readonly Sql Mark = Sql.Portable(
        "UPDATE dbo.change_log SET origin = '00' WHERE batch_number IS NULL AND origin IS NULL AND entity = @entity AND entity_id IN {ids @ids}");

    /// <summary>
    /// The rows of this center that differ from an own batch which is taken back, though nobody has been sent them. What waited
    /// to be sent already when the backup was taken, and is what the batch has, does not count from then on: the next batch may
    /// have a newer version.
    /// </summary>
    /// <returns>Null when there are none.</returns>
    public async Task<ArrivedEntity?> DisplacedAsync(
        ArrivedEntity taken, IReadOnlyDictionary<long, AggregateState> states, CancellationToken cancel)
    {
        // Rows of several writers are added to each other: none makes room.
        var entity = taken.Entity;
        if (entity.HasUnions || entity.IsWhole || states.Count == 0)
            return null;
        var unsent = await UnsentAsync(entity, states, cancel);
        if (unsent.Count == 0)
            return null;
        var here = await RowsAsync(entity, unsent, states, cancel);
        var differing = here.Aggregates.Where(a => Text(here, a.Id) != Text(taken, a.Id)).ToList();
        await SentAsync(entity, [.. unsent.Except(differing.Select(a => a.Id))], cancel);
        return differing.Count == 0 ? null : here.Only(differing);
    }

    /// <summary>What waits to be sent of aggregates that are as the other center has them needs not be sent.</summary>
    public async Task DropLinesAsync(
        ReplicatedEntity entity, IReadOnlyCollection<ArrivedAggregate> taken, CancellationToken cancel)
    {
        if (!entity.HasUnions && taken.Count > 0)
            await session.ExecuteAsync(
                Drop, new { entity = Ansi.Code(entity.Name), ids = JsonList.Of(taken.Select(a => a.Id)) }, cancel);
    }

    private async Task SentAsync(ReplicatedEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return;
        var isNation = (await center.GetAsync(cancel)).CenterCode == Channel.Nation;
        await session.ExecuteAsync(
            isNation ? Mark : Drop, new { entity = Ansi.Code(entity.Name), ids = JsonList.Of(ids) }, cancel);
    }

    // What only passes through the nation it has not written, whoever waits for it.
    private async Task<HashSet<long>> UnsentAsync(
        ReplicatedEntity entity, IReadOnlyDictionary<long, AggregateState> states, CancellationToken cancel)
    {
        var here = (await center.GetAsync(cancel)).CenterCode;
        var (own, others) = (states.Where(s => s.Value.Home == here), states.Where(s => s.Value.Home != here && here != Channel.Nation));
        var values = new { entity = Ansi.Code(entity.Name), own = JsonList.Of(own.Select(s => s.Key)), others = JsonList.Of(others.Select(s => s.Key)) };
        return [.. await session.QueryAsync<long>(Unsent, values, cancel)];
    }

    private async Task<ArrivedEntity> RowsAsync(
        ReplicatedEntity entity, HashSet<long> ids, IReadOnlyDictionary<long, AggregateState> states, CancellationToken cancel)
    {
        var rows = new Dictionary<ReplicatedTable, IReadOnlyList<ArrivedRow>>();
        foreach (var table in entity.Tables.Where(t => t.KeyIndex >= 0))
            rows[table] = await reader.RowsAsync(table, ids, cancel).Select(row => (ArrivedRow)row).ToListAsync(cancel);
        return new ArrivedEntity(
            entity,
            [.. ids.Select(id => new ArrivedAggregate(id, states[id].Version, states[id].Home, ReplicatedOperation.Upsert))],
            rows);
    }

    private static string Text(ArrivedEntity of, long id) => string.Join('\n', of.Entity.Tables.Where(t => t.KeyIndex >= 0).SelectMany(
        table => of.Rows.GetValueOrDefault(table, []).Where(row => table.AggregateOf(row) == id)
            .Select(row => table.Name + '\u001f' + string.Join('\u001f', row.Select(CellText.Of)))));
}
