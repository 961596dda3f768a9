namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>The network is whole again, nobody starts anything new, and all jobs run until nothing changes any more.</summary>
internal static class Healing
{
    private const int MostRounds = 300;
    private const int MostActs = 50;

    public static void Run(World world)
    {
        world.Network.IsHealthy = true;
        world.Network.Cut.Clear();
        foreach (var bundle in world.Carried)
            Disks.Import(world, bundle);
        Settle(world);
        world.Trace?.Add("the network is healed");
        for (var round = 0; round < MostRounds && world.Failure is null; round++)
        {
            var before = world.Changes;
            foreach (var center in world.Centers)
                Round(world, center);
            if (world.Changes == before)
                return;
        }

        world.Note(new BrokenInvariantException("The centers do not come to rest."));
    }

    private static void Round(World world, SimCenter center)
    {
        foreach (var channel in center.Disk.ToTakeBack.ToList())
            Do(world, () => Jobs.TakeBack(center, channel));
        if (center.IsNation)
        {
            Do(world, () => Router.Answer(center));
            Do(world, () => Router.Issue(center));
            Do(world, () => Router.Route(center, int.MaxValue));
            return;
        }

        for (var act = 0; act < MostActs && world.Failure is null && CaseWork.React(center); act++)
            Settle(world);
        Do(world, () => Jobs.Push(center));
        Do(world, () => Jobs.Pull(center));
    }

    private static void Do(World world, Action act)
    {
        act();
        Settle(world);
    }

    private static void Settle(World world)
    {
        while (world.Failure is null && !world.Scheduler.IsIdle)
            world.Scheduler.Advance();
    }
}
