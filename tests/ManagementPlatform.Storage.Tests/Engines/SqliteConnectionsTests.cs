using System.Data.Common;
using Dapper;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Engines;

/// <summary>Connections are kept with what they have compiled; whoever gets one next finds nothing of whoever had it.</summary>
[TestClass]
public sealed class SqliteConnectionsTests
{
    private const string Count = "SELECT COUNT(*) FROM id_allocator WHERE name = @name";

    [TestMethod]
    public async Task A_connection_comes_back_and_its_statements_take_other_values()
    {
        await using var test = await TestDatabase.CreateAsync(Engine.Sqlite);
        var first = await test.Database.OpenAsync(CancellationToken.None);
        Assert.AreEqual(0, await first.ExecuteScalarAsync<int>(Count, new { name = "nothing" }));
        await first.DisposeAsync();

        await using var second = await test.Database.OpenAsync(CancellationToken.None);
        Assert.AreSame(first, second);
        Assert.AreEqual(0, await second.ExecuteScalarAsync<int>(Count, new { name = "nothing else" }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => second.ExecuteScalarAsync<int>(Count), "no value is left over");
    }

    [TestMethod]
    public async Task What_was_not_committed_is_gone_when_the_connection_comes_back()
    {
        await using var test = await TestDatabase.CreateAsync(Engine.Sqlite);
        var first = await test.Database.OpenAsync(CancellationToken.None);
        var transaction = await test.Database.Dialect.BeginWriteAsync(first, CancellationToken.None);
        await first.ExecuteAsync("CREATE TABLE scratch (n INTEGER)", transaction: transaction);
        await first.DisposeAsync();

        await using var second = await test.Database.OpenAsync(CancellationToken.None);
        Assert.AreEqual(0, await second.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'scratch'"));
    }

    [TestMethod]
    public async Task A_connection_that_was_hurried_is_nobody_elses()
    {
        await using var test = await TestDatabase.CreateAsync(Engine.Sqlite);
        var hurried = await test.Database.OpenAsync(CancellationToken.None);
        await test.Database.Dialect.HurryAsync(hurried, CancellationToken.None);
        await hurried.DisposeAsync();
        await using var next = await test.Database.OpenAsync(CancellationToken.None);
        Assert.AreNotSame(hurried, next);
    }

    [TestMethod]
    public async Task Released_connections_leave_the_file_whole_and_without_its_log()
    {
        await using var test = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using (var connection = await test.Database.OpenAsync(CancellationToken.None))
            await connection.ExecuteAsync("CREATE TABLE scratch (n INTEGER)");
        var file = new DbConnectionStringBuilder { ConnectionString = test.ConnectionString }["Data Source"].ToString()!;
        Assert.IsTrue(File.Exists(file + "-wal"), "it is open");
        test.Database.Release();
        Assert.IsFalse(File.Exists(file + "-wal"));
        await using var again = await test.Database.OpenAsync(CancellationToken.None);
        Assert.AreEqual(1, await again.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'scratch'"));
    }
}
