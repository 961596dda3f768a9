using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>The inbox of a center during one run of its program.</summary>
internal sealed class SimInbox(SimCenter center, Life life) : IInbox
{
    public const int TheSchema = 12;

    public int Schema => TheSchema;

    public async Task<Position> AppliedAsync(Channel channel, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        return center.Disk.AppliedOn(channel);
    }

    public async Task<string?> HashAsync(Channel channel, long number, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        return center.Disk.ReceivedOn(channel).GetValueOrDefault(number)?.Head.Hash;
    }

    public async Task ApplyAsync(IBundle bundle, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        var channel = bundle.Head.Channel;
        if (center.Disk.AppliedOn(channel).Number != bundle.Head.Number - 1)
            throw new BusyException();
        center.Disk.Applied[channel] = bundle.Head.Position;
        center.Disk.ReceivedOn(channel).Add(bundle.Head.Number, (SimBundle)bundle);
        center.World.Changed(center, $"receives {bundle}");
        if (center.World.Mutant == Mutant.MovesThePositionFirst)
            await center.TurnAsync(life);
        Merge.Run(center, channel.From, ((SimBundle)bundle).Content);
    }
}

/// <summary>Somebody else was faster, or holds a lock: to be tried again.</summary>
internal sealed class BusyException : Exception;
