using System.Text;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// One end of a comparison (核对): digests over the rows as they would stand in a bundle, so that they are the same on every
/// engine. Rows pass one by one; what is kept is a sum a bucket. What is not an aggregate's own (files that several share) is
/// left out.
/// </summary>
public sealed class DigestReader(DbSession session, AggregateReader reader, ICurrentCenter center)
{
    private const int Page = 1_000;

    private static readonly Sql OnTheirWay = Sql.Portable(
        """
        SELECT c.entity_id FROM dbo.change_log AS c
        WHERE c.batch_number IS NULL AND (c.destination = @to OR c.destination IS NULL) AND c.entity = @entity AND c.entity_id IN {ids @ids}
        UNION
        SELECT c.entity_id FROM dbo.change_log AS c
        WHERE c.destination = @to AND c.entity = @entity AND c.entity_id IN {ids @ids}
            AND c.batch_number > (SELECT r.acknowledged_number FROM dbo.replication_channel AS r WHERE r.channel = @channel)
        """);

    /// <summary>Whether there is anything to compare in this direction.</summary>
    public static bool Compares(ReplicatedEntity entity, bool up) =>
        up ? entity.Next is not null : entity.NextOfOthers is not null || entity.IsWhole;

    /// <exception cref="RefusalException">No such kind.</exception>
    public async Task<IReadOnlyList<BucketDigest>> BucketsAsync(DigestScope scope, CancellationToken cancel)
    {
        var entity = Of(scope);
        var sums = new (long Count, RowSum? Sum)[DigestQuestion.Buckets];
        await foreach (var page in PagesAsync(entity, scope, cancel))
        {
            foreach (var (id, sum) in await SumsAsync(entity, page, cancel))
            {
                ref var bucket = ref sums[DigestQuestion.BucketOf(id)];
                bucket.Count++;
                (bucket.Sum ??= new RowSum()).Add(sum);
            }
        }

        return [.. sums.Select((bucket, i) => (bucket, i)).Where(b => b.bucket.Count > 0)
            .Select(b => new BucketDigest(b.i, b.bucket.Count, b.bucket.Sum!.ToString()))];
    }

    /// <exception cref="RefusalException">No such kind, or too many buckets.</exception>
    public async Task<IReadOnlyList<AggregateDigest>> AggregatesAsync(
        DigestScope scope, IReadOnlyCollection<int> buckets, CancellationToken cancel)
    {
        var entity = Of(scope);
        if (buckets.Count > DigestQuestion.BucketsAtOnce)
            throw Refused.Invalid("too_many_buckets", $"一次最多核对{DigestQuestion.BucketsAtOnce}个分组。");
        var wanted = buckets.ToHashSet();
        var found = new List<AggregateDigest>();
        await foreach (var page in PagesAsync(entity, scope, cancel))
        {
            if (page.Where(id => wanted.Contains(DigestQuestion.BucketOf(id))).ToList() is { Count: > 0 } ids)
                found.AddRange(await DigestsAsync(entity, scope, ids, cancel));
        }

        return found;
    }

    private async Task<IEnumerable<AggregateDigest>> DigestsAsync(
        ReplicatedEntity entity, DigestScope scope, List<long> ids, CancellationToken cancel)
    {
        var here = (await center.GetAsync(cancel)).CenterCode;
        var to = here == Channel.Nation ? scope.Province : Channel.Nation;
        var parameters = new
        {
            to = Ansi.Code(to), entity = Ansi.Code(entity.Name), ids = JsonList.Of(ids),
            channel = Ansi.Code(new Channel(here, to).ToString()),
        };
        var moving = (await session.QueryAsync<long>(OnTheirWay, parameters, cancel)).ToHashSet();
        var states = await reader.StatesAsync(entity, ids, cancel);
        var sums = await SumsAsync(entity, ids, cancel);
        return ids.Where(states.ContainsKey).Select(id => new AggregateDigest(
            id, states[id].Version, sums.GetValueOrDefault(id)?.ToString() ?? "", moving.Contains(id)));
    }

    private async IAsyncEnumerable<IReadOnlyList<long>> PagesAsync(
        ReplicatedEntity entity, DigestScope scope,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = -1L; ;)
        {
            var range = KeyRange.From(after);
            var keys = scope.Up
                ? await reader.NextAsync(entity, scope.Province, range, Page, cancel)
                : await reader.NextOfOthersAsync(entity, scope.Province, range, Page, cancel);
            if (keys.Count == 0)
                yield break;
            yield return keys;
            after = keys[^1];
        }
    }

    private async Task<Dictionary<long, RowSum>> SumsAsync(
        ReplicatedEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var sums = new Dictionary<long, RowSum>();
        foreach (var table in entity.Tables.Where(t => t.KeyIndex >= 0 || entity.IsWhole))
        {
            await foreach (var row in reader.RowsAsync(table, ids, cancel))
            {
                var id = table.AggregateOf(row);
                var sum = sums.TryGetValue(id, out var there) ? there : sums[id] = new RowSum();
                sum.Add(Encoding.UTF8.GetBytes($"{table.Name}\u001e{string.Join('\u001f', row.Select(CellText.Of))}"));
            }
        }

        return sums;
    }

    private static ReplicatedEntity Of(DigestScope scope) => ReplicaCatalogue.Find(scope.Entity) is { } entity
        && Compares(entity, scope.Up)
        ? entity
        : throw Refused.Invalid("unknown_entity", $"不能核对的数据类别：{scope.Entity}。");
}
