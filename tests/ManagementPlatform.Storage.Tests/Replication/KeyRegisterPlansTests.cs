using System.Reflection;
using Dapper;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Corrections;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.National;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Replication;

/// <summary>
/// The registers of numbers and documents have a row for every pupil of the nation and are never read from end to end for a few
/// of them.
/// </summary>
[TestClass]
public sealed class KeyRegisterPlansTests
{
    // With pages that cost as much one after the other as at random, PostgreSQL plans as for some times as many.
    private const int Rows = 200_000;

    private static readonly (string Name, Sql Sql)[] Statements =
    [
        .. OfStore(typeof(ClaimWriter), "Numbers", "Documents"), .. OfStore(typeof(RegistrationStore), "Documents"),
        .. OfStore(typeof(Contests), "Holders"), .. OfStore(typeof(RecordPointers), "Numbers", "Documents"),
        .. OfStore(typeof(RecordStore), "DropDocuments"), .. from table in ReplicaCatalogue.Of(Entity.Student).Tables
           where table.Merge == Merge.Claim
           from sql in (Sql[])[table.Read, table.ReadKeys, table.Delete]
           select (table.Name, sql),
    ];

    [TestMethod]
    [DataRow(Engine.Sqlite), DataRow(Engine.PostgreSql)]
    public async Task What_a_few_pupils_hold_is_found_by_key(Engine engine)
    {
        await using var test = await TestScope.CreateAsync(engine);
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        var numbers = ClaimPlansTests.Numbers(engine, Rows);
        await connection.ExecuteAsync(
            $"""
            INSERT INTO identity_document (document_type, document_number, student_id) SELECT '1', '5101042018' || s.i, s.i FROM ({numbers}) AS s;
            INSERT INTO student_number (number, student_id) SELECT 'G5101042018' || s.i, s.i FROM ({numbers}) AS s;
            {(engine == Engine.PostgreSql ? "ANALYZE identity_document, student_number; SET seq_page_cost = 4" : "")}
            """);
        Assert.IsGreaterThan(12, Statements.Length);
        foreach (var (name, sql) in Statements)
        {
            var plan = await ClaimPlansTests.PlanAsync(connection, engine, sql);
            foreach (var scan in (string[])["Seq Scan on identity_document", "Seq Scan on student_number ", "SCAN identity_document", "SCAN student_number", "SCAN d", "SCAN n"])
                Assert.DoesNotContain(scan, plan + " ", $"{name}: {sql.For(engine)}\n{plan}");
        }
    }

    [TestMethod]
    public async Task What_the_pupils_of_a_batch_hold_is_found_by_key_on_PostgreSql()
    {
        await using var test = await TestScope.CreateAsync(Engine.PostgreSql);
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        var numbers = ClaimPlansTests.Numbers(Engine.PostgreSql, Rows);
        await connection.ExecuteAsync(
            $"""
            SET session_replication_role = replica;
            INSERT INTO student_number (number, student_id) SELECT 'G5101042018' || s.i, s.i FROM ({numbers}) AS s;
            INSERT INTO student_number_history (number, student_id, kind, valid_from, reason) SELECT 'G5101042018' || s.i, s.i, '1', now(), '' FROM ({numbers}) AS s;
            ANALYZE student_number, student_number_history;
            """);
        var batch = ReplicaCatalogue.Of(Entity.Student).Tables.Single(table => table.Name == "student_number").ReadRange;

        await using (await new PostgreSqlDialect().BeginReadAsync(connection, CancellationToken.None))
            Assert.DoesNotContain("Seq Scan", await PlanAsync());
        Assert.Contains("Seq Scan on student_number", await PlanAsync(), "the planner would do it otherwise");

        async Task<string> PlanAsync() => string.Join('\n', await connection.QueryAsync<string>(
            "EXPLAIN " + batch.For(Engine.PostgreSql), new { after = 100_000L, to = 110_000L }));
    }

    private static IEnumerable<(string, Sql)> OfStore(Type store, params string[] fields) =>
        fields.Select(field => ($"{store.Name}.{field}", (Sql)store.GetField(field, BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!));
}
