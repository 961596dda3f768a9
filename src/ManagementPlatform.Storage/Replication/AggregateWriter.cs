using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>Aggregates of one kind that have arrived with their rows.</summary>
/// <param name="Rows">By table; only of aggregates that stand in <paramref name="Aggregates"/>.</param>
public sealed record ArrivedEntity(
    ReplicatedEntity Entity, IReadOnlyList<ArrivedAggregate> Aggregates,
    IReadOnlyDictionary<ReplicatedTable, IReadOnlyList<ArrivedRow>> Rows)
{
    public ArrivedEntity And(ArrivedEntity more) => new(
        Entity,
        [.. Aggregates, .. more.Aggregates],
        Rows.Keys.Union(more.Rows.Keys).ToDictionary(
            table => table, table => (IReadOnlyList<ArrivedRow>)[.. Rows.GetValueOrDefault(table, []), .. more.Rows.GetValueOrDefault(table, [])]));

    /// <summary>Some of the aggregates with their rows, and the rows that several share.</summary>
    public ArrivedEntity Only(IReadOnlyList<ArrivedAggregate> some)
    {
        var ids = some.Select(a => a.Id).ToHashSet();
        return this with
        {
            Aggregates = some,
            Rows = Rows.ToDictionary(
                table => table.Key,
                table => table.Key.KeyIndex < 0 ? table.Value : (IReadOnlyList<ArrivedRow>)[.. table.Value.Where(row => ids.Contains(table.Key.AggregateOf(row)))]),
        };
    }
}

/// <summary>What became of them.</summary>
public sealed record AppliedEntity(
    ReplicatedEntity Entity, IReadOnlyList<ArrivedAggregate> Applied,
    IReadOnlyList<ArrivedAggregate> Older, IReadOnlyList<SetAside> SetAside)
{
    /// <summary>What was written here after a restore and had to make room for what the other center has acknowledged.</summary>
    public ArrivedEntity? Displaced { get; init; }

    /// <summary>How many of those that were applied were here before.</summary>
    public int Replaced { get; init; }

    public AppliedEntity And(AppliedEntity more) =>
        new(Entity, [.. Applied, .. more.Applied], [.. Older, .. more.Older], [.. SetAside, .. more.SetAside])
        {
            Replaced = Replaced + more.Replaced,
            Displaced = Displaced is { } here && more.Displaced is { } there ? here.And(there) : Displaced ?? more.Displaced,
        };
}

/// <summary>An aggregate that was not applied, and why.</summary>
public sealed record SetAside(ArrivedAggregate Aggregate, string Reason, string? Detail);

/// <summary>
/// Puts rows that have arrived in the place of those that are here, set by set. Inside a unit of work; who may write what is
/// <see cref="AggregateRules"/>'s to say.
/// </summary>
public sealed class AggregateWriter(DbSession session, AggregateReader reader, ClaimWriter claims, RestoredWrites restored)
{
    public async Task<AppliedEntity> ApplyAsync(ArrivedEntity arrived, Arrival arrival, CancellationToken cancel)
    {
        var entity = arrived.Entity;
        var ids = arrived.Aggregates.Select(a => a.Id).ToList();
        var states = await reader.StatesAsync(entity, ids, cancel);
        var displaced = arrival.IsReplay ? await restored.DisplacedAsync(arrived, states, cancel) : null;
        var making = displaced?.Aggregates.Select(a => a.Id).ToHashSet() ?? [];
        var verdicts = arrived.Aggregates.ToLookup(
            a => making.Contains(a.Id) ? AggregateVerdict.Apply : Judge(entity, a, states, arrival));
        List<SetAside> aside = [.. verdicts[AggregateVerdict.Foreign].Select(a => new SetAside(a, QuarantineRow.Foreign, null))];
        var winners = verdicts[AggregateVerdict.Apply].ToList();
        var orphans = await OrphansAsync(arrived, winners, cancel);
        aside.AddRange(winners.Where(a => orphans.ContainsKey(a.Id)).Select(a => new SetAside(a, QuarantineRow.ParentMissing, orphans[a.Id])));
        winners.RemoveAll(a => orphans.ContainsKey(a.Id));
        var older = verdicts[AggregateVerdict.Older].ToList();
        var forged = await ForgedAsync(arrived, [.. winners, .. older], arrival, cancel);
        aside.AddRange(
            winners.Concat(older).Where(a => forged.Contains(a.Id)).Select(a => new SetAside(a, QuarantineRow.Foreign, null)));
        winners.RemoveAll(a => forged.Contains(a.Id));
        older.RemoveAll(a => forged.Contains(a.Id));
        await WriteAsync(arrived, winners, older, states, arrival, cancel);
        if (displaced is not null)
            displaced = displaced.Only([.. displaced.Aggregates.Where(a => !orphans.ContainsKey(a.Id))]);
        if (arrival.IsReplay)
            await restored.DropLinesAsync(entity, winners, cancel);
        return new AppliedEntity(entity, winners, older, aside) { Displaced = displaced, Replaced = winners.Count(a => states.ContainsKey(a.Id)) };
    }

