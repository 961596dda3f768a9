using System.Data.Common;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;
using Npgsql;

namespace ManagementPlatform.Storage.Tests.Engines;

/// <summary>
/// Rows of which the caller says that their parents are here: an engine may believe it, for as long as they are loaded and no
/// longer.
/// </summary>
[TestClass]
public sealed class SeenRowsTests
{
    private const int Many = 2_000;

    [TestMethod]
    public async Task PostgreSql_believes_the_caller_while_the_rows_are_loaded_and_looks_again_at_the_next()
    {
        await using var test = await TestScope.CreateAsync(Engine.PostgreSql);
        await using var session = new DbSession(test.Database);
        var failure = await InTransactionAsync(session, async () =>
        {
            Assert.AreEqual(
                Many, await session.BulkInsertSeenAsync(StudentTables.NumberHistory, OfNobody(1, Many), CancellationToken.None));
            await session.BulkInsertAsync(StudentTables.NumberHistory, OfNobody(Many + 1, 1), CancellationToken.None);
        });
        Assert.AreEqual(PostgresErrorCodes.ForeignKeyViolation, failure.SqlState);
        Assert.AreEqual(0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM student_number_history"));
    }

    [TestMethod]
    public async Task A_part_that_fails_while_PostgreSql_believes_ends_that_with_it()
    {
        await using var test = await TestScope.CreateAsync(Engine.PostgreSql);
        await using var session = new DbSession(test.Database);
        var failure = await InTransactionAsync(session, async () =>
        {
            var part = await session.TryAsync(
                () =>
                    session.BulkInsertSeenAsync(
                        StudentTables.NumberHistory, [.. OfNobody(1, Many), .. OfNobody(1, 1)], CancellationToken.None),
                CancellationToken.None);
            Assert.AreEqual(PostgresErrorCodes.UniqueViolation, part!.SqlState);
            await session.BulkInsertAsync(StudentTables.NumberHistory, OfNobody(1, 1), CancellationToken.None);
        });
        Assert.AreEqual(PostgresErrorCodes.ForeignKeyViolation, failure.SqlState);
    }

    [TestMethod]
    public async Task A_role_that_may_not_have_PostgreSql_believe_it_loads_as_ever()
    {
        await using var test = await TestScope.CreateAsync(Engine.PostgreSql);
        var plain = new NpgsqlConnectionStringBuilder(test.ConnectionString) { Options = "-c role=pg_write_all_data" };
        using var database = Database.Of("postgresql", plain.ToString());
        await using var session = new DbSession(database);
        var failure = await InTransactionAsync(
            session, () => session.BulkInsertSeenAsync(StudentTables.NumberHistory, OfNobody(1, Many), CancellationToken.None));
        Assert.AreEqual(PostgresErrorCodes.ForeignKeyViolation, failure.SqlState);
    }

    [TestMethod, DynamicData(nameof(Others))]
    public async Task Another_engine_looks_whatever_the_caller_says(Engine engine)
    {
        await using var test = await TestScope.CreateAsync(engine);
        await using var session = new DbSession(test.Database);
        var failure = await InTransactionAsync(
            session, () => session.BulkInsertSeenAsync(StudentTables.NumberHistory, OfNobody(1, Many), CancellationToken.None));
        Assert.IsTrue(test.Database.Dialect.RejectsValue(failure), failure.Message);
    }

    private static IEnumerable<object[]> Others => TestEngines.All.Where(engine => !engine.Contains(Engine.PostgreSql));

    private static Task<DbException> InTransactionAsync(DbSession session, Func<Task> act) => Assert.ThrowsAsync<DbException>(() => session.InTransactionAsync(
        async () =>
        {
            await act();
            return 0;
        },
        CancellationToken.None));

    private static List<NumberHistoryRow> OfNobody(int first, int count) => [.. Enumerable.Range(first, count).Select(i => new NumberHistoryRow
    {
        StudentId = i,
        Number = StudentNumber.Parse("G11010519491231002X"),
        Kind = "G",
        ValidFrom = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero),
        Reason = "试",
    })];
}
