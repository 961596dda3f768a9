using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Tests.Replication.Simulation;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Tests.Replication;

/// <summary>The nation and province 51 of the simulation, in a world where nothing goes wrong by itself.</summary>
internal sealed class TwoCenters
{
    private readonly World _world = new(seed: 1);

    public TwoCenters() => _world.Network.IsHealthy = true;

    public static Channel Up { get; } = Channel.Up("51");

    public static Channel Down { get; } = Channel.Down("51");

    public SimCenter Nation => _world.Nation;

    public SimCenter Province => _world.Center("51");

    public SimOutbox OutboxOf(SimCenter center) => new(center, center.Life);

    public SimLine LineOf(SimCenter center) => new(center, center.Life);

    public ReceiveBatch ReceiverOf(SimCenter center) => new(new SimInbox(center, center.Life));

    public Task<int> PushAsync(int most = 100) =>
        Finish(new PushBatches(OutboxOf(Province), LineOf(Province)).RunAsync(Up, most, default));

    public Task<int> PullAsync(int most = 100) =>
        Finish(new PullBatches(ReceiverOf(Province), OutboxOf(Province), LineOf(Province)).RunAsync(Down, most, default));

    public Task<int> TakeBackAsync() => Finish(new TakeBackBatches(OutboxOf(Province), LineOf(Province)).RunAsync(Up, default));

    public Task<IBundle?> NextAsync(SimCenter center, Channel channel, Position applied) =>
        Finish(OutboxOf(center).NextAsync(new Receipt(channel, applied, ReceiptOutcome.Repeated), default));

    public Task<Receipt> ReceiveAsync(SimCenter center, IBundle bundle) =>
        Finish(ReceiverOf(center).HandleAsync(bundle, bundle.Head.Channel, default));

    /// <summary>The province creates a school.</summary>
    public SimRow Create()
    {
        var school = Province.NewRow(Entity.School);
        Province.WriteNow(school);
        return school;
    }

    public SimRow Edit(SimRow row)
    {
        var next = Province.NextOf(Province.Find(row.Key)!);
        Province.WriteNow(next);
        return next;
    }

    /// <summary>Lets the flow go on until it is through.</summary>
    public Task<T> Finish<T>(Task<T> flow)
    {
        while (!flow.IsCompleted)
            _world.Scheduler.Advance();
        return flow;
    }
}
