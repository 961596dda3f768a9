using System.Data.Common;
using Dapper;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Tests.Writing;

[TestClass]
public sealed class KeyConflictsTests
{
    private static readonly Sql Document = Sql.Portable(
        "INSERT INTO dbo.identity_document (document_type, document_number, student_id) VALUES ('1', @number, 1)");

    private static readonly Sql Number = Sql.Portable("INSERT INTO dbo.student_number (number, student_id) VALUES (@number, 1)");

    // SQLite names the columns instead of the constraint, and keeps the two kinds of table apart: rows by number, or by primary
    // key.
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_violated_key_is_known_by_its_name(Engine engine)
    {
        await using var database = await TestDatabase.CreateBlankAsync(engine);
        await using var connection = await database.Database.OpenAsync(CancellationToken.None);
        foreach (var (table, storage) in new[] { ("by_number", string.Empty), ("by_key", engine == Engine.Sqlite ? " WITHOUT ROWID" : string.Empty) })
        {
            await connection.ExecuteAsync($"""
                CREATE TABLE {table} (a int NOT NULL, b int NOT NULL, c int NULL, CONSTRAINT PK_{table} PRIMARY KEY (a, b)){storage};
                CREATE UNIQUE INDEX UX_{table}_one ON {table} (c) WHERE c IS NOT NULL;
                CREATE UNIQUE INDEX UX_{table}_two ON {table} (b, c);
                INSERT INTO {table} (a, b, c) VALUES (1, 2, NULL), (1, 3, 30), (4, 40, 41);
                """);
            await ViolatesAsync($"INSERT INTO {table} (a, b, c) VALUES (1, 2, 9)", $"PK_{table}");
            await ViolatesAsync($"INSERT INTO {table} (a, b, c) VALUES (8, 9, 30)", $"UX_{table}_one");
            await ViolatesAsync($"UPDATE {table} SET b = 3, c = 30 WHERE a = 4", engine == Engine.Sqlite ? null : $"UX_{table}_");
            await ViolatesAsync($"INSERT INTO {table} (a, b, c) VALUES (8, NULL, 9)", null, isKey: false);
        }

        async Task ViolatesAsync(string statement, string? key, bool isKey = true)
        {
            var exception = await Assert.ThrowsAsync<DbException>(() => connection.ExecuteAsync(statement));
            var found = await database.Database.Dialect.ViolatedKeyAsync(exception, connection, CancellationToken.None);
            Assert.AreEqual(isKey, found is not null, statement);
            if (key is not null)
                Assert.StartsWith(key.ToUpperInvariant(), found!.ToUpperInvariant());
        }
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_document_that_another_pupil_has_is_refused_in_words(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await InsertAsync(test, Document, () => "11010519491231002X");
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => InsertAsync(test, Document, () => "11010519491231002X"));
        Assert.AreEqual((RefusalKind.Conflict, "document_taken"), (refusal.Kind, refusal.Code));
        Assert.DoesNotContain("1949", refusal.ToString());
        Assert.AreEqual(
            "document_taken", await test.ScalarAsync<string>("SELECT reason FROM audit_event WHERE result = 'refused'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_generated_number_that_is_taken_is_drawn_again(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await InsertAsync(test, Number, () => "L510105201603150001");
        var draws = new Queue<string>(["L510105201603150001", "L510105201603150001", "L510105201603150002"]);
        await InsertAsync(test, Number, draws.Dequeue);
        Assert.IsEmpty(draws);
        Assert.AreEqual(2, await test.ScalarAsync<int>("SELECT COUNT(*) FROM student_number"));
        Assert.AreEqual(2, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Drawing_ends_when_every_number_is_taken(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await InsertAsync(test, Number, () => "L510105201603150001");
        var draws = 0;
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => InsertAsync(test, Number, () =>
        {
            draws++;
            return "L510105201603150001";
        }));
        Assert.AreEqual("student_number_taken", refusal.Code);
        Assert.AreEqual(5, draws);
    }

    // Two clients race with the same document: one wins, the other is told.
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_two_who_race_for_a_key_one_wins(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await InsertAsync(test, Document, () => "11010519491231002X");
                return "done";
            }
            catch (RefusalException refusal)
            {
                return refusal.Code;
            }
        }));
        CollectionAssert.AreEquivalent(Enumerable.Repeat("document_taken", 7).Append("done").ToArray(), outcomes);
        Assert.AreEqual(1, await test.ScalarAsync<int>("SELECT COUNT(*) FROM identity_document"));
    }

    private static async Task<TestScope> StartAsync(Engine engine)
    {
        var test = await TestScope.CreateAsync(engine);
        await test.StartCenterAsync();
        return test;
    }

    private static async Task InsertAsync(TestScope test, Sql statement, Func<string> number)
    {
        await using var scope = test.Open();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.CommitAsync(
            test.Center,
            "student.register",
            async cancel =>
            {
                work.Audited(new AuditLine(Entity.Student, 1, 1));
                return await session.ExecuteAsync(statement, new { number = Ansi.Code(number()) }, cancel);
            },
            CancellationToken.None);
    }
}
