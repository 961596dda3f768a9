using System.Data.Common;
using Dapper;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Migrations;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Migrations;

[TestClass]
public sealed class MigratorTests
{
    private static readonly MovableTime Time = new();

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_blank_database_gets_every_script_once(Engine engine)
    {
        await using var blank = await TestDatabase.CreateBlankAsync(engine);
        var migrator = new Migrator(blank.Database, Time);
        var history = Migration.History(engine);
        CollectionAssert.AreEqual(history.ToList(), (await migrator.MigrateAsync(CancellationToken.None)).ToList());
        Assert.IsTrue(await migrator.IsCurrentAsync(CancellationToken.None));
        Assert.IsEmpty(await migrator.MigrateAsync(CancellationToken.None));
        CollectionAssert.AreEqual(history.Select(m => m.Number).ToList(), await AppliedAsync(blank));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Only_the_missing_scripts_are_applied(Engine engine)
    {
        await using var blank = await TestDatabase.CreateBlankAsync(engine);
        var migrator = new Migrator(blank.Database, Time);
        var history = Migration.History(engine);
        await migrator.MigrateAsync([history[0]], CancellationToken.None);
        Assert.IsFalse(await migrator.IsCurrentAsync(CancellationToken.None));
        CollectionAssert.AreEqual(history.Skip(1).ToList(), (await migrator.MigrateAsync(CancellationToken.None)).ToList());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task An_applied_script_that_was_changed_is_refused(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var history = Migration.History(engine).ToList();
        history[1] = Migration.Of($"{history[1].Number:0000}_{history[1].Name}.sql", history[1].Text + "-- one word more\n");
        history.Add(Migration.Of("9998_later.sql", "CREATE TABLE later (a int NOT NULL);"));
        var migrator = new Migrator(database.Database, Time);
        var refused = await Assert.ThrowsExactlyAsync<MigrationException>(
            () => migrator.MigrateAsync(history, CancellationToken.None));
        Assert.Contains(history[1].Name, refused.Message);
        CollectionAssert.DoesNotContain(await AppliedAsync(database), 9998);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_database_newer_than_the_program_is_refused(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var newer = Migration.Of("9998_later.sql", "CREATE TABLE later (a int NOT NULL);");
        var migrator = new Migrator(database.Database, Time);
        await migrator.MigrateAsync([.. Migration.History(engine), newer], CancellationToken.None);
        var refused = await Assert.ThrowsExactlyAsync<MigrationException>(() => migrator.MigrateAsync(CancellationToken.None));
        Assert.Contains("9998", refused.Message);
        await Assert.ThrowsExactlyAsync<MigrationException>(() => migrator.IsCurrentAsync(CancellationToken.None));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Programs_that_migrate_at_once_end_with_one_history(Engine engine)
    {
        await using var blank = await TestDatabase.CreateBlankAsync(engine);
        using var start = new Barrier(4);
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var program = Database.Of(engine.ToString(), blank.ConnectionString);
            start.SignalAndWait();
            return (await new Migrator(program, Time).MigrateAsync(CancellationToken.None)).Count;
        })));
        var history = Migration.History(engine);
        CollectionAssert.AreEquivalent(new[] { history.Count, 0, 0, 0 }, applied);
        CollectionAssert.AreEqual(history.Select(m => m.Number).ToList(), await AppliedAsync(blank));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_script_that_fails_leaves_nothing_of_the_run(Engine engine)
    {
        await using var blank = await TestDatabase.CreateBlankAsync(engine);
        Migration[] history =
        [
            Migration.Of("0001_good.sql", "CREATE TABLE good (a int NOT NULL);"),
            Migration.Of("0002_bad.sql", "CREATE TABLE half (a int NOT NULL); INSERT INTO nowhere (a) VALUES (1);"),
        ];
        var migrator = new Migrator(blank.Database, Time);
        await Assert.ThrowsAsync<DbException>(() => migrator.MigrateAsync(history, CancellationToken.None));
        await migrator.MigrateAsync(CancellationToken.None);
        foreach (var table in new[] { "good", "half" })
            await Assert.ThrowsAsync<DbException>(() => RowsAsync(blank, $"SELECT COUNT(*) FROM {table}"));
    }

    [TestMethod]
    public void Line_endings_do_not_change_a_checksum() =>
        Assert.AreEqual(Migration.Of("0001_a.sql", "a\nb\n"), Migration.Of("0001_a.sql", "a\r\nb\r\n"));

    [TestMethod]
    public void The_three_histories_have_the_same_scripts()
    {
        var names = Enum.GetValues<Engine>()
            .Select(e => string.Join(' ', Migration.History(e).Select(m => m.Name))).Distinct().ToList();
        Assert.HasCount(1, names);
        Assert.AreNotEqual(string.Empty, names[0]);
    }

    private static Task<List<int>> AppliedAsync(TestDatabase database) =>
        RowsAsync(database, "SELECT number FROM schema_migration ORDER BY number");

    private static async Task<List<int>> RowsAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.Database.OpenAsync(CancellationToken.None);
        return [.. await connection.QueryAsync<int>(sql)];
    }
}
