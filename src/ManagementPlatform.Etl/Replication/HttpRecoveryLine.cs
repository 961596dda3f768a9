using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Etl.Replication;

/// <summary>What a province does over the line for a nation that was restored; see <see cref="IRecoveryLine"/>.</summary>
public sealed class HttpRecoveryLine(NationRequests nation) : IRecoveryLine
{
    public Task<Position> AcknowledgedAsync(Channel down, CancellationToken cancel) => CenterRefusedException.OnAsync(down, async () =>
    {
        using var answer = await nation.GetAsync($"/channels/{down}/acknowledged", cancel);
        var told = await CenterHttp.ReadAsync<PositionMessage>(answer, cancel);
        return new Position(told.Number, told.Hash);
    });

    public Task GiveBackAsync(IBundle bundle, CancellationToken cancel) => CenterRefusedException.OnAsync(bundle.Head.Channel, async () =>
    {
        var path = $"/channels/{bundle.Head.Channel}/batches/{bundle.Head.Number}/returned";
        using var answer = await nation.PutFileAsync(path, ((BundleFile)bundle).Path, cancel);
        return 0;
    });

    public Task StartOverAsync(Channel down, Position applied, CancellationToken cancel) => CenterRefusedException.OnAsync(down, async () =>
    {
        using var answer = await nation.PostAsync(
            $"/channels/{down}/snapshot", new PositionMessage(applied.Number, applied.Hash), cancel);
        return 0;
    });
}

/// <summary>Digests of the nation, asked for over the line; see <see cref="IDigestLine"/>.</summary>
public sealed class HttpDigestLine(NationRequests nation) : IDigestLine
{
    public Task<IReadOnlyList<BucketDigest>> BucketsAsync(DigestQuestion question, CancellationToken cancel) => OnAsync(question.Scope, async () =>
    {
        using var answer = await nation.PostAsync("/digests/buckets", question, cancel);
        return (await CenterHttp.ReadAsync<BucketsMessage>(answer, cancel)).Buckets;
    });

    public Task<IReadOnlyList<AggregateDigest>> AggregatesAsync(
        DigestQuestion question, IReadOnlyList<int> buckets, CancellationToken cancel) =>
        OnAsync(question.Scope, async () =>
        {
            using var answer = await nation.PostAsync("/digests/aggregates", new AggregatesQuestion(question, buckets), cancel);
            return (await CenterHttp.ReadAsync<AggregatesMessage>(answer, cancel)).Aggregates;
        });

    public Task ResendAsync(DigestScope scope, IReadOnlyList<RepairOrder> orders, CancellationToken cancel) => OnAsync(scope, async () =>
    {
        using var answer = await nation.PostAsync("/digests/repairs", new RepairsMessage(scope, orders), cancel);
        return 0;
    });

    private static Task<T> OnAsync<T>(DigestScope scope, Func<Task<T>> act) =>
        CenterRefusedException.OnAsync(Channel.Up(scope.Province), act);
}
