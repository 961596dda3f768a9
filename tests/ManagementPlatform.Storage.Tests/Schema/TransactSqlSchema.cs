using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ManagementPlatform.Storage.Tests.Schema;

/// <summary>
/// Builds the model of a schema from CREATE TABLE, CREATE INDEX, DROP and ALTER TABLE … ADD. Anything else in a script is an
/// error, because the checks that stand on this model would no longer see what the script does.
/// </summary>
internal sealed class TransactSqlSchema
{
    private readonly Dictionary<string, (List<ColumnModel> Columns, List<KeyModel> Keys)> _tables = [];

    public SchemaModel Model() => SchemaModel.Of(_tables.Select(t => new TableModel(t.Key, t.Value.Columns, t.Value.Keys)));

    public void Apply(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                var name = TableName(create.SchemaObjectName);
                _tables.Add(name, ([], []));
                Add(name, create.Definition);
                break;
            case AlterTableAddTableElementStatement add:
                Add(TableName(add.SchemaObjectName), add.Definition);
                break;
            case CreateIndexStatement index:
                var filter = index.FilterPredicate is null ? string.Empty : " where " + TransactSql.Plain(index.FilterPredicate);
                _tables[TableName(index.OnName)].Keys.Add(
                    new(index.Unique ? "unique index" : "index", index.Name.Value, [.. index.Columns.Select(c => Last(c.Column))], filter));
                break;
            case DropIndexStatement drop:
                foreach (var clause in drop.DropIndexClauses.OfType<DropIndexClause>())
                    _tables[TableName(clause.Object)].Keys.RemoveAll(k => k.Name == clause.Index.Value);
                break;
            case DropTableStatement drop:
                foreach (var table in drop.Objects)
                    _tables.Remove(TableName(table));
                break;
            case InsertStatement or UpdateStatement or DeleteStatement:
                break;
            default:
                throw new NotSupportedException(
                    $"{statement.GetType().Name} in a migration: outside the subset, or teach it to this test.");
        }
    }

    private void Add(string table, TableDefinition definition)
    {
        var (columns, keys) = _tables[table];
        foreach (var column in definition.ColumnDefinitions)
        {
            var isNullable = column.Constraints.OfType<NullableConstraintDefinition>().SingleOrDefault()?.Nullable ?? throw new NotSupportedException(
                $"{table}.{column.ColumnIdentifier.Value} says neither NULL nor NOT NULL.");
            var type = (SqlDataTypeReference)column.DataType;
            columns.Add(new(
                column.ColumnIdentifier.Value, Kind(type.SqlDataTypeOption), isNullable, column.Collation?.Value,
                column.DefaultConstraint is not null, type.SqlDataTypeOption == SqlDataTypeOption.Bit));
        }

        foreach (var constraint in definition.TableConstraints)
            keys.Add(Key(constraint));
    }

    private static KeyModel Key(ConstraintDefinition constraint) => constraint switch
    {
        UniqueConstraintDefinition { IsPrimaryKey: true } key =>
            new("primary key", Name(key), [.. key.Columns.Select(c => Last(c.Column))]),
        ForeignKeyConstraintDefinition key => new(
            "foreign key",
            Name(key),
            [.. key.Columns.Select(c => c.Value)],
            $" references {TableName(key.ReferenceTableName)} ({string.Join(", ", key.ReferencedTableColumns.Select(c => c.Value))})"),
        _ =>
            throw new NotSupportedException(
                $"{constraint.GetType().Name}: keys are named primary and foreign keys; the rest are indexes."),
    };

    private static string Name(ConstraintDefinition constraint) =>
        constraint.ConstraintIdentifier?.Value ?? throw new NotSupportedException("A constraint without a name.");

    private static string Last(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;

    private static string TableName(SchemaObjectName name) => name.SchemaIdentifier?.Value == "dbo"
        ? name.BaseIdentifier.Value.ToLowerInvariant()
        : throw new NotSupportedException($"{name.BaseIdentifier.Value} is not named dbo.{name.BaseIdentifier.Value}.");

    private static string Kind(SqlDataTypeOption type) => type switch
    {
        SqlDataTypeOption.BigInt or SqlDataTypeOption.Int or SqlDataTypeOption.Bit => "integer",
        SqlDataTypeOption.Decimal => "number",
        SqlDataTypeOption.VarChar or SqlDataTypeOption.NVarChar or SqlDataTypeOption.Date or SqlDataTypeOption.DateTime2 => "text",
        SqlDataTypeOption.VarBinary => "bytes",
        _ => throw new NotSupportedException($"{type} is not among the column types of this schema."),
    };
}
