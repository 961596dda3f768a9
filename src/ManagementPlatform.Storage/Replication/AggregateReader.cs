using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>Keys after the one, up to the other.</summary>
public readonly record struct KeyRange(long After, long To)
{
    private const int Many = 1_000, Sparse = 8;

    public static KeyRange From(long after) => new(after, long.MaxValue);

    /// <summary>
    /// The range of many keys that lie beside each other, as those of a snapshot do: where they arrive nothing lies between, and one
    /// look finds that. Null when they are few or far apart; no bundle makes a center read a whole table.
    /// </summary>
    internal static KeyRange? OfNeighbours(IReadOnlyCollection<long> keys)
    {
        if (keys.Count < Many || keys.Min() is not (> 0 and var first))
            return null;
        var last = keys.Max();
        return (last - first) / keys.Count < Sparse ? new KeyRange(first - 1, last) : null;
    }

    public KeyRange Within(long first, long last) => new(Math.Max(After, first - 1), Math.Min(To, last));
}

/// <summary>Aggregates as they stand, for bundles and for those who compare.</summary>
public sealed class AggregateReader(DbSession session)
{
    /// <summary>Version and home of the aggregates that exist.</summary>
    public async Task<IReadOnlyDictionary<long, AggregateState>> StatesAsync(
        ReplicatedEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var wanted = ids.ToHashSet();
        var rows = KeyRange.OfNeighbours(ids) is { } range
            ? await session.QueryAsync<StateRow>(entity.StatesInRange, new { after = range.After, to = range.To }, cancel)
            : await session.QueryAsync<StateRow>(entity.States, new { ids = JsonList.Of(ids) }, cancel);
        return rows.Where(row => wanted.Contains(row.Id)).ToDictionary(
            row => row.Id, row => new AggregateState((int)row.Version, row.Home ?? KeyMaker.Of(row.Id) ?? Channel.Nation));
    }

    /// <summary>Those of the aggregates that rows of others can refer to.</summary>
    public async Task<IReadOnlySet<long>> HereAsync(
        ReplicatedEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        (await session.QueryAsync<long>(entity.Referred.ReadKeys, new { ids = JsonList.Of(ids) }, cancel)).ToHashSet();

    /// <summary>The rows of a table that belong to the aggregates, in the order of their keys.</summary>
    public IAsyncEnumerable<object?[]> RowsAsync(
        ReplicatedTable table, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        session.RowsAsync(table.Read, new { ids = JsonList.Of(ids) }, table.Columns, cancel);

    /// <summary>The same where most of a range is wanted: the range is read, and what is not wanted left out.</summary>
    public IAsyncEnumerable<object?[]> RowsAsync(
        ReplicatedTable table, IReadOnlySet<long> ids, KeyRange range, CancellationToken cancel) =>
        table.KeyIndex < 0
            ? RowsAsync(table, ids, cancel)
            : session.RowsAsync(table.ReadRange, new { after = range.After, to = range.To }, table.Columns, cancel)
                .Where(row => ids.Contains(table.AggregateOf(row)));

    /// <summary>The next keys of the aggregates that a center is home of.</summary>
    public async Task<IReadOnlyList<long>> NextAsync(
        ReplicatedEntity entity, string home, KeyRange range, int count, CancellationToken cancel)
    {
        if (entity.Next is not { } next)
            return [];
        if (entity.KeysTellHome)
            range = range.Within(KeyMaker.First(home), KeyMaker.First(home) + KeyMaker.CenterFactor - 1);
        return await session.QueryAsync<long>(
            next, new { after = range.After, to = range.To, home = Ansi.Code(home), count }, cancel);
    }

    /// <summary>
    /// The next keys of the aggregates that another center than this one is home of, for a province that joins; a whole table is
    /// key 0.
    /// </summary>
    public async Task<IReadOnlyList<long>> NextOfOthersAsync(
        ReplicatedEntity entity, string center, KeyRange range, int count, CancellationToken cancel) =>
        entity.NextOfOthers is { } next ? await session.QueryAsync<long>(
            next, new { after = range.After, to = range.To, home = Ansi.Code(center), count }, cancel)
        : entity.IsWhole && range.After < 0 ? [0]
        : [];

    /// <summary>What the aggregates refer to and a province may not have, by kind.</summary>
    public async Task<IReadOnlyList<(ReplicatedEntity Entity, IReadOnlyList<long> Ids)>> NeedsAsync(
        ReplicatedEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var needs = new List<(ReplicatedEntity, IReadOnlyList<long>)>();
        foreach (var (parent, sql) in entity.Needs)
            needs.Add((ReplicaCatalogue.Of(parent), await session.QueryAsync<long>(sql, new { ids = JsonList.Of(ids) }, cancel)));
        return needs;
    }

    /// <summary>The centers that have a part in aggregates whose home they are not.</summary>
    public async Task<ILookup<long, string>> ConcernedAsync(
        ReplicatedEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        IReadOnlyList<ConcernedRow> rows = entity.Concerned is { } sql
            ? await session.QueryAsync<ConcernedRow>(sql, new { ids = JsonList.Of(ids) }, cancel)
            : [];
        return rows.ToLookup(row => row.Id, row => row.Center);
    }

    /// <summary>All of the reads inside see one moment.</summary>
    public async Task<T> AtOneMomentAsync<T>(Func<Task<T>> read, CancellationToken cancel)
    {
        await session.BeginReadAsync(cancel);
        try
        {
            var result = await read();
            await session.EndReadAsync(cancel);
            return result;
        }
        catch
        {
            await session.AbandonAsync();
            throw;
        }
    }

    private sealed record ConcernedRow
    {
        public long Id { get; init; }
        public string Center { get; init; } = "";
    }

    private sealed record StateRow
    {
        public long Id { get; init; }
        public long Version { get; init; }
        public string? Home { get; init; }
    }
}
