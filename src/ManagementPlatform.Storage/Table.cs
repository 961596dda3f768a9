using System.Linq.Expressions;
using System.Reflection;
using System.Text;

namespace ManagementPlatform.Storage;

/// <summary>A column: its name, the property that it is in the record, and the CLR type the driver sees.</summary>
public record Column(string Name, string Property, Type ProviderType);

/// <summary>A column and how to read it from a row.</summary>
public sealed record Column<T>(string Name, string Property, Type ProviderType, Func<T, object?> Read) : Column(
    Name, Property, ProviderType)
{
    /// <summary>
    /// The UTF-8 of a text where rows bring it with them: an engine that wants bytes needs no string. Null for other columns.
    /// </summary>
    public Func<T, ReadOnlyMemory<byte>?>? Utf8 { get; init; }
}

/// <summary>
/// A table and the record that is one row of it: column <c>birth_date</c> is property <c>BirthDate</c>. Gives the statements that
/// only repeat the column list, and the readers for bulk inserts, so that no store writes a column list by hand.
/// </summary>
public sealed class Table<T> : ITable
{
    private const string Version = "row_version";

    private readonly Sql? _update;

    public Table(string name, params string[] key)
        : this(name, key, [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is not null)
            .Select(p => new Column<T>(ColumnNames.Of(p.Name), p.Name, ColumnValues.ProviderType(p.PropertyType), Reader(p)))])
    {
    }

    /// <summary>A table whose rows are something else than a record of its own.</summary>
    internal Table(string name, IReadOnlyList<string> key, IReadOnlyList<Column<T>> columns)
    {
        Name = name;
        Key = key;
        Columns = columns;
        var names = Columns.Select(c => c.Name).ToArray();
        SelectList = string.Join(", ", names);
        Insert = Sql.Rendered(
            $"INSERT INTO dbo.{name} ({SelectList}) VALUES ({string.Join(", ", Columns.Select(c => "@" + c.Property))})");
        var match = string.Join(" AND ", Columns.Where(c => key.Contains(c.Name)).Select(c => $"{c.Name} = @{c.Property}"));
        var isVersioned = names.Contains(Version);
        var assignments = Columns.Where(c => !key.Contains(c.Name))
            .Select(c => c.Name == Version ? $"{Version} = {Version} + 1" : $"{c.Name} = @{c.Property}").ToArray();
        _update = assignments.Length == 0 ? null : Sql.Rendered($"UPDATE dbo.{name} SET {string.Join(", ", assignments)} WHERE {match}"
            + (isVersioned ? $" AND {Version} = @RowVersion" : string.Empty));
    }

    public string Name { get; }

    public IReadOnlyList<string> Key { get; }

    public IReadOnlyList<Column<T>> Columns { get; }

    IReadOnlyList<Column> ITable.Columns => Columns;

    /// <summary>The columns, comma-separated, for a SELECT of whole rows from this table alone.</summary>
    public string SelectList { get; }

    /// <summary>The columns of this table under an alias, for a SELECT over several.</summary>
    public string SelectListOf(string alias) => string.Join(", ", Columns.Select(c => $"{alias}.{c.Name}"));

    public Sql Insert { get; }

    /// <summary>
    /// Writes every column that is not in the key. With a row version: only over the version that was read, and moves it on.
    /// </summary>
    /// <exception cref="InvalidOperationException">All columns are in the key: nothing of a row can change.</exception>
    public Sql Update => _update ?? throw new InvalidOperationException($"Rows of {Name} are all key.");

    public IEnumerable<Sql> Statements => _update is null ? [Insert] : [Insert, _update];

    /// <summary>A SELECT of whole rows; <paramref name="rest"/> is constant text that starts with WHERE or ORDER BY.</summary>
    public Sql Select(string rest) => Sql.Rendered($"SELECT {SelectList} FROM dbo.{Name} {rest}");

    private static Func<T, object?> Reader(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(T));
        var value = Expression.Convert(Expression.Property(row, property), typeof(object));
        var read = Expression.Lambda<Func<T, object?>>(value, row).Compile();
        return ColumnValues.Unwrap(property.PropertyType) is { } unwrap ? r => read(r) is { } v ? unwrap(v) : null : read;
    }
}

/// <summary>What tests and bulk loaders need to know of any table.</summary>
public interface ITable : IStatements
{
    string Name { get; }

    /// <summary>The columns of the primary key.</summary>
    IReadOnlyList<string> Key { get; }

    IReadOnlyList<Column> Columns { get; }
}

/// <summary>Something that holds statements, which tests have to find to parse them.</summary>
public interface IStatements
{
    IEnumerable<Sql> Statements { get; }
}

internal static class ColumnNames
{
    /// <summary><c>BirthDate</c> → <c>birth_date</c>.</summary>
    public static string Of(string property)
    {
        var name = new StringBuilder(property.Length + 4);
        foreach (var c in property)
        {
            if (char.IsUpper(c) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }
}
