using System.Collections.Frozen;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ManagementPlatform.Storage.Tests.SqlServer;

/// <summary>
/// What is T-SQL and still not to be written: it behaves differently on Babelfish, on which the SQL Server code is run, or has a
/// trap on SQL Server itself.
/// </summary>
internal sealed class SubsetRules : TSqlFragmentVisitor
{
    private static readonly FrozenSet<string> Functions = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ABS", "AVG", "CEILING", "CHARINDEX", "CONCAT", "COUNT", "COUNT_BIG", "DATEADD", "DATEDIFF",
        "DAY", "DENSE_RANK", "FLOOR", "GROUPING", "ISNULL", "JSON_VALUE", "LAG", "LEAD", "LEN", "LOWER", "LTRIM", "MAX", "MIN",
        "MONTH", "OBJECT_ID", "RANK", "REPLACE", "ROUND", "ROW_NUMBER", "RTRIM", "STRING_AGG", "SUBSTRING", "SUM",
        "SYSUTCDATETIME", "TRIM", "UPPER", "YEAR");

    private bool _hasOutput;

    public override void Visit(TSqlStatement node)
    {
        if (node is not (SelectStatement or InsertStatement or UpdateStatement or DeleteStatement))
            throw new StatementFault($"a {node.GetType().Name}");
    }

    public override void Visit(FunctionCall node)
    {
        if (!Functions.Contains(node.FunctionName.Value))
            throw new StatementFault($"the function {node.FunctionName.Value} is not among those that the subset knows");
    }

    public override void Visit(SelectScalarExpression node)
    {
        if (node.Expression is VariableReference parameter)
            throw new StatementFault($"a bare {parameter.Name} is selected: CAST it, or its type is guessed");
    }

    public override void Visit(TopRowFilter node)
    {
        if (node.WithTies || node.Percent || node.Expression is not ParenthesisExpression)
            throw new StatementFault("TOP is TOP (@n), without WITH TIES and PERCENT");
    }

    public override void Visit(StringLiteral node)
    {
        if (node.Value.Any(c => !char.IsAscii(c)))
            throw new StatementFault("a literal that is not ASCII: pass it as a parameter");
    }

    public override void Visit(SqlDataTypeReference node)
    {
        var isSevenDigits = node is { SqlDataTypeOption: SqlDataTypeOption.DateTime2, Parameters: not [{ Value: "6" }] };
        if (isSevenDigits || node.SqlDataTypeOption is SqlDataTypeOption.DateTime or SqlDataTypeOption.SmallDateTime or SqlDataTypeOption.Sql_Variant)
            throw new StatementFault($"the type {node.SqlDataTypeOption}: times are datetime2(6)");
    }

    public override void Visit(NamedTableReference node)
    {
        if (node.SchemaObject.BaseIdentifier.Value.StartsWith('#') || node.TemporalClause is not null
            || node.TableSampleClause is not null)
            throw new StatementFault("a temporary, temporal or sampled table");
    }

    public override void ExplicitVisit(UpdateSpecification node)
    {
        _hasOutput = node.OutputClause is not null;
        base.ExplicitVisit(node);
        _hasOutput = false;
    }

    // Beside OUTPUT a bare column of the new value would be ambiguous on Babelfish: t.v + 1.
    public override void Visit(AssignmentSetClause node)
    {
        var bare = new BareColumns();
        node.NewValue?.Accept(bare);
        if (_hasOutput && bare.Found)
            throw new StatementFault("beside OUTPUT the columns of a new value are qualified");
    }

    public override void Visit(OutputIntoClause node) => Refuse("OUTPUT INTO");

    public override void Visit(ForClause node) => Refuse("FOR XML or FOR JSON");

    public override void Visit(UnpivotedTableReference node) => Refuse("UNPIVOT");

    public override void Visit(PivotedTableReference node) => Refuse("PIVOT");

    public override void Visit(FullTextPredicate node) => Refuse("full text");

    public override void Visit(VariableMethodCallTableReference node) => Refuse("an xml method");

    public override void Visit(UserDefinedTypePropertyAccess node) => Refuse("a user-defined type");

    private static void Refuse(string what) => throw new StatementFault(what);

    private sealed class BareColumns : TSqlFragmentVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(ColumnReferenceExpression node) => Found |= node.MultiPartIdentifier?.Identifiers.Count == 1;

        public override void ExplicitVisit(ScalarSubquery node)
        {
        }
    }
}
