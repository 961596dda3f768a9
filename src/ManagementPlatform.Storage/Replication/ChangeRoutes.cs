using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Replication;

/// <summary>An aggregate that the nation passes on.</summary>
/// <param name="Operation"><see cref="ReplicatedOperation"/>.</param>
/// <param name="Origin">
/// The center that it came from; null when the nation wrote it. The nation's own code when it sends again what it has not written
/// now: it took it back after a restore, or somebody new has to have it.
/// </param>
public sealed record PassedOn(ReplicatedEntity Entity, long Id, int Version, string Operation, string? Origin);

/// <summary>
/// 路由: puts aggregates on the channels of the provinces that they concern (<see cref="Destinations"/>): a line of the change log
/// each. Inside a unit of work or a transaction.
/// </summary>
public sealed class ChangeRoutes(DbSession session, AggregateReader reader, Identifiers identifiers, TimeProvider time)
{
    private static readonly Sql Provinces = Sql.Portable(
        "SELECT c.channel FROM dbo.replication_channel AS c WHERE c.channel LIKE '00-%' ORDER BY c.channel");

    /// <summary>Codes of the provinces that have joined.</summary>
    public async Task<IReadOnlyList<string>> ProvincesAsync(CancellationToken cancel) =>
        [.. (await session.QueryAsync<string>(Provinces, null, cancel)).Select(channel => channel[3..])];

    /// <returns>How many lines were written.</returns>
    public async Task<int> RouteAsync(IReadOnlyCollection<PassedOn> aggregates, CancellationToken cancel)
    {
        var provinces = aggregates.Count == 0 ? [] : await ProvincesAsync(cancel);
        if (provinces.Count == 0)
            return 0;
        var lines = new List<(PassedOn Aggregate, string Destination)>();
        foreach (var group in aggregates.GroupBy(a => a.Entity))
            await RouteAsync(group.Key, [.. group], provinces, lines, cancel);
        if (lines.Count == 0)
            return 0;
        var (key, now) = (await identifiers.ReserveAsync(lines.Count, session, cancel), time.GetUtcNow());
        return (int)await session.BulkInsertAsync(WritingTables.ChangeLog,
            lines.Select((line, i) => Line(key + i, line.Aggregate, line.Destination, now)), cancel);
    }

    /// <summary>Sends aggregates to one province, whether or not it has a part in them otherwise.</summary>
    public async Task SendAsync(IReadOnlyList<PassedOn> aggregates, string province, CancellationToken cancel)
    {
        var (key, now) = (await identifiers.ReserveAsync(aggregates.Count, session, cancel), time.GetUtcNow());
        await session.BulkInsertAsync(
            WritingTables.ChangeLog, aggregates.Select((aggregate, i) => Line(key + i, aggregate, province, now)), cancel);
    }

    private async Task RouteAsync(
        ReplicatedEntity entity, List<PassedOn> aggregates, IReadOnlyList<string> provinces,
        List<(PassedOn, string)> lines, CancellationToken cancel)
    {
        List<long> ids = [.. aggregates.Select(a => a.Id).Distinct()];
        var states = await reader.StatesAsync(entity, ids, cancel);
        var concerned = await reader.ConcernedAsync(entity, ids, cancel);
        foreach (var aggregate in aggregates)
        {
            var home = states.TryGetValue(aggregate.Id, out var state) ? state.Home : aggregate.Origin ?? Channel.Nation;
            var routed = new RoutedAggregate(entity.Entity, home, [.. concerned[aggregate.Id]]);
            lines.AddRange(Destinations.Of(routed, aggregate.Origin, provinces).Select(province => (aggregate, province)));
        }
    }

    private static ChangeLogRow Line(long key, PassedOn aggregate, string destination, DateTimeOffset now) => new()
    {
        ChangeId = key,
        Entity = aggregate.Entity.Name,
        EntityId = aggregate.Id,
        EntityVersion = aggregate.Version,
        Operation = aggregate.Operation,
        LoggedAt = now,
        Destination = destination,
        Origin = aggregate.Origin,
    };
}
