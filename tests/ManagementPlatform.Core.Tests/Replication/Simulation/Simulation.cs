using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>
/// One run: much happens while everything goes wrong, then the network is healed, everything comes to rest, and the invariants
/// hold.
/// </summary>
internal static class Simulation
{
    private const int Steps = 2500;

    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Run(int seed, Mutant mutant = Mutant.None, List<string>? trace = null)
    {
        var world = new World(seed, mutant, trace);
        var disaster = Disaster.Draw(world, Steps);
        for (var step = 0; step < Steps && world.Failure is null; step++)
        {
            disaster?.At(step);
            Step(world);
        }

        if (world.Failure is null)
            Healing.Run(world);
        return world.Failure is { } failure ? Describe(failure) : Invariants.Check(world);
    }

    private static string Describe(Exception failure) =>
        failure is BrokenInvariantException ? failure.Message : failure.ToString();

    private static void Step(World world)
    {
        var center = world.Centers[world.Random.Next(world.Centers.Count)];
        var roll = world.Random.Next(1000);
        if (roll < 600)
            world.Scheduler.Advance();
        else if (roll < 960)
            Work(world, center, roll % 9);
        else
            Trouble(world, center, roll - 960);
    }

    private static void Work(World world, SimCenter center, int what)
    {
        if (center.IsNation)
            WorkOfTheNation(center, what);
        else if (what < 3)
            Registry.DoSomething(center);
        else if (what == 3)
            Draw<Action<SimCenter>>(world, [CaseWork.Inquire, CaseWork.OpenCase, CaseWork.OpenCase, CaseWork.Withdraw])(center);
        else if (what < 6)
            CaseWork.React(center);
        else if (what == 6 && center.Disk.ToTakeBack.Count > 0 && world.Random.Next(3) == 0)
            Jobs.TakeBack(center, Channel.Up(center.Code));
        else if (what < 8)
            Jobs.Push(center);
        else
            Jobs.Pull(center);
    }

    private static void WorkOfTheNation(SimCenter nation, int what)
    {
        if (what < 4)
            Router.Route(nation, nation.World.Random.Next(1, 9));
        else if (what < 6)
            Router.Issue(nation);
        else if (what < 7)
            Router.Answer(nation);
        else if (nation.Disk.ToTakeBack.Count > 0 && what == 7)
            Jobs.TakeBack(nation, Draw(nation.World, [.. nation.Disk.ToTakeBack]));
        else
            Reference.DoSomething(nation);
    }

    private static void Trouble(World world, SimCenter center, int what)
    {
        if (what < 6)
            center.Stop();
        else if (what < 10)
            center.ClockSkew = world.Random.Next(-5000, 5000);
        else if (what < 14)
            world.Network.Cut.Add(center.Code);
        else if (what < 24)
            world.Network.Cut.Clear();
        else if (what < 28)
            Jobs.Export(center, center.IsNation ? Channel.Down(Draw(world, [.. world.Provinces]).Code) : Channel.Up(center.Code));
        else if (what < 32 && world.Carried.Count > 0)
            Disks.Import(world, Draw(world, world.Carried));
    }

    private static T Draw<T>(World world, IReadOnlyList<T> among) => among[world.Random.Next(among.Count)];
}
