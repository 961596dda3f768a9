using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>
/// What the nation writes of its own: code tables. A restored nation writes nothing before it has taken back what it had written.
/// </summary>
internal static class Reference
{
    public static void DoSomething(SimCenter nation)
    {
        if (nation.Disk.ToTakeBack.Count > 0)
            return;
        var table = nation.Pick(row => row.Key.Entity == Entity.CodeTable);
        if (table is null || nation.World.Random.Next(4) == 0)
            nation.Write(3, nation.NewRow(Entity.CodeTable));
        else
            nation.Write(nation.World.Random.Next(15), nation.NextOf(table) with { Deleted = nation.World.Random.Next(4) == 0 });
    }
}
