using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// The list of aggregates of a bundle against its rows: who writes what is judged by the list, so the rows must not say
/// otherwise.
/// </summary>
internal static class BundleContents
{
    /// <exception cref="BundleException">They contradict each other.</exception>
    public static void Check(ArrivedEntity arrived)
    {
        if (arrived.Aggregates.DistinctBy(a => a.Id).Count() != arrived.Aggregates.Count)
            throw Contradiction(arrived, "清单中有重复的记录");
        var homes = arrived.Aggregates.ToDictionary(a => a.Id, a => a.Home);
        foreach (var (table, rows) in arrived.Rows)
        {
            if (table.HomeIndex is { } home
                && rows.Any(row => homes.TryGetValue(table.AggregateOf(row), out var said) && said != (string?)row[home]))
                throw Contradiction(arrived, "数据行的归属中心与清单不符");
        }

        if (arrived.Entity.KeysTellHome
            && arrived.Aggregates.FirstOrDefault(a => a.Home != (a.Maker ?? Channel.Nation)) is not null)
            throw Contradiction(arrived, "清单中的归属中心与主键不符");
        CheckRoots(arrived);
    }

    // The root row bears the version; without it an aggregate that is no deletion would only take away what is here.
    private static void CheckRoots(ArrivedEntity arrived)
    {
        var root = arrived.Entity.Tables[0];
        if (arrived.Entity.IsWhole || root.PrimaryKey.Count != 1 || root.VersionIndex is not { } version)
            return;
        var rows = arrived.Rows.GetValueOrDefault(root, []).ToDictionary(root.AggregateOf,
            row => Convert.ToInt32(row[version], System.Globalization.CultureInfo.InvariantCulture));
        foreach (var aggregate in arrived.Aggregates)
        {
            var stands = rows.TryGetValue(aggregate.Id, out var said);
            if (aggregate.Operation == ReplicatedOperation.Delete ? stands : !stands || said != aggregate.Version)
                throw Contradiction(arrived, "数据行的版本与清单不符");
        }
    }

    private static BundleException Contradiction(ArrivedEntity arrived, string what) =>
        new("bundle_damaged", $"数据包内容自相矛盾：{arrived.Entity.Name} {what}。");
}
