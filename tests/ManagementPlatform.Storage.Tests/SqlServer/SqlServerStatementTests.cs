using ManagementPlatform.Storage.Migrations;
using ManagementPlatform.Storage.Tests.Schema;

namespace ManagementPlatform.Storage.Tests.SqlServer;

/// <summary>
/// No SQL Server can be installed where this is developed. In its place every statement that the product can send to one is
/// parsed by Microsoft's parser, its tables and columns are looked up in the schema, and it is held to the subset that SQL Server
/// and Babelfish share.
/// </summary>
[TestClass]
public sealed class SqlServerStatementTests
{
    private static readonly SchemaModel Schema = TransactSql.Schema();

    [TestMethod]
    public void SQL_Server_would_take_every_statement()
    {
        var statements = StatementCatalogue.All()
            .Where(s => !s.Where.StartsWith(typeof(Migrator).FullName!, StringComparison.Ordinal)).ToList();
        Assert.IsGreaterThan(10, statements.Count);
        var faults = statements.Select(s => (s.Where, Fault: FaultOf(s.Text))).Where(s => s.Fault is not null);
        Assert.AreEqual(string.Empty, string.Join('\n', faults.Select(f => $"{f.Where}: {f.Fault}")));
    }

    // The migrator makes the table that it keeps its history in, and takes a lock: it stands outside the subset.
    [TestMethod]
    public void The_statements_of_the_migrator_are_T_SQL() =>
        Assert.HasCount(4, StatementCatalogue.OfType(typeof(Migrator)).Select(s => TransactSql.Parse(s.Text)));

    [TestMethod]
    public void Statements_are_found_wherever_a_static_field_holds_them()
    {
        var found = StatementCatalogue.OfType(typeof(Holder)).Select(s => s.Text).ToList();
        CollectionAssert.IsSubsetOf(new[] { "SELECT 1", "SELECT 2", "SELECT 3", "SELECT 4" }, found);
        Assert.HasCount(5, found); // a table that is all key has no update
    }

    [TestMethod]
    [DataRow("SELECT s.name, o.code FROM dbo.student AS s JOIN dbo.organization AS o ON o.organization_id = s.school_id WHERE s.student_id = @id")]
    [DataRow("SELECT COUNT(*) AS n FROM dbo.student AS s WHERE EXISTS (SELECT 1 FROM dbo.school_scope AS c WHERE c.school_id = s.school_id)")]
    [DataRow("WITH t AS (SELECT o.organization_id, o.parent_id FROM dbo.organization AS o WHERE o.code = @c UNION ALL "
        + "SELECT o.organization_id, o.parent_id FROM dbo.organization AS o JOIN t ON t.organization_id = o.parent_id) SELECT t.parent_id FROM t")]
    [DataRow("SELECT d.n FROM (SELECT COUNT(*) AS n FROM dbo.student) AS d ORDER BY n")]
    [DataRow("SELECT o.kind, COUNT(*) AS n, MAX(o.name) AS last FROM dbo.organization AS o "
        + "GROUP BY o.kind HAVING COUNT(*) > 1 ORDER BY n, o.kind")]
    [DataRow("SELECT x.number FROM dbo.student_number AS x WHERE x.number IN "
        + "(SELECT v FROM OPENJSON(@p) WITH (v varchar(64) COLLATE Latin1_General_100_BIN2 '$'))")]
    [DataRow("UPDATE j SET state = 'running', fence = j.fence + 1 OUTPUT inserted.job_id, deleted.state FROM dbo.job AS j WITH (ROWLOCK, READPAST)")]
    [DataRow("DELETE FROM dbo.school_scope WHERE school_id = @id")]
    [DataRow("INSERT INTO dbo.student_number (number, student_id) SELECT s.student_number, s.student_id FROM dbo.student AS s")]
    [DataRow("SELECT DATEADD(day, 1, c.day) AS next_day FROM dbo.calendar_day AS c ORDER BY c.day OFFSET 0 ROWS FETCH NEXT @n ROWS ONLY")]
    public void A_good_statement_passes(string text) => Assert.IsNull(FaultOf(text));