    // Where several write rows of an aggregate, a lower version is not wrong: the others' rows have not arrived at the sender.
    private static AggregateVerdict Judge(
        ReplicatedEntity entity, ArrivedAggregate arrived, IReadOnlyDictionary<long, AggregateState> states, Arrival arrival)
    {
        var local = states.GetValueOrDefault(arrived.Id);
        return entity.HasUnions && arrived.Operation == ReplicatedOperation.Repair && arrived.Version < local?.Version
            ? AggregateVerdict.Older
            : AggregateRules.Judge(arrival.Here, arrival.From, local, arrived, arrival.IsReplay);
    }

    private async Task WriteAsync(
        ArrivedEntity arrived, List<ArrivedAggregate> winners, List<ArrivedAggregate> older,
        IReadOnlyDictionary<long, AggregateState> states, Arrival arrival, CancellationToken cancel)
    {
        var written = winners.Where(a => a.Operation != ReplicatedOperation.Delete).Select(a => a.Id).ToHashSet();
        var known = winners.Where(a => states.ContainsKey(a.Id)).Select(a => a.Id).ToHashSet();
        var gone = winners.Where(a => a.Operation == ReplicatedOperation.Delete && known.Contains(a.Id))
            .Select(a => a.Id).ToHashSet();
        var hasClaims = arrived.Entity.Tables.Any(t => t.Merge == Merge.Claim) && known.Count > 0;
        if (hasClaims)
            await claims.ForgetAsync(known, cancel);

        // Claims go first: they are found by what the other rows say.
        foreach (var table in arrived.Entity.Tables.Reverse().OrderByDescending(t => t.Merge == Merge.Claim))
        {
            var cleared = table.KeyIsCode ? [.. known, .. written] : table.Merge is Merge.Replace or Merge.Claim ? known : gone;
            if (cleared.Count > 0 && table.KeyIndex >= 0)
                await session.ExecuteAsync(table.Delete, new { ids = JsonList.Of(cleared) }, cancel);
        }

        foreach (var park in arrived.Entity.Tables.Select(t => t.Park).OfType<Sql>().Where(_ => known.Count > 0))
            await session.ExecuteAsync(park, new { ids = JsonList.Of(known) }, cancel);
        var added = older.Select(a => a.Id).Concat(written).ToHashSet();
        foreach (var table in arrived.Entity.Tables)
        {
            var of = table.Merge == Merge.Append ? added : written;
            var rows = arrived.Rows.GetValueOrDefault(table, [])
                .Where(row => table.KeyIndex < 0 || of.Contains(table.AggregateOf(row))).ToList();
            if (rows.Count > 0)
                await WriteAsync(table, rows, known, arrival, cancel);
        }

        if (hasClaims)
            await claims.PassOnAsync(known, cancel);
    }

    private async Task WriteAsync(
        ReplicatedTable table, List<ArrivedRow> rows, HashSet<long> known, Arrival arrival, CancellationToken cancel)
    {
        switch (table.Merge)
        {
            case Merge.Replace:
                await InsertAsync(table, rows, known, cancel);
                break;
            case Merge.Claim:
                await claims.TakeAsync(table, rows, arrival, cancel);
                break;
            default:
                var here = await KeysHereAsync(
                    table, rows, table.Merge == Merge.Append || table.KeyIndex < 0 ? null : known, cancel);
                var fresh = ParentsFirst(table, [.. rows.Where(row => !here.Contains(KeyOf(row, table.PrimaryKey)))]);
                if (fresh.Count > 0)
                    await InsertAsync(table, fresh, known, cancel);
                if (table is { Merge: Merge.Overwrite, Write: { } write })
                {
                    foreach (var row in rows.Where(row => here.Contains(KeyOf(row, table.PrimaryKey))))
                        await session.ExecuteAsync(write, table.Columns, row, cancel);
                }

                break;
        }
    }

