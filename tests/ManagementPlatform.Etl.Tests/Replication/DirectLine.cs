using ManagementPlatform.Core.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>The nation's end, called without a network between.</summary>
internal sealed class DirectLine(TestScope nation) : ICenterLine
{
    public Task<Receipt> SendAsync(IBundle bundle, CancellationToken cancel) =>
        nation.RunAsync<ReceiveBatch, Receipt>(receive => receive.HandleAsync(bundle, bundle.Head.Channel, cancel));

    public Task<Receipt> AskAsync(Channel channel, CancellationToken cancel) =>
        nation.RunAsync<ReceiveBatch, Receipt>(receive => receive.WhereAsync(channel, cancel));

    public Task<IBundle?> FetchAsync(Receipt soFar, CancellationToken cancel) =>
        nation.RunAsync<IOutbox, IBundle?>(outbox => outbox.NextAsync(soFar, cancel));

    public Task<IBundle?> FetchOwnAsync(Channel channel, long number, CancellationToken cancel) => throw new NotSupportedException();
}
