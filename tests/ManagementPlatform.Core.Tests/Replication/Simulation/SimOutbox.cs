using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>
/// The outbox of a center during one run of its program. Every call is a transaction of its own and waits for its turn before it.
/// </summary>
internal sealed class SimOutbox(SimCenter center, Life life) : IOutbox
{
    private SimDisk Disk => center.Disk;

    private Mutant Mutant => center.World.Mutant;

    public async Task<(Position Acknowledged, Position Last)> PositionsAsync(Channel channel, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        var last = Disk.SentOn(channel).Values.LastOrDefault(batch => batch.Bundle is not null)?.Bundle!.Head.Position;
        return (Disk.Acknowledged.GetValueOrDefault(channel, Position.Start), last ?? Position.Start);
    }

    public async Task<string?> HashAsync(Channel channel, long number, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        return Disk.SentOn(channel).GetValueOrDefault(number)?.Bundle?.Head.Hash;
    }

    public async Task<SentBatch?> FindAsync(Channel channel, long number, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        return Disk.SentOn(channel).TryGetValue(number, out var batch) ? Books(channel, batch) : null;
    }

    public async Task<SentBatch?> CutAsync(Channel channel, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        var (sent, waiting) = (Disk.SentOn(channel), Disk.WaitingOn(channel));
        if (sent.Count > 0 && sent[sent.Count] is { Bundle: null } open)
            return Books(channel, open);
        var most = center.World.Random.Next(1, 9);
        var lines = waiting.Values.Where(line => Mutant != Mutant.CutsAfterTheLastLine || line.Id > Disk.LastLineCut).Take(
            most).ToList();
        if (lines.Count == 0)
            return null;
        foreach (var line in lines)
            waiting.Remove(line.Id);
        Disk.LastLineCut = lines[^1].Id;
        var batch = new CutBatch(sent.Count + 1, lines, null);
        sent.Add(batch.Number, batch);
        center.World.Changed(center, $"cuts {channel}/{batch.Number}, lines {string.Join(' ', lines.Select(line => line.Id))}");
        return Books(channel, batch);
    }

    public async Task<SentBatch> BuildAsync(SentBatch batch, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        var cut = Disk.SentOn(batch.Channel)[batch.Number];
        return Books(batch.Channel, cut.Bundle is null ? Make(batch.Channel, cut) : cut);
    }

    public async Task<IBundle?> OpenAsync(SentBatch batch, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        if (Disk.SentOn(batch.Channel).GetValueOrDefault(batch.Number) is not { } cut)
            return null;
        return (Mutant == Mutant.MakesABundleTwice ? Make(batch.Channel, cut) : cut).Bundle;
    }

    public async Task AcknowledgeAsync(Channel channel, Position applied, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        if (applied.Number <= Disk.Acknowledged.GetValueOrDefault(channel, Position.Start).Number)
            return;
        Disk.Acknowledged[channel] = applied;
        center.World.Changed(center, $"knows {channel}/{applied.Number} applied");
    }

    public async Task ForgetAfterAsync(Channel channel, long number, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        foreach (var batch in Disk.SentOn(channel).Values.Where(batch => batch.Number > number).ToList())
        {
            Disk.SentOn(channel).Remove(batch.Number);
            center.World.Changed(center, $"forgets {channel}/{batch.Number}");
            if (Mutant != Mutant.DropsLinesOfForgottenBatches)
                batch.Lines.ToList().ForEach(line => Disk.WaitingOn(channel).Add(line.Id, line));
        }
    }

    public async Task TakeBackAsync(IBundle own, CancellationToken cancel)
    {
        await center.TurnAsync(life);
        while (center.Locked.Count > 0)
            await center.TurnAsync(life, ticks: 1);
        TakingBack.Run(center, (SimBundle)own);
    }

    private static SentBatch Books(Channel channel, CutBatch batch) => new(channel, batch.Number, batch.Bundle?.Head);

    /// <summary>From the rows as they stand now: the operation too follows from how the row stands, not from the line.</summary>
    private CutBatch Make(Channel channel, CutBatch cut)
    {
        var content = cut.Lines.Select(line => line.Key).Distinct().Select(key => Ship(Disk.Rows[key])).ToList();
        var previous = Disk.SentOn(channel).GetValueOrDefault(cut.Number - 1)?.Bundle?.Head.Hash;
        var hash = Mutant == Mutant.HashesSayNothing ? $"{cut.Number}" : SimBundle.HashOf(previous, cut.Number, content);
        if (Mutant == Mutant.HashesSayNothing && cut.Number > 1)
            previous = $"{cut.Number - 1}";
        var head = new BatchHead(channel, cut.Number, previous, hash, SimInbox.TheSchema, BatchKind.Changes, Disk.NextKey);
        var made = cut with { Bundle = new SimBundle(head, content) };
        Disk.SentOn(channel)[cut.Number] = made;
        center.World.Changed(center, $"makes {made.Bundle}");
        return made;
    }

    private Shipped Ship(SimRow row) => new(
        row,
        row.Deleted ? ReplicatedOperation.Delete
        : row.Home != center.Code && !center.IsNation ? ReplicatedOperation.HandOver
        : ReplicatedOperation.Upsert);
}
