namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>A backup that a center makes, and the moment at which it has to go back to it.</summary>
internal sealed record Disaster(SimCenter Center, int BackUpAt, int RestoreAt)
{
    /// <returns>Null in the runs that have none; of the others, the nation has two in five.</returns>
    public static Disaster? Draw(World world, int steps)
    {
        if (world.Random.Next(4) == 0)
            return null;
        var provinces = world.Provinces.ToList();
        var center = world.Random.Next(5) < 2 ? world.Nation : provinces[world.Random.Next(provinces.Count)];
        var backUpAt = world.Random.Next(steps / 2);
        return new Disaster(center, backUpAt, world.Random.Next(backUpAt + 1, steps));
    }

    public void At(int step)
    {
        if (step == BackUpAt)
            Center.BackUp();
        else if (step == RestoreAt)
            Disks.Restore(Center.World, Center);
    }
}
