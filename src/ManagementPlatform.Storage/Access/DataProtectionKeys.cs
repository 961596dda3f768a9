namespace ManagementPlatform.Storage.Access;

/// <summary>The keys that protect tokens, in the database so that every node of the center reads every node's tokens.</summary>
public sealed class DataProtectionKeys(Database database)
{
    private static readonly Table<Row> Keys = new("data_protection_key", "friendly_name");
    private static readonly Sql Read = Keys.Select("ORDER BY friendly_name");

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancel)
    {
        await using var session = new DbSession(database);
        return [.. (await session.QueryAsync<Row>(Read, null, cancel)).Select(key => key.Xml)];
    }

    public async Task AddAsync(string name, string xml, CancellationToken cancel)
    {
        await using var session = new DbSession(database);
        await session.BeginAsync(cancel);
        await session.InsertAsync(Keys, new Row { FriendlyName = name, Xml = xml }, cancel);
        await session.CommitAsync(cancel);
    }

    private sealed record Row
    {
        public required string FriendlyName { get; init; }
        public required string Xml { get; init; }
    }
}
