using System.Data.Common;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// Applies what a key or a value of the schema refuses: where it lies is found by halves, each in a savepoint, and what cannot be
/// applied is set aside while the rest is. Inside a unit of work.
/// </summary>
public sealed class CarefulWriter(DbSession session, AggregateWriter writer)
{
    public async Task<AppliedEntity> ApplyAsync(ArrivedEntity arrived, Arrival arrival, CancellationToken cancel)
    {
        AppliedEntity? applied = null;
        var failure = await session.TryAsync(async () => applied = await writer.ApplyAsync(arrived, arrival, cancel), cancel);
        if (failure is null)
            return applied!;
        if (arrived.Aggregates.Count == 1)
            return new AppliedEntity(arrived.Entity, [], [], [await AsideAsync(arrived.Aggregates[0], failure, cancel)]);
        var half = arrived.Aggregates.Count / 2;
        var one = await ApplyAsync(arrived.Only([.. arrived.Aggregates.Take(half)]), arrival, cancel);
        return one.And(await ApplyAsync(arrived.Only([.. arrived.Aggregates.Skip(half)]), arrival, cancel));
    }

    // The engine's own message may hold a number: only the key's name is kept.
    private async Task<SetAside> AsideAsync(ArrivedAggregate aggregate, DbException failure, CancellationToken cancel)
    {
        var key = await session.ViolatedKeyAsync(failure, cancel);
        return key is null
            ? new SetAside(aggregate, QuarantineRow.BadValue,
                $"数据库拒绝其中的值（{failure.SqlState ?? failure.ErrorCode.ToString(System.Globalization.CultureInfo.InvariantCulture)}）。")
            : new SetAside(aggregate, QuarantineRow.KeyTaken, $"与本中心已有数据重复：{key}。");
    }
}
