using System.Text.RegularExpressions;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Storage.Replication;

/// <summary>How the rows of a table that arrive meet those that are here.</summary>
public enum Merge
{
    /// <summary>By primary key: written over the one that is here, or added. Nothing is taken away.</summary>
    Overwrite,

    /// <summary>All rows of the aggregate take the place of all that are here.</summary>
    Replace,

    /// <summary>
    /// Rows that never change, of several writers: what is not here is added, whatever the version of the aggregate.
    /// </summary>
    Append,

    /// <summary>Values that only one pupil can hold: those that are free are taken, the others are contested.</summary>
    Claim,
}

/// <summary>A column that refers to another aggregate, which has to be here first.</summary>
public sealed record ParentColumn(string Column, Entity Parent);

/// <summary>A table of an aggregate and the statements that replication sends for it, made from its columns.</summary>
public sealed partial class ReplicatedTable
{
    private readonly int _writer;

    /// <param name="key">
    /// The column that bears the aggregate's key, as a number, or as a code of six digits of which the first two are meant; null
    /// when the aggregate is the whole table.
    /// </param>
    /// <param name="filter">Which rows of the table are meant, where not all are.</param>
    public ReplicatedTable(ITable table, string? key, Merge merge, string? filter, params ParentColumn[] parents)
    {
        Name = table.Name;
        Merge = merge;
        Columns = table.Columns;
        Key = table.Key;
        Rows = new Table<ArrivedRow>(
            table.Name, table.Key,
            [.. table.Columns.Select((c, i) => new Column<ArrivedRow>(c.Name, c.Property, c.ProviderType, row => row[i])
            { Utf8 = c.ProviderType == typeof(string) ? row => row.Text(i) : null })]);
        KeyIndex = key is null ? -1 : IndexOf(key);
        PrimaryKey = [.. table.Key.Select(IndexOf)];
        HomeIndex = Columns.Any(c => c.Name == "home_center") ? IndexOf("home_center") : null;
        VersionIndex = Columns.Any(c => c.Name == "row_version") ? IndexOf("row_version") : null;
        _writer = Columns.Any(c => c.Name == "center") ? IndexOf("center") : -1;
        Parents = [.. parents.Select(p => (IndexOf(p.Column), p.Parent))];
        KeyIsCode = KeyIndex >= 0 && Columns[KeyIndex].ProviderType == typeof(string);
        var number = KeyIsCode ? $"CAST(SUBSTRING({key}, 1, 2) AS bigint)" : key;
        var where = (key, filter) switch
        {
            (null, null) => "",
            (null, _) => $" WHERE {filter}",
            _ => $" WHERE {number} IN {{ids @ids}}" + (filter is null ? "" : $" AND {filter}"),
        };
        var order = string.Join(", ", (key is null ? [] : new[] { key }).Concat(table.Key).Distinct());
        Read = Rows.Select($"{where.TrimStart()} ORDER BY {order}".TrimStart());
        ReadRange = Rows.Select($"{InRange(where).TrimStart()} ORDER BY {order}".TrimStart());
        var shared = key is null && merge == Merge.Append;
        ReadKeys = Sql.Rendered(
            $"SELECT {string.Join(", ", table.Key)} FROM dbo.{table.Name}" + (shared ? $" WHERE {table.Key[0]} IN {{codes @keys}}" : where));
        Delete = Sql.Rendered($"DELETE FROM dbo.{table.Name}{where}");
        var rest = table.Columns.Where(c => !table.Key.Contains(c.Name)).Select(c => $"{c.Name} = @{c.Property}").ToList();
        var match = string.Join(
            " AND ", table.Columns.Where(c => table.Key.Contains(c.Name)).Select(c => $"{c.Name} = @{c.Property}"));
        Write = rest.Count == 0 ? null : Sql.Rendered($"UPDATE dbo.{table.Name} SET {string.Join(", ", rest)} WHERE {match}");
    }

    public string Name { get; }

    public Merge Merge { get; }

    public IReadOnlyList<Column> Columns { get; }

    public IReadOnlyList<string> Key { get; }

    /// <summary>The same table with rows as plain values.</summary>
    public Table<ArrivedRow> Rows { get; }

    /// <summary>Where the aggregate's key stands in a row; -1 when the aggregate is the whole table.</summary>
    public int KeyIndex { get; }

    /// <summary>
    /// Rows of an aggregate that never arrived may be here all the same: those that a center has loaded for itself.
    /// </summary>
    public bool KeyIsCode { get; }

    public IReadOnlyList<int> PrimaryKey { get; }

    /// <summary>Where the home of an aggregate stands in a row; null in tables that do not say.</summary>
    public int? HomeIndex { get; }

    /// <summary>Where the version stands; null in tables that have none.</summary>
    public int? VersionIndex { get; }

    public IReadOnlyList<(int Column, Entity Parent)> Parents { get; }

    /// <summary>The column that refers to another row of the same table, if one does.</summary>
    public int? OwnParent { get; init; }

    /// <summary>All rows of the aggregates <c>@ids</c>, in the order of the aggregates.</summary>
    public Sql Read { get; }

    /// <summary>
    /// The same of the aggregates after the key <c>@after</c> up to <c>@to</c>, which an engine reads in one go.
    /// </summary>
    public Sql ReadRange { get; }

    /// <summary>
    /// Primary keys that are here: of the aggregates <c>@ids</c>; of rows that aggregates share, those among <c>@keys</c>.
    /// </summary>
    public Sql ReadKeys { get; }

    public Sql Delete { get; }

    /// <summary>Writes a row over the one with its key, the version included. Null when a row is all key.</summary>
    public Sql? Write { get; }

    /// <summary>Rows of other aggregates refer to this table of the aggregate instead of to the first.</summary>
    public bool IsReferred { get; init; }

    /// <summary>
    /// Whatever its rows refer to is looked up before they are written, or written with them: <see cref="Parents"/> and the
    /// aggregate's own root. A test compares this with the schema.
    /// </summary>
    public bool ParentsAreSeen { get; init; }

    /// <summary>
    /// Gives up the unique values of the rows <c>@ids</c> before they are written anew, where two aggregates may have changed
    /// theirs for each other's.
    /// </summary>
    public Sql? Park { get; init; }

    public IEnumerable<Sql> Statements => new[] { Read, ReadRange, ReadKeys, Delete, Write, Park }.OfType<Sql>();

    public long AggregateOf(ArrivedRow row) =>
        KeyIndex < 0 ? 0 : KeyIsCode ? ProvinceKey.Of((string)row[KeyIndex]!) : row.Number(KeyIndex);

    /// <summary>Which center has written a row: the one it names, or the one that made its aggregate.</summary>
    public string? WriterOf(ArrivedRow row) => _writer < 0 ? KeyMaker.Of(AggregateOf(row)) : (string?)row[_writer];

    /// <summary>
    /// A statement of the aggregates <c>@ids</c>, made one of those after the key <c>@after</c> up to <c>@to</c>.
    /// </summary>
    internal static string InRange(string sql) => OfIds().Replace(sql, "$1 > @after AND $1 <= @to");

    public int IndexOf(string column) => Columns.Select((c, i) => (c, i)).Single(c => c.c.Name == column).i;

    [GeneratedRegex(@"(CAST\(SUBSTRING\([\w, ]+\) AS bigint\)|[\w.]+) IN \{ids @ids\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfIds();
}
