using ManagementPlatform.Storage.Tests.Schema;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ManagementPlatform.Storage.Tests.SqlServer;

/// <summary>
/// Finds every table and column of a statement in the schema: through aliases, sub-selects, common table expressions, derived
/// tables, OPENJSON and OUTPUT. Refuses what it cannot follow, so that nothing passes unseen.
/// </summary>
internal sealed class NameResolver(SchemaModel schema) : TSqlFragmentVisitor
{
    private static readonly HashSet<string> DatePartFunctions = new(StringComparer.OrdinalIgnoreCase) { "DATEADD", "DATEDIFF", "DATEPART", "DATENAME" };

    private readonly Dictionary<string, IReadOnlyList<Column>> _commonTables = new(StringComparer.OrdinalIgnoreCase);
    private NameScope _scope = new(null);

    public override void ExplicitVisit(SelectStatement node)
    {
        CommonTables(node.WithCtesAndXmlNamespaces);
        Query(node.QueryExpression);
    }

    public override void ExplicitVisit(ScalarSubquery node) => Query(node.QueryExpression);

    public override void ExplicitVisit(InsertStatement node)
    {
        CommonTables(node.WithCtesAndXmlNamespaces);
        var insert = node.InsertSpecification;
        var table = TableOf(insert.Target);
        InScope(() =>
        {
            _scope.Add("inserted", Columns(table));
            foreach (var column in insert.Columns)
                column.Accept(this);
            insert.OutputClause?.Accept(this);
        });
        NothingIsMissing(table, insert.Columns);
        var given = insert.InsertSource switch
        {
            SelectInsertSource select => Query(select.Select).Count,
            ValuesInsertSource values => Rows(values),
            _ => throw new StatementFault("an INSERT from neither VALUES nor SELECT"),
        };
        if (given != insert.Columns.Count)
            throw new StatementFault($"the INSERT names {insert.Columns.Count} columns and gives {given} values");
    }

    public override void ExplicitVisit(UpdateStatement node)
    {
        CommonTables(node.WithCtesAndXmlNamespaces);
        var update = node.UpdateSpecification;
        Change(update, update.FromClause, () =>
        {
            foreach (var set in update.SetClauses)
                set.Accept(this);
            update.WhereClause?.Accept(this);
            update.TopRowFilter?.Accept(this);
        });
    }

    public override void ExplicitVisit(DeleteStatement node)
    {
        CommonTables(node.WithCtesAndXmlNamespaces);
        var delete = node.DeleteSpecification;
        Change(delete, delete.FromClause, () =>
        {
            delete.WhereClause?.Accept(this);
            delete.TopRowFilter?.Accept(this);
        });
    }

    public override void ExplicitVisit(ColumnReferenceExpression node) => ColumnOf(node);

    // DATEADD(day, …): the first argument looks like a column and is none.
    public override void ExplicitVisit(FunctionCall node)
    {
        foreach (var parameter in node.Parameters.Skip(DatePartFunctions.Contains(node.FunctionName.Value) ? 1 : 0))
            parameter.Accept(this);
        if (QueryRules.IsAggregate(node) && !node.FunctionName.Value.StartsWith("COUNT", StringComparison.OrdinalIgnoreCase)
            && node.Parameters.OfType<ColumnReferenceExpression>().Any(p => ColumnOf(p) is { IsBit: true }))
            throw new StatementFault("an aggregate of a bit");
        node.OverClause?.Accept(this);
        node.WithinGroupClause?.Accept(this);
    }

    public override void ExplicitVisit(BooleanComparisonExpression node)
    {
        base.ExplicitVisit(node);
        SameCollation(CollationOf(node.FirstExpression), CollationOf(node.SecondExpression));
    }

    public override void ExplicitVisit(InPredicate node)
    {
        node.Expression.Accept(this);
        foreach (var value in node.Values)
            value.Accept(this);
        if (node.Subquery is not null)
            SameCollation(CollationOf(node.Expression), Query(node.Subquery.QueryExpression)[0].Collation);
    }

    public override void ExplicitVisit(NamedTableReference node) =>
        throw new StatementFault("a table where this check looks for none");

    // ---- queries -------------------------------------------------------------------------------------------------------------

    private List<Column> Query(QueryExpression query)
    {
        switch (query)
        {
            case QueryParenthesisExpression inner:
                return Query(inner.QueryExpression);
            case BinaryQueryExpression pair:
                var first = Query(pair.FirstQueryExpression);
                var second = Query(pair.SecondQueryExpression);
                if (first.Count != second.Count)
                    throw new StatementFault("the parts of a UNION have different numbers of columns");
                foreach (var (one, other) in first.Zip(second))
                    SameCollation(one.Collation, other.Collation);
                Ordering(pair.OrderByClause, first);
                return first;
            case QuerySpecification specification:
                List<Column> result = [];
                InScope(() => result = Specification(specification));
                return result;
            default:
                throw new StatementFault($"a query of the kind {query.GetType().Name}");
        }
    }

