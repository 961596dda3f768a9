using System.Data.Common;
using System.Reflection;
using Dapper;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Replication;

/// <summary>
/// The change log keeps the lines of weeks: those that wait are found by their own index, whatever the planner believes of how
/// many they are (SQLite's, which is never given figures, believes nothing).
/// </summary>
[TestClass]
public sealed class ClaimPlansTests
{
    [TestMethod]
    [DataRow(typeof(ChangeClaims), "ClaimForNation"), DataRow(typeof(ChangeClaims), "ClaimForProvince")]
    [DataRow(typeof(RouteChanges), "Take"), DataRow(typeof(RouteChanges), "Waiting")]
    public async Task Lines_that_wait_are_found_without_a_walk_through_those_that_do_not(Type store, string statement)
    {
        var sql = (Sql)store.GetField(statement, BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        foreach (var engine in (Engine[])[Engine.Sqlite, Engine.PostgreSql])
        {
            await using var test = await TestScope.CreateAsync(engine);
            await using var connection = await test.Database.OpenAsync(CancellationToken.None);
            await connection.ExecuteAsync(
                $"""
                INSERT INTO change_log (change_id, entity, entity_id, entity_version, operation, logged_at, destination)
                SELECT s.i, 'student', s.i, 1, 'upsert', '2026-11-22T00:00:00Z', CASE s.i % 2 WHEN 0 THEN '51' END FROM ({Numbers(engine, 20_000)}) AS s;
                {(engine == Engine.PostgreSql ? "ANALYZE change_log;" : "")}
                UPDATE change_log SET batch_number = 1 WHERE change_id < 19900
                """);
            var plan = await PlanAsync(connection, engine, sql);
            StringAssert.Contains(plan, "IX_change_log_waiting", StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Seq Scan", plan);
            Assert.DoesNotContain("pk_change_log", plan);
            Assert.DoesNotContain("SCAN change_log", plan);
        }
    }

    internal static async Task<string> PlanAsync(DbConnection connection, Engine engine, Sql sql)
    {
        var values = new
        {
            number = 2L, to = "51", most = 100, count = 100, ids = "[1,2]", values = """["a"]""",
            types = """["1"]""", numbers = """["a"]""", keys = """["a"]""", type = "1", StudentId = 1L,
            SurvivorId = 2L, @true = true, @false = false,
        };
        var explain = engine == Engine.Sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
        var rows = await connection.QueryAsync(explain + sql.For(engine), values);
        return string.Join('\n', rows.Select(row => string.Join(' ', ((IDictionary<string, object>)row).Values)));
    }

    internal static string Numbers(Engine engine, int count) => engine == Engine.Sqlite
        ? $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i FROM n"
        : $"SELECT i FROM generate_series(1, {count}) AS i";
}
