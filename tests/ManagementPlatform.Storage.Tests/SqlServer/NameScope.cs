namespace ManagementPlatform.Storage.Tests.SqlServer;

/// <summary>A column that a query gives or a table has, with its collation where that is known.</summary>
internal sealed record Column(string Name, string? Collation = null, bool IsBit = false);

/// <summary>What a FROM clause brings, by alias; names not found here may stand in the query around it.</summary>
internal sealed class NameScope(NameScope? outer)
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;
    private readonly Dictionary<string, IReadOnlyList<Column>> _sources = new(Names);

    public IEnumerable<Column> All => _sources.Values.SelectMany(columns => columns);

    public void Add(string alias, IReadOnlyList<Column> columns)
    {
        if (!_sources.TryAdd(alias, columns))
            throw new StatementFault($"the alias {alias} stands twice");
    }

    public IReadOnlyList<Column>? Source(string alias) => _sources.GetValueOrDefault(alias) ?? outer?.Source(alias);

    public Column Find(string name)
    {
        var found = All.Where(c => Names.Equals(c.Name, name)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => outer?.Find(name) ?? throw new StatementFault($"there is no column {name}"),
            _ => throw new StatementFault($"the column {name} stands in more than one table"),
        };
    }

    public Column Find(string alias, string name)
    {
        var source = Source(alias) ?? throw new StatementFault($"there is no table or alias {alias}");
        return source.FirstOrDefault(c => Names.Equals(c.Name, name))
            ?? throw new StatementFault($"{alias} has no column {name}");
    }
}

/// <summary>SQL Server would refuse the statement, or Babelfish would.</summary>
internal sealed class StatementFault(string message) : Exception(message);
