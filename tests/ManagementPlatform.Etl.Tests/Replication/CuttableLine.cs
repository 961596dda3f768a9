using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>A line that a test cuts and heals.</summary>
internal sealed class CuttableLine(DirectLine line) : ICenterLine, IRecoveryLine, IDigestLine
{
    /// <summary>What every call fails with; null while the line is well.</summary>
    public Func<Exception>? Fault { get; set; }

    /// <summary>How often anything was asked of it.</summary>
    public int Calls { get; private set; }

    public Task<Receipt> SendAsync(IBundle bundle, CancellationToken cancel) => Through().SendAsync(bundle, cancel);

    public Task<Receipt> AskAsync(Channel channel, CancellationToken cancel) => Through().AskAsync(channel, cancel);

    public Task<IBundle?> FetchAsync(Receipt soFar, CancellationToken cancel) => Through().FetchAsync(soFar, cancel);

    public Task<IBundle?> FetchOwnAsync(Channel channel, long number, CancellationToken cancel) =>
        Through().FetchOwnAsync(channel, number, cancel);

    public Task<Position> AcknowledgedAsync(Channel down, CancellationToken cancel) => Through().AcknowledgedAsync(down, cancel);

    public Task GiveBackAsync(IBundle bundle, CancellationToken cancel) => Through().GiveBackAsync(bundle, cancel);

    public Task StartOverAsync(Channel down, Position applied, CancellationToken cancel) =>
        Through().StartOverAsync(down, applied, cancel);

    public Task<IReadOnlyList<BucketDigest>> BucketsAsync(DigestQuestion question, CancellationToken cancel) =>
        Through().BucketsAsync(question, cancel);

    public Task<IReadOnlyList<AggregateDigest>> AggregatesAsync(
        DigestQuestion question, IReadOnlyList<int> buckets, CancellationToken cancel) =>
        Through().AggregatesAsync(question, buckets, cancel);

    public Task ResendAsync(DigestScope scope, IReadOnlyList<RepairOrder> orders, CancellationToken cancel) =>
        Through().ResendAsync(scope, orders, cancel);

    public void Cut() => Fault = () => new LineDownException("线路不通");

    public void Heal() => Fault = null;

    private DirectLine Through()
    {
        Calls++;
        return Fault is { } fault ? throw fault() : line;
    }
}
