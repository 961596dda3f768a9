using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>A nation and its provinces in one thread, all that happens drawn from one seed.</summary>
internal sealed class World
{
    private readonly List<SimCenter> _centers;

    public World(int seed, Mutant mutant = Mutant.None, List<string>? trace = null)
    {
        (Seed, Mutant, Trace) = (seed, mutant, trace);
        Random = new Random(seed);
        Scheduler = new Scheduler(Random);
        Network = new Network(this);
        string[] codes = ["00", "51", "44", "33", "11"];
        _centers = [.. codes[..Random.Next(4, 6)].Select(code => new SimCenter(this, code))];
    }

    public int Seed { get; }

    public Mutant Mutant { get; }

    public List<string>? Trace { get; }

    public Random Random { get; }

    public Scheduler Scheduler { get; }

    public Network Network { get; }

    public Ledger Ledger { get; } = new();

    /// <summary>Bundles on disks that somebody carries.</summary>
    public List<SimBundle> Carried { get; } = [];

    public IReadOnlyList<SimCenter> Centers => _centers;

    public SimCenter Nation => _centers[0];

    public IEnumerable<SimCenter> Provinces => _centers.Skip(1);

    /// <summary>How much has happened; stands still when everything is quiet.</summary>
    public int Changes { get; private set; }

    public bool WasRestored { get; set; }

    public Exception? Failure { get; private set; }

    public SimCenter Center(string code) => _centers.First(center => center.Code == code);

    public void Changed(SimCenter center, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("")] TraceText what)
    {
        Changes++;
        Trace?.Add($"{Scheduler.Now,6} {center}: {what.Text}");
    }

    public void Start(SimCenter center, Func<Life, Task> flow) => _ = RunAsync(center, flow);

    /// <summary>Errors that a running system takes as they come are left alone; everything else ends the run.</summary>
    public void Note(Exception error)
    {
        if (error is not (StoppedException or LineDownException or BusyException or ChannelBrokenException))
            Failure ??= error;
    }

    private async Task RunAsync(SimCenter center, Func<Life, Task> flow)
    {
        try
        {
            await flow(center.Life);
        }
        catch (Exception error)
        {
            Note(error);
        }
    }
}
