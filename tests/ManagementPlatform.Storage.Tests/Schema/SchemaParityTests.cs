using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Schema;

/// <summary>
/// The three schema histories lead to one schema: tables, columns, nullability, keys and indexes, names included.
/// </summary>
[TestClass]
public sealed class SchemaParityTests
{
    [TestMethod]
    public async Task SQLite_has_the_schema_of_SQL_Server() => AssertSame(await ModelAsync(Engine.Sqlite));

    [TestMethod]
    public async Task PostgreSQL_has_the_schema_of_SQL_Server() => AssertSame(await ModelAsync(Engine.PostgreSql));

    [TestMethod]
    public async Task A_schema_that_differs_is_seen()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var connection = await database.Database.OpenAsync(CancellationToken.None);
        foreach (var change in new[]
        {
            "ALTER TABLE region ADD COLUMN more TEXT NULL",
            "CREATE UNIQUE INDEX UX_region_name ON region (name)",
            "DROP INDEX IX_school_county",
            "CREATE TABLE other (a INTEGER NOT NULL, CONSTRAINT PK_other PRIMARY KEY (a)) STRICT",
        })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = change;
            await command.ExecuteNonQueryAsync();
        }

        var differences = Differences(await Catalogue.SqliteAsync(connection));
        foreach (var table in new[] { "region.more", "ux_region_name", "ix_school_county", "pk_other" })
            Assert.IsTrue(differences.Any(d => d.Contains(table, StringComparison.Ordinal)), table);
    }

    private static async Task<SchemaModel> ModelAsync(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var connection = await database.Database.OpenAsync(CancellationToken.None);
        return engine == Engine.Sqlite ? await Catalogue.SqliteAsync(connection) : await Catalogue.PostgreSqlAsync(connection);
    }

    private static void AssertSame(SchemaModel model) => Assert.AreEqual(string.Empty, string.Join('\n', Differences(model)));

    // The migrator makes its own table before any script runs, so the scripts of SQL Server do not show it.
    private static List<string> Differences(SchemaModel model)
    {
        var expected = TransactSql.Schema().Lines();
        var actual = model.Lines().Where(line => !line.StartsWith("schema_migration", StringComparison.Ordinal)).ToList();
        return
        [
            .. expected.Except(actual).Select(line => "only SQL Server: " + line),
            .. actual.Except(expected).Select(line => "SQL Server lacks: " + line),
        ];
    }
}
