using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Jobs;

namespace ManagementPlatform.Storage.Replication;

/// <summary>What operators look at; see <see cref="ReplicationStatus"/>.</summary>
public sealed class ReplicationQueries(
    DbSession session, BatchBooks books, QuarantineBooks quarantine, WorkRuns runs, WorkLeases leases,
    ICurrentCenter center, TimeProvider time)
{
    private static readonly Sql Waiting = Sql.Portable(
        """
        SELECT c.destination, COUNT(*) AS lines, MIN(c.change_id) AS first_id FROM dbo.change_log AS c WHERE c.batch_number IS NULL
        GROUP BY c.destination
        """);

    private static readonly Sql LoggedAt = Sql.Portable(
        "SELECT c.change_id, c.logged_at FROM dbo.change_log AS c WHERE c.change_id IN {ids @ids}");

    private static readonly Sql FirstUnheard = Sql.Portable(
        """
        SELECT MIN(c.logged_at) AS logged_at FROM dbo.change_log AS c
        WHERE c.batch_number > @acknowledged AND c.batch_number <= @acknowledged + 1 AND c.destination = @receiver
        """);

    private static readonly Sql LastApplied = Sql.Portable(
        "SELECT b.cut_at, b.done_at FROM dbo.replication_batch AS b WHERE b.channel = @channel AND b.batch_number = @number");

    public async Task<ReplicationStatus> StatusAsync(CancellationToken cancel)
    {
        var here = (await center.GetAsync(cancel)).CenterCode;
        var waiting = await WaitingAsync(cancel);
        var counts = (await quarantine.CountsAsync(cancel)).ToLookup(count => count.Channel);
        var channels = new List<ChannelStatus>();
        foreach (var row in await books.ChannelsAsync(cancel))
        {
            if (Channel.TryParse(row.Channel, out var channel))
                channels.Add(
                    await OfAsync(channel, row, here, waiting.GetValueOrDefault(channel.To), counts[row.Channel], cancel));
        }

        var unrouted = here == Channel.Nation ? waiting.GetValueOrDefault(Channel.Nation)?.Lines ?? 0 : 0;
        return new ReplicationStatus(here, time.GetUtcNow(), unrouted, channels, await WorksAsync(cancel));
    }

    private async Task<ChannelStatus> OfAsync(
        Channel channel, ChannelRow row, string here, Backlog? waiting,
        IEnumerable<QuarantineCount> setAside, CancellationToken cancel)
    {
        var isSender = channel.From == here;
        var lag = isSender ? await SenderLagAsync(channel, row, waiting, cancel) : await ReceiverLagAsync(row, cancel);
        return new ChannelStatus(
            row.Channel, isSender, row.State, row.SentNumber, row.AcknowledgedNumber,
            row.AppliedNumber, isSender ? waiting?.Lines ?? 0 : 0, (int?)lag?.TotalSeconds, ProgressOf(row),
            setAside.ToDictionary(count => count.Reason, count => count.Aggregates), row.Failures,
            row.Error, row.NextTryAt, row.LastContactAt);
    }

    private async Task<TimeSpan?> SenderLagAsync(Channel channel, ChannelRow row, Backlog? waiting, CancellationToken cancel)
    {
        var unheard = row.SentNumber == row.AcknowledgedNumber
            ? null
            : await session.FirstOrDefaultAsync<Moment>(
                FirstUnheard, new { acknowledged = row.AcknowledgedNumber, receiver = Ansi.Code(channel.To) }, cancel);
        return time.GetUtcNow() - (unheard?.LoggedAt ?? waiting?.Since);
    }

    private async Task<TimeSpan?> ReceiverLagAsync(ChannelRow row, CancellationToken cancel)
    {
        var batch = await session.FirstOrDefaultAsync<Moment>(
            LastApplied, new { channel = Ansi.Code(row.Channel), number = row.AppliedNumber }, cancel);
        return batch?.DoneAt - batch?.CutAt;
    }

    private async Task<Dictionary<string, Backlog>> WaitingAsync(CancellationToken cancel)
    {
        var backlogs = await session.QueryAsync<Backlog>(Waiting, null, cancel);
        var since = (await session.QueryAsync<Moment>(LoggedAt, new { ids = JsonList.Of(backlogs.Select(b => b.FirstId)) }, cancel))
            .ToDictionary(moment => moment.ChangeId, moment => moment.LoggedAt);

        // Without destination: at a province for the nation, at the nation not routed yet.
        return backlogs.ToDictionary(
            b => b.Destination ?? Channel.Nation, b => b with { Since = since.GetValueOrDefault(b.FirstId) });
    }

    private async Task<IReadOnlyList<WorkStatus>> WorksAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var last = (await runs.LastAsync(cancel)).ToDictionary(run => run.Work);
        var held = (await leases.ListAsync(cancel)).ToDictionary(lease => lease.Name);
        return
        [
            .. last.Keys.Union(held.Keys).Order(StringComparer.Ordinal).Select(work => held.TryGetValue(work, out var lease)
                ? new WorkStatus(work, lease.LeaseUntil > now ? lease.Owner : null, lease.TakenAt, last.GetValueOrDefault(work))
                : new WorkStatus(work, null, null, last[work])),
        ];
    }

    private static SnapshotProgress? ProgressOf(ChannelRow row)
    {
        if (row.SnapshotEntity is not { } entity)
            return null;
        var step = ReplicaCatalogue.All.Select(e => e.Name).ToList().IndexOf(entity) + 1;
        return new SnapshotProgress(entity, step, ReplicaCatalogue.All.Count, row.SnapshotAfter);
    }

    private sealed record Backlog
    {
        public string? Destination { get; init; }
        public long Lines { get; init; }
        public long FirstId { get; init; }
        public DateTimeOffset? Since { get; init; }
    }

    private sealed record Moment
    {
        public long ChangeId { get; init; }
        public DateTimeOffset? LoggedAt { get; init; }
        public DateTimeOffset? CutAt { get; init; }
        public DateTimeOffset? DoneAt { get; init; }
    }
}
