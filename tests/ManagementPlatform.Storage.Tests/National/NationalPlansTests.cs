using System.Reflection;
using Dapper;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.National;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.National;

/// <summary>Verdicts are given among hundreds of millions of pupils: every look-up goes by a key or an index.</summary>
[TestClass]
public sealed class NationalPlansTests
{
    [TestMethod]
    [DataRow(typeof(NumberWork), "Concerned"), DataRow(typeof(Contests), "Touched"), DataRow(typeof(Contests), "Claims")]
    [DataRow(typeof(Contests), "Holders"), DataRow(typeof(Contests), "Standing")]
    [DataRow(typeof(NumberVerdicts), "Of"), DataRow(typeof(ClaimWriter), "Documents")]
    [DataRow(typeof(PendingNumbers), "Several"), DataRow(typeof(NumberRegister), "Holders")]
    [DataRow(typeof(SchoolCodeGrants), "Waiting"), DataRow(typeof(SchoolCodeGrants), "Open"), DataRow(typeof(SchoolCodeGrants), "Find")]
    public async Task No_look_up_reads_a_table_from_end_to_end(Type store, string statement)
    {
        var sql = (Sql)store.GetField(statement, BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        foreach (var engine in (Engine[])[Engine.Sqlite, Engine.PostgreSql])
        {
            await using var test = await TestScope.CreateAsync(engine);
            var plan = await PlanAsync(test, sql);
            foreach (var line in plan)
                Assert.IsFalse(IsScan(engine, line), $"{engine}: {line}\n{string.Join('\n', plan)}");
        }
    }

    // Lists that are passed in, results of a part, and the few schools that wait are read whole.
    private static bool IsScan(Engine engine, string line) => engine == Engine.Sqlite
        ? (line.StartsWith("SEARCH d ", StringComparison.Ordinal) && !line.Contains("document_number=?", StringComparison.Ordinal))
            || (line.StartsWith("SCAN ", StringComparison.Ordinal) && line is not ("SCAN c" or "SCAN json_each VIRTUAL TABLE INDEX 1:")
            && !line.Contains("IX_school_pending", StringComparison.Ordinal) && !line.StartsWith("SCAN (", StringComparison.Ordinal))
        : line.Contains("Seq Scan", StringComparison.Ordinal);

    private static async Task<List<string>> PlanAsync(TestScope test, Sql sql)
    {
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        var values = new
        {
            ids = "[1,2]", values = """["a"]""",
            types = """["1"]""", numbers = """["a"]""", @true = true, after = 0L, count = 10, schoolId = 1L, category = "21",
        };
        if (test.Database.Engine == Engine.Sqlite)
            return [.. (await connection.QueryAsync("EXPLAIN QUERY PLAN " + sql.For(Engine.Sqlite), values)).Select(row => (string)row.detail)];

        // A planner that sees no rows scans them; this one is asked what it would do with many.
        await connection.ExecuteAsync("SET enable_seqscan = off");
        return [.. await connection.QueryAsync<string>("EXPLAIN " + sql.For(Engine.PostgreSql), values)];
    }
}