    private List<Column> Specification(QuerySpecification query)
    {
        foreach (var table in query.FromClause?.TableReferences ?? [])
            Bind(table);
        query.TopRowFilter?.Accept(this);
        foreach (var element in query.SelectElements)
            element.Accept(this);
        query.WhereClause?.Accept(this);
        query.GroupByClause?.Accept(this);
        query.HavingClause?.Accept(this);
        query.OffsetClause?.Accept(this);
        var result = query.SelectElements.SelectMany(Output).ToList();
        Ordering(query.OrderByClause, result);
        return result;
    }

    private IEnumerable<Column> Output(SelectElement element) => element switch
    {
        SelectStarExpression { Qualifier: null } => _scope.All,
        SelectStarExpression star =>
            _scope.Source(star.Qualifier.Identifiers[^1].Value) ?? throw new StatementFault("a star of an unknown table"),
        SelectScalarExpression scalar =>
            [new(scalar.ColumnName?.Value ?? (scalar.Expression as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers[^1].Value ?? "",
                CollationOf(scalar.Expression))],
        _ => throw new StatementFault($"a select element of the kind {element.GetType().Name}"),
    };

    // ORDER BY sees the names that the query gives, then those that it reads.
    private void Ordering(OrderByClause? clause, List<Column> given)
    {
        foreach (var element in clause?.OrderByElements ?? [])
        {
            if (element.Expression is not ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [var name] }
                || !given.Exists(c => c.Name.Equals(name.Value, StringComparison.OrdinalIgnoreCase)))
                element.Accept(this);
        }
    }

    private void CommonTables(WithCtesAndXmlNamespaces? with)
    {
        _commonTables.Clear();
        foreach (var table in with?.CommonTableExpressions ?? [])
        {
            var name = table.ExpressionName.Value;
            if (table.QueryExpression is BinaryQueryExpression { FirstQueryExpression: var anchor })
                _commonTables[name] = Renamed(Query(anchor), table.Columns);
            _commonTables[name] = Renamed(Query(table.QueryExpression), table.Columns);
        }
    }

    private static List<Column> Renamed(List<Column> columns, IList<Identifier> names) => names.Count == 0 ? columns
        : names.Count == columns.Count ? [.. columns.Zip(names, (column, name) => column with { Name = name.Value })]
        : throw new StatementFault("a list of column names that does not fit its query");

    // ---- tables --------------------------------------------------------------------------------------------------------------

    private void Bind(TableReference reference)
    {
        switch (reference)
        {
            case NamedTableReference table:
                _scope.Add(table.Alias?.Value ?? table.SchemaObject.BaseIdentifier.Value, Named(table));
                break;
            case QualifiedJoin join:
                Bind(join.FirstTableReference);
                Bind(join.SecondTableReference);
                join.SearchCondition.Accept(this);
                break;
            case UnqualifiedJoin join:
                Bind(join.FirstTableReference);
                Bind(join.SecondTableReference);
                break;
            case JoinParenthesisTableReference parenthesis:
                Bind(parenthesis.Join);
                break;
            case QueryDerivedTable derived:
                _scope.Add(derived.Alias.Value, Renamed(Query(derived.QueryExpression), derived.Columns));
                break;
            case InlineDerivedTable values:
                foreach (var row in values.RowValues)
                    row.Accept(this);
                _scope.Add(values.Alias.Value, [.. values.Columns.Select(c => new Column(c.Value))]);
                break;
            case OpenJsonTableReference json:
                json.Variable.Accept(this);
                _scope.Add(json.Alias?.Value ?? string.Empty, Declared(json));
                break;
            default:
                throw new StatementFault($"a table of the kind {reference.GetType().Name}");
        }
    }

    private static List<Column> Declared(OpenJsonTableReference json) => json.SchemaDeclarationItems.Count == 0
        ? throw new StatementFault("OPENJSON without WITH")
        : [.. json.SchemaDeclarationItems.Select(i => new Column(i.ColumnDefinition.ColumnIdentifier.Value, i.ColumnDefinition.Collation?.Value))];

    private IReadOnlyList<Column> Named(NamedTableReference table)
    {
        var name = table.SchemaObject;
        return name.SchemaIdentifier is null && _commonTables.TryGetValue(name.BaseIdentifier.Value, out var columns)
            ? columns
            : Columns(TableOf(name));
    }

