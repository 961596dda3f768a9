using Dapper;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Tests;

[TestClass]
public sealed class TableTests
{
    private static readonly Table<Sample> Samples = new("sample", "sample_id");
    private static readonly Sql All = Samples.Select("ORDER BY sample_id");

    private static readonly Sample Full = new()
    {
        SampleId = long.MaxValue,
        Number = int.MinValue,
        IsGood = true,
        IsKnown = false,
        Area = 1234567.89m,
        Born = new DateOnly(2016, 2, 29),
        At = new DateTimeOffset(2026, 9, 1, 7, 59, 59, 123, TimeSpan.FromHours(8)).AddMicroseconds(456),
        Code = "510105",
        Name = "O'Brien \"\\ 阿依古丽·买买提 𠮷㐀 ; -- ",
        StudentNumber = StudentNumber.Parse("G11010519491231002X"),
        DocumentNumber = new DocumentNumber("11010519491231002X"),
        RowVersion = 1,
    };

    private static readonly Sample Sparse = Full with
    {
        SampleId = -1,
        IsGood = false,
        IsKnown = null,
        Area = null,
        Born = null,
        At = null,
        Name = null,
        StudentNumber = null,
        DocumentNumber = null,
    };

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_bulk_insert_stores_what_single_inserts_store(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var single = await StoredAsync(test, async (session, cancel) =>
        {
            await session.InsertAsync(Samples, Full, cancel);
            await session.InsertAsync(Samples, Sparse, cancel);
        });
        var singleText = await TextAsync(test);
        await test.ScalarAsync<int>("DELETE FROM sample");
        var bulk = await StoredAsync(test, async (session, cancel) =>
            Assert.AreEqual(2, await session.BulkInsertAsync(Samples, [Full, Sparse], cancel)));
        Sample[] expected = [Sparse, Full];
        CollectionAssert.AreEqual(expected, single);
        CollectionAssert.AreEqual(expected, bulk);
        Assert.AreEqual(singleText, await TextAsync(test));
        Assert.AreEqual(TimeSpan.Zero, bulk[1].At!.Value.Offset);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task An_update_writes_over_the_version_that_was_read(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await StoredAsync(test, (session, cancel) => session.InsertAsync(Samples, Full, cancel));
        var changed = Full with { Name = "新名", Area = null, IsGood = false };
        var stored = await StoredAsync(test, (session, cancel) => session.UpdateAsync(Samples, changed, cancel));
        Assert.AreEqual(changed with { RowVersion = 2 }, stored.Single());
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => StoredAsync(test, (session, cancel) => session.UpdateAsync(Samples, changed, cancel)));
        Assert.AreEqual(RefusalKind.Stale, refusal.Kind);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_bulk_insert_that_is_cancelled_stores_nothing(Engine engine)
    {
        await using var test = await StartAsync(engine);
        using var cancellation = new CancellationTokenSource();
        IEnumerable<Sample> Rows()
        {
            for (var i = 0; i < 5000; i++)
            {
                if (i == 3000)
                    cancellation.Cancel();
                yield return Full with { SampleId = i };
            }
        }

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => StoredAsync(test, (session, _) => session.BulkInsertAsync(Samples, Rows(), cancellation.Token)));
        Assert.AreEqual(0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM sample"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_stream_gives_the_rows_one_by_one(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var rows = Enumerable.Range(0, 100).Select(i => Full with { SampleId = i }).ToArray();
        await StoredAsync(test, (session, cancel) => session.BulkInsertAsync(Samples, rows, cancel));
        await test.RunAsync<DbSession>(async session =>
        {
            var streamed = new List<Sample>();
            await foreach (var row in session.StreamAsync<Sample>(All, null, CancellationToken.None))
                streamed.Add(row);
            CollectionAssert.AreEqual(rows, streamed);
        });
    }

    // The other engines keep their figures by themselves, or plan well without.
    [TestMethod]
    public async Task After_a_large_load_the_planner_of_PostgreSQL_knows_the_table()
    {
        await using var test = await StartAsync(Engine.PostgreSql);
        await StoredAsync(test, (session, cancel) =>
            session.BulkInsertAsync(Samples, Enumerable.Range(0, 12_000).Select(i => Full with { SampleId = i }), cancel));
        Assert.AreEqual(
            12_000, await test.ScalarAsync<int>("SELECT CAST(reltuples AS integer) FROM pg_class WHERE relname = 'sample'"));
    }

    private static async Task<TestScope> StartAsync(Engine engine)
    {
        var test = await TestScope.CreateAsync(engine);
        await test.StartCenterAsync();
        await test.ScalarAsync<int>(engine switch
        {
            Engine.Sqlite => Ddl("INTEGER", "INTEGER", "REAL", "TEXT", "TEXT", "TEXT", "TEXT", " STRICT"),
            Engine.PostgreSql =>
                Ddl("bigint", "boolean", "numeric(12,2)", "date", "timestamptz", "varchar(64)", "varchar(64)", string.Empty),
            _ => Ddl("bigint", "bit", "decimal(12,2)", "date", "datetime2(6)", "varchar(64)", "nvarchar(64)", string.Empty),
        });
        return test;
    }

    private static string Ddl(
        string key, string flag, string money, string date, string time, string code, string name, string storage) =>
        $"""
        CREATE TABLE sample
        (sample_id {key} NOT NULL PRIMARY KEY, number INTEGER NOT NULL, is_good {flag} NOT NULL, is_known {flag} NULL, area {money} NULL,
        born {date} NULL, at {time} NULL, code {code} NOT NULL, name {name} NULL, student_number {code} NULL, document_number {code} NULL,
        row_version INTEGER NOT NULL){storage}
        """;

    private static async Task<List<Sample>> StoredAsync(TestScope test, Func<DbSession, CancellationToken, Task> write)
    {
        await using var scope = test.Open();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        return await work.CommitAsync(
            test.Center,
            "sample.write",
            async cancel =>
            {
                work.Audited(new AuditLine(Entity.Job, null));
                await write(session, cancel);
                return (await session.QueryAsync<Sample>(All, null, cancel)).ToList();
            },
            CancellationToken.None);
    }

    // As the engine itself writes the values down: two that read back alike may still be stored differently.
    private static async Task<string> TextAsync(TestScope test)
    {
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        var columns = Samples.Columns.Select(c => $"CAST({c.Name} AS varchar(100)) AS {c.Name}");
        var rows = await connection.QueryAsync($"SELECT {string.Join(", ", columns)} FROM sample ORDER BY sample_id");
        return string.Join('\n', rows.Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values)));
    }

    private sealed record Sample
    {
        public required long SampleId { get; init; }
        public required int Number { get; init; }
        public required bool IsGood { get; init; }
        public bool? IsKnown { get; init; }
        public decimal? Area { get; init; }
        public DateOnly? Born { get; init; }
        public DateTimeOffset? At { get; init; }
        public required string Code { get; init; }
        public string? Name { get; init; }
        public StudentNumber? StudentNumber { get; init; }
        public DocumentNumber? DocumentNumber { get; init; }
        public required int RowVersion { get; init; }
    }
}
