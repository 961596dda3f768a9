using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>The nation's end, called without a network between.</summary>
internal sealed class DirectLine(TestScope nation) : ICenterLine, IRecoveryLine, IDigestLine
{
    public Task<Receipt> SendAsync(IBundle bundle, CancellationToken cancel) =>
        nation.RunAsync<ReceiveBatch, Receipt>(receive => receive.HandleAsync(bundle, bundle.Head.Channel, cancel));

    public Task<Receipt> AskAsync(Channel channel, CancellationToken cancel) =>
        nation.RunAsync<ReceiveBatch, Receipt>(receive => receive.WhereAsync(channel, cancel));

    public Task<IBundle?> FetchAsync(Receipt soFar, CancellationToken cancel) =>
        nation.RunAsync<NextForProvince, IBundle?>(next => next.HandleAsync(soFar, cancel));

    public Task<IBundle?> FetchOwnAsync(Channel channel, long number, CancellationToken cancel) =>
        nation.RunAsync<IOutbox, IBundle?>(outbox => outbox.KeptAsync(channel, number, cancel));

    public Task<Position> AcknowledgedAsync(Channel down, CancellationToken cancel) =>
        nation.RunAsync<IOutbox, Position>(async outbox => (await outbox.PositionsAsync(down, cancel)).Acknowledged);

    public Task GiveBackAsync(IBundle bundle, CancellationToken cancel) =>
        nation.RunAsync<TakeInReturned>(take => take.HandleAsync(bundle, cancel));

    public Task StartOverAsync(Channel down, Position applied, CancellationToken cancel) =>
        nation.RunAsync<IStartOver>(books => books.StartOverAsync(down, applied, cancel));

    public Task<IReadOnlyList<BucketDigest>> BucketsAsync(DigestQuestion question, CancellationToken cancel) =>
        nation.RunAsync<AnswerDigests, IReadOnlyList<BucketDigest>>(answer => answer.BucketsAsync(question, cancel));

    public Task<IReadOnlyList<AggregateDigest>> AggregatesAsync(
        DigestQuestion question, IReadOnlyList<int> buckets, CancellationToken cancel) =>
        nation.RunAsync<AnswerDigests, IReadOnlyList<AggregateDigest>>(
            answer => answer.AggregatesAsync(question, buckets, cancel));

    public Task ResendAsync(DigestScope scope, IReadOnlyList<RepairOrder> orders, CancellationToken cancel) =>
        nation.RunAsync<AnswerDigests>(answer => answer.ResendAsync(scope, orders, cancel));
}
