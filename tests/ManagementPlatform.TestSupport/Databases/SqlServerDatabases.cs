using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Dapper;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Migrations;
using Microsoft.Data.SqlClient;

namespace ManagementPlatform.TestSupport.Databases;

/// <summary>
/// Databases <c>mp_test_…</c> on the server of <c>MP_TEST_SQLSERVER</c>. Making one is slow there, so an emptied one is used
/// again; all are dropped when the test assembly ends, and nothing else on that server is touched.
/// </summary>
internal sealed partial class SqlServerDatabases() : TestServer(new SqlServerDialect())
{
    private readonly ConcurrentBag<string> _migrated = [];
    private readonly ConcurrentDictionary<string, bool> _isBlank = new();

    public override async Task<string> CreateBlankAsync()
    {
        var name = NewName();
        await OnServerAsync($"CREATE DATABASE {name}");
        var connectionString = new SqlConnectionStringBuilder(Server) { InitialCatalog = name }.ToString();
        _isBlank[connectionString] = true;
        return connectionString;
    }

    public override async Task<string> CreateMigratedAsync()
    {
        if (_migrated.TryTake(out var free))
            return free;
        var connectionString = await CreateBlankAsync();
        await MigrateAsync(connectionString);
        _isBlank[connectionString] = false;
        return connectionString;
    }

    // A script creates what another refers to first: the reverse order is safe for the foreign keys.
    public override async Task ResetAsync(string connectionString)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.ExecuteAsync(string.Concat(Tables().Reverse().Select(table => $"DELETE FROM {table};\n")));
    }

    public override async Task DropAsync(string connectionString)
    {
        if (_isBlank[connectionString] || await WasAlteredAsync(connectionString))
        {
            await DropForGoodAsync(connectionString);
            return;
        }

        await ResetAsync(connectionString);
        _migrated.Add(connectionString);
    }

    public override async Task CleanUpAsync()
    {
        foreach (var connectionString in _isBlank.Keys)
            await DropForGoodAsync(connectionString);
    }

    private static string Server =>
        TestEngines.SqlServer ?? throw new InvalidOperationException("MP_TEST_SQLSERVER holds no connection string.");

    private static IEnumerable<string> Tables() =>
        Migration.History(Engine.SqlServer).SelectMany(m => TableName().Matches(m.Text)).Select(m => m.Groups[1].Value);

    // A test that made tables or migrations of its own leaves nothing for the next one.
    private static async Task<bool> WasAlteredAsync(string connectionString)
    {
        await using var connection = new SqlConnection(connectionString);
        var tables = await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM sys.tables");
        var scripts = await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM dbo.schema_migration");
        return tables != Tables().Count() + 1 || scripts != Migration.History(Engine.SqlServer).Count;
    }

    private async Task DropForGoodAsync(string connectionString)
    {
        _isBlank.TryRemove(connectionString, out _);
        DatabaseAt(connectionString).Release();
        await OnServerAsync($"DROP DATABASE IF EXISTS {new SqlConnectionStringBuilder(connectionString).InitialCatalog}");
    }

    private static async Task OnServerAsync(string statement)
    {
        await using var connection = new SqlConnection(Server);
        await connection.ExecuteAsync(statement);
    }

    [GeneratedRegex(@"^CREATE TABLE (dbo\.\w+)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableName();
}