    private Task<long> InsertAsync(ReplicatedTable table, List<ArrivedRow> rows, HashSet<long> known, CancellationToken cancel) =>
        table.ParentsAreSeen && known.Count == 0
            ? session.BulkInsertSeenAsync(table.Rows, rows, cancel)
            : session.BulkInsertAsync(table.Rows, rows, cancel);

    /// <param name="among">Only these aggregates can have rows here; null when any can.</param>
    private async Task<HashSet<string>> KeysHereAsync(
        ReplicatedTable table, List<ArrivedRow> rows, HashSet<long>? among, CancellationToken cancel)
    {
        var ids = rows.Select(table.AggregateOf).Where(id => among is null || among.Contains(id)).Distinct().ToList();
        if (ids.Count == 0)
            return [];
        var keys = table.PrimaryKey.Select(i => table.Columns[i]).ToList();
        var first = rows.Select(row => row[table.PrimaryKey[0]] as string ?? "").Distinct();
        var here = new HashSet<string>(StringComparer.Ordinal);
        var parameters = new { ids = JsonList.Of(ids), keys = JsonList.Of(first) };
        await foreach (var key in session.RowsAsync(table.ReadKeys, parameters, keys, cancel))
            here.Add(KeyOf(key, [.. Enumerable.Range(0, key.Length)]));
        return here;
    }

    // Of rows with a writer each a province brings its own, and those of others only when they are here already.
    private async Task<HashSet<long>> ForgedAsync(
        ArrivedEntity arrived, List<ArrivedAggregate> among, Arrival arrival, CancellationToken cancel)
    {
        var forged = new HashSet<long>();
        if (arrival.IsReplay || arrival.From == Channel.Nation)
            return forged;
        var wanted = among.Select(a => a.Id).ToHashSet();
        foreach (var table in arrived.Entity.Tables.Where(t => t is { Merge: Merge.Append, KeyIndex: >= 0 }))
        {
            var others = arrived.Rows.GetValueOrDefault(table, [])
                .Where(row => wanted.Contains(table.AggregateOf(row)) && table.WriterOf(row) != arrival.From).ToList();
            var here = others.Count == 0 ? [] : await KeysHereAsync(table, others, null, cancel);
            forged.UnionWith(others.Where(row => !here.Contains(KeyOf(row, table.PrimaryKey))).Select(table.AggregateOf));
        }

        return forged;
    }

    // Which of the winners refer to something that is not here.
    private async Task<Dictionary<long, string>> OrphansAsync(
        ArrivedEntity arrived, List<ArrivedAggregate> winners, CancellationToken cancel)
    {
        var wanted = winners.Select(a => a.Id).ToHashSet();
        var orphans = new Dictionary<long, string>();
        foreach (var table in arrived.Entity.Tables)
        {
            foreach (var (column, parent) in table.Parents)
            {
                var rows = arrived.Rows.GetValueOrDefault(table, [])
                    .Where(row => !row.IsEmpty(column) && wanted.Contains(table.AggregateOf(row))).ToList();
                var parents = rows.Select(row => row.Number(column)).Distinct().ToList();
                var here = parents.Count == 0 ? null : await reader.HereAsync(ReplicaCatalogue.Of(parent), parents, cancel);
                foreach (var row in rows.Where(row => !here!.Contains(row.Number(column)) && !(arrived.Entity.Entity == parent && wanted.Contains(row.Number(column)))))
                    orphans.TryAdd(table.AggregateOf(row), $"{ReplicaCatalogue.Of(parent).Name} {row[column]}");
            }
        }

        return orphans;
    }

    // Where rows refer to rows of the same table (bureaus), SQLite looks at each row as it comes.
    private static List<ArrivedRow> ParentsFirst(ReplicatedTable table, List<ArrivedRow> rows)
    {
        if (table.OwnParent is not { } column)
            return rows;
        var waiting = rows.ToDictionary(table.AggregateOf);
        var ordered = new List<ArrivedRow>(rows.Count);
        foreach (var row in rows)
            Add(row);
        return ordered;

        void Add(ArrivedRow row)
        {
            if (!waiting.Remove(table.AggregateOf(row)))
                return;
            if (row[column] is long parent && waiting.TryGetValue(parent, out var above))
                Add(above);
            ordered.Add(row);
        }
    }

    private static string KeyOf(ArrivedRow row, IReadOnlyList<int> columns) =>
        string.Join('\u001f', columns.Select(i => CellText.Of(row[i])));
}
