namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>What people do with disks: carry bundles, restore backups.</summary>
internal static class Disks
{
    public static void Import(World world, SimBundle bundle) => Jobs.Import(world.Center(bundle.Head.Channel.To), bundle);

    /// <summary>
    /// A restore takes longer than any request lives, so nobody still works on an answer of the nation's that it does not
    /// remember; and whoever restores the nation destroys the disks that it has written.
    /// </summary>
    public static void Restore(World world, SimCenter center)
    {
        world.Changed(center, $"is restored from a backup");
        center.Restore();
        if (!center.IsNation)
            return;
        foreach (var province in world.Provinces)
            province.Stop();
        world.Carried.RemoveAll(bundle => bundle.Head.Channel.From == center.Code);
    }
}
