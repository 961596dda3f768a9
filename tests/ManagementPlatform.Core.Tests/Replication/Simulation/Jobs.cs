using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>The jobs of a center, as a run of its program starts them. A lease keeps a second one off the channel; now
/// and then it fails to.</summary>
internal static class Jobs
{
    public static void Push(SimCenter province) => Run(province, Channel.Up(province.Code), async life =>
    {
        var ahead = province.World.Random.Next(2) == 0 ? new SimOutbox(province, life) : null;
        var push = new PushBatches(new SimOutbox(province, life), new SimLine(province, life), ahead);
        await push.RunAsync(Channel.Up(province.Code), Most(province), default);
        province.IsBehind = false;
    });

    public static void Pull(SimCenter province) => Run(province, Channel.Down(province.Code), life =>
    {
        var (outbox, line) = (new SimOutbox(province, life), new SimLine(province, life));
        var pull = new PullBatches(new ReceiveBatch(new SimInbox(province, life)), outbox, line);
        return pull.RunAsync(Channel.Down(province.Code), Most(province), default);
    });

    public static void TakeBack(SimCenter center, Channel channel) => Run(center, channel, async life =>
    {
        await new TakeBackBatches(new SimOutbox(center, life), new SimLine(center, life)).RunAsync(channel, default);
        await center.TurnAsync(life);
        center.IsBehind = false;
        if (center.Disk.ToTakeBack.Remove(channel))
            center.World.Changed(center, $"has taken back {channel}");
    });

    /// <summary>Writes the next batch to a disk that somebody carries to the other center.</summary>
    public static void Export(SimCenter center, Channel channel) => Run(center, channel, async life =>
    {
        var outbox = new SimOutbox(center, life);
        var (acknowledged, _) = await outbox.PositionsAsync(channel, default);
        if (await outbox.NextAsync(new Receipt(channel, acknowledged, ReceiptOutcome.Repeated), default) is SimBundle bundle)
            center.World.Carried.Add(bundle);
    });

    /// <summary>A restored center takes nothing from a disk before it has taken back what it had sent.</summary>
    public static void Import(SimCenter center, SimBundle bundle)
    {
        if (!center.IsBehind)
            Run(center, bundle.Head.Channel, life => new ReceiveBatch(new SimInbox(center, life)).HandleAsync(bundle, bundle.Head.Channel, default));
    }

    private static int Most(SimCenter center) => center.World.Random.Next(1, 6);

    private static void Run(SimCenter center, Channel channel, Func<Life, Task> run)
    {
        if (!center.Leases.Add(channel) && (center.World.Network.IsHealthy || center.World.Random.Next(20) > 0))
            return;
        center.World.Start(center, async life =>
        {
            try
            {
                await run(life);
            }
            catch (ChannelBrokenException error)
            {
                center.HearsOf(error);
            }
            finally
            {
                if (!life.IsOver)
                    center.Leases.Remove(channel);
            }
        });
    }
}
