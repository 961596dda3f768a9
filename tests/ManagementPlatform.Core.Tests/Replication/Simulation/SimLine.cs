using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>The line of a center during one run of its program.</summary>
internal sealed class SimLine(SimCenter center, Life life) : ICenterLine
{
    private World World => center.World;

    public Task<Receipt> SendAsync(IBundle bundle, CancellationToken cancel) =>
        CallAsync(bundle.Head.Channel, (server, itsLife) =>
            new ReceiveBatch(new SimInbox(server, itsLife)).HandleAsync(bundle, bundle.Head.Channel, cancel));

    public Task<Receipt> AskAsync(Channel channel, CancellationToken cancel) =>
        CallAsync(channel, (server, itsLife) => new ReceiveBatch(new SimInbox(server, itsLife)).WhereAsync(channel, cancel));

    public Task<IBundle?> FetchAsync(Receipt soFar, CancellationToken cancel) =>
        CallAsync(soFar.Channel, async (server, itsLife) =>
        {
            try
            {
                return await new SimOutbox(server, itsLife).NextAsync(soFar, cancel);
            }
            catch (ChannelBrokenException error)
            {
                server.HearsOf(error);
                throw;
            }
        });

    public Task<IBundle?> FetchOwnAsync(Channel channel, long number, CancellationToken cancel) =>
        CallAsync(channel, (server, _) => Task.FromResult<IBundle?>(server.Disk.ReceivedOn(channel).GetValueOrDefault(number)));

    private Task<T> CallAsync<T>(Channel channel, Func<SimCenter, Life, Task<T>> handle)
    {
        var server = World.Center(channel.From == center.Code ? channel.To : channel.From);
        return World.Network.CallAsync(center, life, server, itsLife => handle(server, itsLife));
    }
}