    [TestMethod]
    [DataRow("SELECT name FROM dbo.student LIMIT 3", "Incorrect syntax")]
    [DataRow("SELECT s.name || s.phone FROM dbo.student AS s", "Incorrect syntax")]
    [DataRow("SELECT s.nickname FROM dbo.student AS s", "no column nickname")]
    [DataRow("SELECT x.name FROM dbo.student AS s", "no table or alias x")]
    [DataRow("SELECT name FROM dbo.pupil", "no table dbo.pupil")]
    [DataRow("SELECT name FROM student", "not a two-part name")]
    [DataRow("SELECT name FROM other.dbo.student", "not a two-part name")]
    [DataRow("SELECT name FROM dbo.student AS s, dbo.staff AS t", "more than one table")]
    [DataRow("SELECT s.name FROM dbo.student AS s JOIN dbo.school AS s ON 1 = 1", "stands twice")]
    [DataRow("SELECT d.m FROM (SELECT COUNT(*) AS n FROM dbo.student) AS d", "no column m")]
    [DataRow("SELECT 1 FROM dbo.student AS s WHERE EXISTS (SELECT 1 FROM dbo.school AS c WHERE c.school_id = s.school)", "no column school")]
    [DataRow("SELECT 1 FROM dbo.student AS s WHERE s.school_id IN (SELECT c.nothing FROM dbo.school AS c)", "no column nothing")]
    [DataRow("WITH t AS (SELECT o.code FROM dbo.organization AS o) SELECT t.name FROM t", "no column name")]
    [DataRow("UPDATE dbo.student SET nickname = @n", "no column nickname")]
    [DataRow("UPDATE dbo.student SET name = @n WHERE nickname = @o", "no column nickname")]
    [DataRow("UPDATE x SET name = @n FROM dbo.student AS s", "no table of the FROM")]
    [DataRow("WITH t AS (SELECT s.name FROM dbo.student AS s) UPDATE t SET name = @n", "not a two-part name")]
    [DataRow("UPDATE dbo.job SET fence = fence + 1 OUTPUT inserted.fence", "qualified")]
    [DataRow("UPDATE dbo.job SET fence = @f OUTPUT inserted.nothing", "no column nothing")]
    [DataRow("INSERT INTO dbo.student_number (number, student_id) VALUES (@n)", "names 2 columns and gives 1")]
    [DataRow("INSERT INTO dbo.student_number (number) VALUES (@n)", "leaves out student_number.student_id")]
    [DataRow("INSERT INTO dbo.student_number (number, pupil) VALUES (@n, @s)", "no column pupil")]
    [DataRow("MERGE dbo.student_number AS t USING dbo.student AS s ON t.number = s.student_number WHEN MATCHED THEN DELETE;", "MergeStatement")]
    [DataRow("SELECT @p AS x", "bare @p")]
    [DataRow("SELECT TOP (3) WITH TIES name FROM dbo.student ORDER BY name", "WITH TIES")]
    [DataRow("SELECT TOP (3) PERCENT name FROM dbo.student ORDER BY name", "PERCENT")]
    [DataRow("SELECT LENGTH(s.name) AS n FROM dbo.student AS s", "the function LENGTH")]
    [DataRow("SELECT JSON_MODIFY(a.detail, '$.a', 1) AS n FROM dbo.audit_event AS a", "the function JSON_MODIFY")]
    [DataRow("SELECT s.name FROM dbo.student AS s WHERE s.name = '李明'", "not ASCII")]
    [DataRow("SELECT CAST(s.birth_date AS datetime) AS d FROM dbo.student AS s", "DateTime")]
    [DataRow("SELECT CAST(s.birth_date AS datetime2) AS d FROM dbo.student AS s", "DateTime2")]
    [DataRow("SELECT s.name FROM (SELECT t.name FROM dbo.student AS t ORDER BY t.name) AS s", "ORDER BY clause is not valid")]
    [DataRow("SELECT s.name FROM dbo.student AS s JOIN dbo.organization AS o ON o.name = s.name", "collations")]
    [DataRow("SELECT o.code FROM dbo.organization AS o WHERE o.name IN (SELECT s.name FROM dbo.student AS s)", "collations")]
    [DataRow("SELECT s.name FROM dbo.student AS s ORDER BY s.name, s.student_id, s.name", "twice")]
    [DataRow("SELECT o.name, COUNT(*) AS n FROM dbo.organization AS o GROUP BY o.organization_id", "o.name stands neither")]
    [DataRow("SELECT o.kind, COUNT(*) AS n FROM dbo.organization AS o GROUP BY o.kind ORDER BY o.code", "o.code stands neither")]
    [DataRow("SELECT SUM(CASE WHEN EXISTS (SELECT 1 FROM dbo.center AS c WHERE c.center_code = o.home_center) "
        + "THEN 1 ELSE 0 END) AS n FROM dbo.organization AS o", "an aggregate of a sub-select")]
    [DataRow("SELECT MAX(s.on_roll) AS n FROM dbo.student AS s", "bit")]
    [DataRow("SELECT d.n FROM (SELECT COUNT(*), MAX(s.name) AS n FROM dbo.student AS s) AS d", "has no name")]
    [DataRow("SELECT d.n FROM (SELECT s.name AS n, s.phone AS n FROM dbo.student AS s) AS d", "one name")]
    [DataRow("SELECT s.name FROM #t AS s", "temporary")]
    [DataRow("WAITFOR DELAY '00:00:01'", "WaitForStatement")]
    [DataRow("CREATE OR ALTER VIEW dbo.v AS SELECT s.name FROM dbo.student AS s", "CreateOrAlterViewStatement")]
    [DataRow("SELECT s.name FROM dbo.student AS s FOR JSON PATH", "FOR JSON")]
    [DataRow("SELECT s.name FROM dbo.student AS s WHERE s.on_roll", "Unexpected end")]
    public void A_bad_statement_is_seen(string text, string fault) =>
        Assert.Contains(fault, FaultOf(text) ?? "nothing", StringComparison.OrdinalIgnoreCase);

    private static string? FaultOf(string text)
    {
        try
        {
            foreach (var statement in TransactSql.Parse(text))
            {
                statement.Accept(new SubsetRules());
                statement.Accept(new QueryRules());
                statement.Accept(new NameResolver(Schema));
            }

            return null;
        }
        catch (Exception fault) when (fault is StatementFault or FormatException)
        {
            return fault.Message;
        }
    }

    private static class Holder
    {
        public static readonly Sql One = Sql.Portable("SELECT 1");
        private static readonly Sql[] Array = [Sql.Portable("SELECT 2")];
        private static readonly Dictionary<string, Sql> Map = new() { ["a"] = Sql.Portable("SELECT 3") };
        private static readonly (Sql Sql, int Number) Pair = (Sql.Portable("SELECT 4"), 4);
        private static readonly Table<Row> Table = new("t", "id");

        // Reads the private ones, or the compiler would say that nobody does.
        public static int Count => Array.Length + Map.Count + Pair.Number + Table.Columns.Count;
    }

    private sealed record Row(long Id);
}