    private TableModel TableOf(TableReference target) =>
        target is NamedTableReference named
            ? TableOf(named.SchemaObject) : throw new StatementFault("a write to something else than a table");

    private TableModel TableOf(SchemaObjectName name)
    {
        if (name is not { Identifiers.Count: 2, SchemaIdentifier.Value: "dbo" })
            throw new StatementFault($"{TransactSql.Plain(name)} is not a two-part name");
        return schema.Tables.GetValueOrDefault(name.BaseIdentifier.Value)
            ?? throw new StatementFault($"there is no table {TransactSql.Plain(name)}");
    }

    private static List<Column> Columns(TableModel table) =>
        [.. table.Columns.Select(c => new Column(c.Name, c.Collation, c.IsBit))];

    // ---- writes --------------------------------------------------------------------------------------------------------------

    // UPDATE a SET … FROM dbo.t AS a: the target is an alias of the FROM, or a table by itself.
    private void Change(UpdateDeleteSpecificationBase change, FromClause? from, Action parts) => InScope(() =>
    {
        foreach (var table in from?.TableReferences ?? [])
            Bind(table);
        var target = change.Target as NamedTableReference ?? throw new StatementFault("a write to something else than a table");
        var isAlias = from is not null && target.SchemaObject.SchemaIdentifier is null;
        var columns = isAlias
            ? Aliased(from!, target.SchemaObject.BaseIdentifier.Value)
            : Columns(TableOf(target.SchemaObject));
        if (from is null)
            _scope.Add(target.SchemaObject.BaseIdentifier.Value, columns);
        parts();
        if (change.OutputClause is null)
            return;
        InScope(() =>
        {
            _scope.Add("inserted", columns);
            _scope.Add("deleted", columns);
            foreach (var element in change.OutputClause.SelectColumns)
                element.Accept(this);
        });
    });

    private List<Column> Aliased(FromClause from, string alias)
    {
        var tables = new TableFinder();
        from.Accept(tables);
        var table = tables.Found.FirstOrDefault(t => alias.Equals(t.Alias?.Value, StringComparison.OrdinalIgnoreCase))
            ?? throw new StatementFault($"a write to {alias}, which is no table of the FROM");
        return Columns(TableOf(table.SchemaObject));
    }

    private int Rows(ValuesInsertSource values)
    {
        foreach (var row in values.RowValues)
            row.Accept(this);
        return values.RowValues.Select(r => r.ColumnValues.Count).Distinct().Single();
    }

    private static void NothingIsMissing(TableModel table, IList<ColumnReferenceExpression> named)
    {
        var names = named.Select(c => c.MultiPartIdentifier.Identifiers[^1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (table.Columns.FirstOrDefault(c => !c.IsNullable && !c.HasDefault && !names.Contains(c.Name)) is { } missing)
            throw new StatementFault($"the INSERT leaves out {table.Name}.{missing.Name}, which is NOT NULL");
    }

    // ---- columns -------------------------------------------------------------------------------------------------------------

    private Column? ColumnOf(ColumnReferenceExpression reference) => reference switch
    {
        { ColumnType: ColumnType.Wildcard } => null,
        { ColumnType: not ColumnType.Regular } => throw new StatementFault($"the pseudo column {TransactSql.Plain(reference)}"),
        { MultiPartIdentifier.Identifiers: [var name] } => _scope.Find(name.Value),
        { MultiPartIdentifier.Identifiers: [var alias, var name] } => _scope.Find(alias.Value, name.Value),
        _ => throw new StatementFault($"the column {TransactSql.Plain(reference)} has too many parts"),
    };

    private string? CollationOf(ScalarExpression? expression) => expression switch
    {
        PrimaryExpression { Collation: { } collation } => collation.Value,
        ColumnReferenceExpression column => ColumnOf(column)?.Collation,
        ParenthesisExpression parenthesis => CollationOf(parenthesis.Expression),
        _ => null,
    };

    // SQL Server refuses to compare columns of two collations (error 468); the other engines do not have the notion.
    private static void SameCollation(string? one, string? other)
    {
        if (one is not null && other is not null && !one.Equals(other, StringComparison.OrdinalIgnoreCase))
            throw new StatementFault($"a comparison of the collations {one} and {other}");
    }

    private void InScope(Action act)
    {
        var outer = _scope;
        _scope = new NameScope(outer);
        act();
        _scope = outer;
    }

    private sealed class TableFinder : TSqlFragmentVisitor
    {
        public List<NamedTableReference> Found { get; } = [];

        public override void ExplicitVisit(NamedTableReference node) => Found.Add(node);
    }
}
