using System.Security.Cryptography;
using System.Text;
using Dapper;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Migrations;
using Npgsql;

namespace ManagementPlatform.TestSupport.Databases;

/// <summary>Databases made from a template that all test processes of a run share.</summary>
internal sealed class PostgreSqlDatabases : TestServer
{
    private readonly Lazy<Task<string>> _template;

    public PostgreSqlDatabases()
        : base(new PostgreSqlDialect()) => _template = new(CreateTemplateAsync);

    public override async Task<string> CreateBlankAsync() => await CreateAsync(NewName(), "template0");

    public override async Task<string> CreateMigratedAsync() => await CreateAsync(NewName(), await _template.Value);

    public override async Task<string?> CopyAsync(string connectionString)
    {
        DatabaseAt(connectionString).Release(); // a template has no connections
        return await CreateAsync(NewName(), NameOf(connectionString));
    }

    public override async Task ResetAsync(string connectionString)
    {
        await DropAsync(connectionString);
        await CreateAsync(NameOf(connectionString), await _template.Value);
    }

    public override async Task DropAsync(string connectionString)
    {
        DatabaseAt(connectionString).Release();
        await using var server = await ServerAsync();
        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {NameOf(connectionString)} WITH (FORCE)");
    }

    private static async Task<string> CreateAsync(string name, string template)
    {
        await using var server = await ServerAsync();
        await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return await ConnectionStringAsync(name);
    }

    // One process of the run makes it, under a lock that the others wait for; its name tells which scripts it was made with.
    private async Task<string> CreateTemplateAsync()
    {
        var scripts = string.Concat(Migration.History(Engine.PostgreSql).Select(m => m.Checksum));
        var name = "mp_template_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(scripts)))[..16];
        await using var server = await ServerAsync();
        await server.ExecuteAsync("SELECT pg_advisory_lock(1)");
        var exists = await server.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = @name)", new { name });
        if (!exists)
        {
            var draft = await CreateAsync(NewName(), "template0");
            await MigrateAsync(draft + ";Pooling=false");
            await server.ExecuteAsync($"ALTER DATABASE {NameOf(draft)} RENAME TO {name}");
        }

        return name;
    }

    private static async Task<NpgsqlConnection> ServerAsync()
    {
        var connection = new NpgsqlConnection(await PostgreSqlServer.ConnectionStringAsync() + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string> ConnectionStringAsync(string database) =>
        new NpgsqlConnectionStringBuilder(await PostgreSqlServer.ConnectionStringAsync()) { Database = database }.ToString();

    private static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;
}
