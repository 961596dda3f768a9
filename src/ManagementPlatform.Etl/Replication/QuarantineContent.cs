using System.Text.Encodings.Web;
using System.Text.Json;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>The rows of an aggregate that was set aside, as JSON: nothing that has arrived is lost because it could not be applied.</summary>
internal static class QuarantineContent
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static QuarantineRow Row(ArrivedEntity arrived, SetAside aside, Channel channel, long number, DateTimeOffset now)
    {
        var id = aside.Aggregate.Id;
        var tables = arrived.Rows.ToDictionary(
            table => table.Key.Name,
            table => table.Value.Where(row => table.Key.KeyIndex < 0 || table.Key.AggregateOf(row) == id).Select(row => row.Select(CellText.Of).ToArray()).ToArray());
        return new QuarantineRow
        {
            Channel = channel.ToString(),
            Entity = arrived.Entity.Name,
            EntityId = id,
            EntityVersion = aside.Aggregate.Version,
            BatchNumber = number,
            Reason = aside.Reason,
            Detail = aside.Detail,
            Content = JsonSerializer.Serialize(new Kept(aside.Aggregate.Home, aside.Aggregate.Operation, tables), Options),
            FirstSeenAt = now,
            LastTryAt = now,
            Tries = 1,
        };
    }

    public static ArrivedEntity Read(ReplicatedEntity entity, IEnumerable<QuarantineRow> rows)
    {
        var aggregates = new List<ArrivedAggregate>();
        var found = entity.Tables.ToDictionary(table => table, _ => new List<object?[]>());
        foreach (var row in rows)
        {
            var kept = JsonSerializer.Deserialize<Kept>(row.Content, Options)!;
            aggregates.Add(new ArrivedAggregate(row.EntityId, row.EntityVersion, kept.Home, kept.Operation));
            foreach (var table in entity.Tables)
                found[table].AddRange(kept.Tables.GetValueOrDefault(table.Name, []).Select(cells => Row(table, cells)));
        }

        return new ArrivedEntity(entity, aggregates, found.ToDictionary(t => t.Key, t => (IReadOnlyList<object?[]>)t.Value));
    }

    private static object?[] Row(ReplicatedTable table, string[] cells) =>
        [.. cells.Select((cell, i) => CellText.Parse(cell, table.Columns[i].ProviderType))];

    private sealed record Kept(string Home, string Operation, Dictionary<string, string[][]> Tables);
}
