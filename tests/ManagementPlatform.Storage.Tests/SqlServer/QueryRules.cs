using Microsoft.SqlServer.TransactSql.ScriptDom;
using ManagementPlatform.Storage.Tests.Schema;

namespace ManagementPlatform.Storage.Tests.SqlServer;

/// <summary>
/// What the parser lets through and SQL Server refuses, while PostgreSQL and SQLite run it: the errors 130, 144, 169, 8120, 8155
/// and 8156.
/// </summary>
internal sealed class QueryRules : TSqlFragmentVisitor
{
    private static readonly HashSet<string> Aggregates =
        new(StringComparer.OrdinalIgnoreCase) { "AVG", "COUNT", "COUNT_BIG", "GROUPING", "MAX", "MIN", "STRING_AGG", "SUM" };

    public static bool IsAggregate(FunctionCall call) => call.OverClause is null && Aggregates.Contains(call.FunctionName.Value);

    public override void Visit(OrderByClause node)
    {
        var twice = node.OrderByElements.GroupBy(e => TransactSql.Plain(e.Expression)).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw new StatementFault($"ORDER BY names {twice.Key} twice");
    }

    public override void Visit(QueryDerivedTable node)
    {
        if (node.Columns.Count == 0)
            NamesAreDistinct(node.QueryExpression);
    }

    public override void Visit(CommonTableExpression node)
    {
        if (node.Columns.Count == 0)
            NamesAreDistinct(node.QueryExpression);
    }

    public override void Visit(FunctionCall node)
    {
        if (!IsAggregate(node))
            return;
        var inner = new Finder();
        foreach (var parameter in node.Parameters)
            parameter.Accept(inner);
        if (inner.Found)
            throw new StatementFault("an aggregate of a sub-select or of an aggregate");
    }

    public override void Visit(QuerySpecification node)
    {
        if (node.GroupByClause is not { } group)
            return;
        if (!group.GroupingSpecifications.All(s => s is ExpressionGroupingSpecification))
            return; // grouping sets: PostgreSQL has the same rules for them
        var inner = new Finder();
        group.Accept(inner);
        if (inner.Found)
            throw new StatementFault("a sub-select or an aggregate in GROUP BY");
        var given = node.SelectElements.OfType<SelectScalarExpression>().Select(e => e.ColumnName?.Value).ToList();
        var grouped = new Grouped([.. group.GroupingSpecifications.Select(TransactSql.Plain)]);
        foreach (var element in node.SelectElements)
            element.Accept(grouped);
        node.HavingClause?.Accept(grouped);
        foreach (var element in node.OrderByClause?.OrderByElements ?? [])
        {
            if (!given.Contains(TransactSql.Plain(element.Expression), StringComparer.OrdinalIgnoreCase))
                element.Accept(grouped);
        }
    }

    private static void NamesAreDistinct(QueryExpression query)
    {
        if (query is BinaryQueryExpression pair)
        {
            NamesAreDistinct(pair.FirstQueryExpression);
            return;
        }

        if (query is not QuerySpecification specification
            || specification.SelectElements.Any(e => e is not SelectScalarExpression))
            return;
        var names = specification.SelectElements.Cast<SelectScalarExpression>().Select(NameOf).ToList();
        if (names.Contains(null))
            throw new StatementFault("a column of a derived table has no name");
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count)
            throw new StatementFault("two columns of a derived table have one name");
    }

    private static string? NameOf(SelectScalarExpression element) =>
        element.ColumnName?.Value
        ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers[^1].Value;

    private sealed class Finder : TSqlFragmentVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(FunctionCall node) => Found |= IsAggregate(node);

        public override void Visit(ScalarSubquery node) => Found = true;
    }

    // What GROUP BY does not name may stand in an aggregate only. Sub-selects have columns of their own: they are left to the
    // other engines.
    private sealed class Grouped(HashSet<string> expressions) : TSqlFragmentVisitor
    {
        public override void ExplicitVisit(ColumnReferenceExpression node)
        {
            var name = TransactSql.Plain(node);
            if (!expressions.Any(e => e == name || IsEnd(name, e) || IsEnd(e, name)))
                throw new StatementFault($"{name} stands neither in GROUP BY nor in an aggregate");
        }

        // o.kind and kind
        private static bool IsEnd(string shorter, string longer) => longer.EndsWith("." + shorter, StringComparison.Ordinal);

        public override void ExplicitVisit(SearchedCaseExpression node)
        {
            if (!expressions.Contains(TransactSql.Plain(node)))
                base.ExplicitVisit(node);
        }

        public override void ExplicitVisit(FunctionCall node)
        {
            if (!IsAggregate(node) && !expressions.Contains(TransactSql.Plain(node)))
                base.ExplicitVisit(node);
        }

        public override void ExplicitVisit(ScalarSubquery node)
        {
        }
    }
}
