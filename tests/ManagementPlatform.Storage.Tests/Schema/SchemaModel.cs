namespace ManagementPlatform.Storage.Tests.Schema;

/// <summary>A schema as the parity test compares it: by table name, in lower case as PostgreSQL keeps names.</summary>
internal sealed record SchemaModel(IReadOnlyDictionary<string, TableModel> Tables)
{
    public static SchemaModel Of(IEnumerable<TableModel> tables) => new(tables.ToDictionary(t => t.Name));

    /// <summary>One line a fact, so that a difference between two engines reads as a line that one of them lacks.</summary>
    public IReadOnlyList<string> Lines() => [.. Tables.Values.SelectMany(t => t.Lines()).Order(StringComparer.Ordinal)];
}

internal sealed record TableModel(string Name, IReadOnlyList<ColumnModel> Columns, IReadOnlyList<KeyModel> Keys)
{
    public ColumnModel? Column(string name) =>
        Columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<string> Lines() =>
    [
        $"{Name}: columns in order {string.Join(", ", Columns.Select(c => c.Name))}",
        .. Columns.Select(c => $"{Name}.{c.Name} {c.Kind}{(c.IsNullable ? " null" : " not null")}"),
        .. Keys.Select(k => $"{Name}: {k.Kind} {k.Name.ToLowerInvariant()} ({string.Join(", ", k.Columns)}){k.Rest}"),
    ];
}

/// <param name="Kind">What every engine can tell apart: integer, number, text, bytes. Finer types are an engine's own.</param>
/// <param name="Collation">SQL Server's; null elsewhere.</param>
/// <param name="HasDefault">The column may be left out of an INSERT.</param>
/// <param name="IsBit">SQL Server's type that has no sum and no greatest value.</param>
internal sealed record ColumnModel(
    string Name, string Kind, bool IsNullable, string? Collation = null, bool HasDefault = false, bool IsBit = false);

/// <param name="Kind">primary key, foreign key, unique index, index.</param>
/// <param name="Rest">Where a foreign key points, or the filter of an index.</param>
internal sealed record KeyModel(string Kind, string Name, IReadOnlyList<string> Columns, string Rest = "");
