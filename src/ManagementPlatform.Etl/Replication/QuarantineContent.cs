using System.Text.Encodings.Web;
using System.Text.Json;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// The rows of an aggregate that was set aside, as JSON: nothing that has arrived is lost because it could not be applied.
/// </summary>
internal static class QuarantineContent
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<QuarantineRow> Rows(
        ArrivedEntity arrived, IReadOnlyCollection<SetAside> aside, Channel channel, long number, DateTimeOffset now)
    {
        if (aside.Count == 0)
            yield break;
        var rows = arrived.Rows.Where(table => table.Key.KeyIndex >= 0 || arrived.Entity.IsWhole)
            .ToDictionary(table => table.Key, table => table.Value.ToLookup(table.Key.AggregateOf));
        foreach (var one in aside)
        {
            var tables = rows.ToDictionary(
                table => table.Key.Name, table => table.Value[one.Aggregate.Id].Select(Cells).ToArray());
            foreach (var (table, shared) in arrived.Rows.Where(table => !rows.ContainsKey(table.Key)))
                tables[table.Name] = Mentioned(table, shared, tables);
            yield return Row(arrived.Entity, one, tables, channel, number, now);
        }
    }

    public static ArrivedEntity Read(ReplicatedEntity entity, IEnumerable<QuarantineRow> rows)
    {
        var aggregates = new List<ArrivedAggregate>();
        var found = entity.Tables.ToDictionary(table => table, _ => new List<ArrivedRow>());
        foreach (var row in rows)
        {
            var kept = JsonSerializer.Deserialize<Kept>(row.Content, Options)!;
            aggregates.Add(new ArrivedAggregate(row.EntityId, row.EntityVersion, kept.Home, kept.Operation));
            foreach (var table in entity.Tables)
                found[table].AddRange(kept.Tables.GetValueOrDefault(table.Name, []).Select(cells => Values(table, cells)));
        }

        return new ArrivedEntity(
            entity,
            aggregates,
            found.ToDictionary(t => t.Key, t => (IReadOnlyList<ArrivedRow>)(t.Key.KeyIndex >= 0 ? t.Value : [.. t.Value.DistinctBy(row => KeyOf(t.Key, row))])));
    }

    private static QuarantineRow Row(
        ReplicatedEntity entity, SetAside aside, Dictionary<string, string[][]> tables, Channel channel,
        long number, DateTimeOffset now) => new()
    {
        Channel = channel.ToString(),
        Entity = entity.Name,
        EntityId = aside.Aggregate.Id,
        EntityVersion = aside.Aggregate.Version,
        BatchNumber = number,
        Reason = aside.Reason,
        Detail = aside.Detail,
        Content = JsonSerializer.Serialize(new Kept(aside.Aggregate.Home, aside.Aggregate.Operation, tables), Options),
        FirstSeenAt = now,
        LastTryAt = now,
        Tries = 1,
    };

    // Of rows that aggregates share, those whose key stands in a row of this one.
    private static string[][] Mentioned(
        ReplicatedTable table, IReadOnlyList<ArrivedRow> shared, Dictionary<string, string[][]> own)
    {
        var cells = own.Values.SelectMany(rows => rows).SelectMany(row => row).ToHashSet(StringComparer.Ordinal);
        return [.. shared.Select(Cells).Where(row => table.PrimaryKey.All(key => cells.Contains(row[key])))];
    }

    private static string[] Cells(ArrivedRow row) => [.. row.Select(CellText.Of)];

    private static ArrivedRow Values(ReplicatedTable table, string[] cells) =>
        cells.Select((cell, i) => CellText.Parse(cell, table.Columns[i].ProviderType)).ToArray();

    private static string KeyOf(ReplicatedTable table, ArrivedRow row) =>
        string.Join('\u001f', table.PrimaryKey.Select(i => CellText.Of(row[i])));

    private sealed record Kept(string Home, string Operation, Dictionary<string, string[][]> Tables);
}
