using System.Data.Common;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Migrations;

namespace ManagementPlatform.TestSupport.Databases;

/// <summary>How one engine makes, empties and drops databases for tests. Each is named by its connection string.</summary>
internal abstract class TestServer(SqlDialect dialect)
{
    public abstract Task<string> CreateBlankAsync();

    public abstract Task<string> CreateMigratedAsync();

    /// <summary>
    /// A database with everything that another one holds, which nobody uses meanwhile; null where the engine has no quick way.
    /// </summary>
    public virtual Task<string?> CopyAsync(string connectionString) => Task.FromResult<string?>(null);

    public abstract Task ResetAsync(string connectionString);

    public abstract Task DropAsync(string connectionString);

    public virtual Task CleanUpAsync() => Task.CompletedTask;

    public Database DatabaseAt(string connectionString) => new(dialect, connectionString);

    /// <summary>A connection of the same pool as the product's.</summary>
    protected DbConnection Pooled(string connectionString) => dialect.CreateConnection(dialect.Complete(connectionString));

    /// <summary>Lets go of the product's idle connections to a database.</summary>
    protected void Release(string connectionString) => dialect.Release(dialect.Complete(connectionString));

    protected static string NewName() => "mp_test_" + Guid.CreateVersion7().ToString("n");

    protected Task MigrateAsync(string connectionString) =>
        new Migrator(DatabaseAt(connectionString), new MovableTime()).MigrateAsync(CancellationToken.None);
}
