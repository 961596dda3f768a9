using System.Data.Common;
using Dapper;

namespace ManagementPlatform.Storage.Migrations;

/// <summary>
/// Brings the schema to the program's version: all missing scripts in one transaction under a lock that a second migrating
/// process waits for, so that a script runs once and a failure leaves the schema as it was.
/// </summary>
public sealed class Migrator(Database database, TimeProvider time)
{
    private const string LockName = "management_platform_migration";

    private static readonly Sql CreateTable = Sql.PerEngine(
        sqlite: """
            CREATE TABLE IF NOT EXISTS schema_migration
            (number INTEGER NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL,
            CONSTRAINT PK_schema_migration PRIMARY KEY (number)) STRICT
            """,
        sqlServer: """
            IF OBJECT_ID('dbo.schema_migration') IS NULL CREATE TABLE dbo.schema_migration
            (number int NOT NULL, name varchar(100) NOT NULL, checksum varchar(64) NOT NULL, applied_at datetime2(6) NOT NULL,
            CONSTRAINT PK_schema_migration PRIMARY KEY (number))
            """,
        postgreSql: """
            CREATE TABLE IF NOT EXISTS schema_migration
            (number integer NOT NULL, name varchar(100) NOT NULL, checksum varchar(64) NOT NULL, applied_at timestamptz NOT NULL,
            CONSTRAINT PK_schema_migration PRIMARY KEY (number))
            """);

    private static readonly Sql Lock = Sql.PerEngine(
        sqlite: "SELECT 1",
        sqlServer: "EXEC sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 120000",
        postgreSql: "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext(@name))) AS l");

    private static readonly Sql Applied = Sql.Portable(
        "SELECT number AS Number, checksum AS Checksum FROM dbo.schema_migration ORDER BY number");

    private static readonly Sql Record = Sql.Portable(
        "INSERT INTO dbo.schema_migration (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @appliedAt)");

    /// <returns>The scripts that were applied now; empty when the schema was current.</returns>
    /// <exception cref="MigrationException">
    /// An applied script was changed since, or the database is newer than the program.
    /// </exception>
    public Task<IReadOnlyList<Migration>> MigrateAsync(CancellationToken cancel) =>
        MigrateAsync(Migration.History(database.Engine), cancel);

    public async Task<IReadOnlyList<Migration>> MigrateAsync(IReadOnlyList<Migration> history, CancellationToken cancel)
    {
        await database.EnsureExistsAsync(cancel);
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await database.Dialect.BeginWriteAsync(connection, cancel);
        await connection.ExecuteAsync(Command(Lock, new { name = LockName }, transaction, cancel));
        await connection.ExecuteAsync(Command(CreateTable, null, transaction, cancel));
        var applied = (await connection.QueryAsync<AppliedMigration>(Command(Applied, null, transaction, cancel))).AsList();
        var missing = Missing(history, applied);
        foreach (var migration in missing)
            await ApplyAsync(migration, connection, transaction, cancel);
        await transaction.CommitAsync(cancel);
        return missing;
    }

    /// <summary>Whether the schema is the program's; for the readiness check and <c>mp doctor</c>.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var applied = (await connection.QueryAsync<AppliedMigration>(Command(Applied, null, null, cancel))).AsList();
        return Missing(Migration.History(database.Engine), applied).Count == 0;
    }

    private static List<Migration> Missing(IReadOnlyList<Migration> history, List<AppliedMigration> applied)
    {
        var known = history.ToDictionary(m => m.Number);
        foreach (var (number, checksum) in applied)
        {
            if (!known.TryGetValue(number, out var migration))
                throw new MigrationException($"数据库已应用第 {number:0000} 号迁移，比本程序新；请升级程序。");
            if (migration.Checksum != checksum)
                throw new MigrationException($"第 {number:0000} 号迁移（{migration.Name}）应用后被改动，拒绝继续；请恢复原脚本，改动另写新脚本。");
        }

        return [.. history.Where(m => applied.TrueForAll(a => a.Number != m.Number))];
    }

    private async Task ApplyAsync(
        Migration migration, DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await connection.ExecuteAsync(
            new CommandDefinition(migration.Text, null, transaction, commandTimeout: 0, cancellationToken: cancel));
        var applied = new { migration.Number, migration.Name, migration.Checksum, appliedAt = time.GetUtcNow() };
        await connection.ExecuteAsync(Command(Record, applied, transaction, cancel));
    }

    private CommandDefinition Command(Sql sql, object? parameters, DbTransaction? transaction, CancellationToken cancel) =>
        new(sql.For(database.Engine), parameters, transaction, cancellationToken: cancel);

    private sealed record AppliedMigration(int Number, string Checksum)
    {
        // Dapper: SQLite's integers are 64-bit.
        public AppliedMigration(long number, string checksum)
            : this((int)number, checksum)
        {
        }
    }
}
