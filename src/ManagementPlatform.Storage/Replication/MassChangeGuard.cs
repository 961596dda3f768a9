using System.Globalization;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// Counts what batches change while a sender has more than one batch to send, and stops the channel when it becomes too much. A
/// snapshot is not counted, nor what comes in batches that are not full: that is everyday's work.
/// </summary>
public sealed class MassChangeGuard(DbSession session, MassChangeLimit limit, IUnitOfWork work)
{
    // How much further than needed is counted, so that a long run counts a few times and not with every batch.
    private const int Ahead = 4;

    private static readonly Sql Runs = ReplicationTables.Run.Select("WHERE channel = @channel");

    private static readonly Sql Forget = Sql.Portable("DELETE FROM dbo.replication_run WHERE channel = @channel");

    private static readonly Sql Ask = Sql.Portable(
        "UPDATE dbo.replication_channel SET state = 'asking', error = @error WHERE channel = @channel");

    private static readonly Sql GoOn = Sql.Portable(
        """
        UPDATE dbo.replication_channel SET state = 'active', error = NULL, failures = 0, next_try_at = NULL
        WHERE channel = @channel AND state = 'asking' AND applied_number = @number - 1
        """);

    /// <summary>Inside the unit of work that has applied a batch.</summary>
    /// <param name="isFull">The sender had as much as a batch can hold: more follows.</param>
    /// <exception cref="MassChangeException">Too much.</exception>
    public async Task CheckAsync(
        Channel channel, long number, bool isFull, IReadOnlyList<AppliedEntity> applied, CancellationToken cancel)
    {
        var name = Ansi.Code(channel.ToString());
        var runs = (await session.QueryAsync<RunRow>(Runs, new { channel = name }, cancel)).ToDictionary(run => run.Entity);
        foreach (var entity in applied.Where(e => e is { Replaced: > 0, Entity.Owned: not null }))
        {
            var run = runs.GetValueOrDefault(entity.Entity.Name)
                ?? new RunRow { Channel = channel.ToString(), Entity = entity.Entity.Name };
            run = run with { Touched = run.Touched + entity.Replaced };
            runs[run.Entity] = run.IsApproved || run.Touched <= limit.Aggregates
                ? run : await JudgeAsync(entity.Entity, run, channel, number, cancel);
        }

        await session.ExecuteAsync(Forget, new { channel = name }, cancel);
        foreach (var run in runs.Values.Where(_ => isFull))
            await session.InsertAsync(ReplicationTables.Run, run, cancel);
    }

    /// <summary>The channel waits for an operator.</summary>
    public Task AskAsync(MassChangeException change, CancellationToken cancel) =>
        session.ExecuteAsync(Ask, new { channel = Ansi.Code(change.Channel.ToString()), error = change.Message }, cancel);

    /// <summary>放行: an operator lets the batch pass, and what follows it until the sender's backlog is through.</summary>
    /// <exception cref="RefusalException">The channel does not ask for this batch.</exception>
    public Task ApproveAsync(Channel channel, long number, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.SteerReplication);
        return work.CommitAsync(
            caller,
            "replication.approve",
            async c =>
            {
                var name = Ansi.Code(channel.ToString());
                if (await session.ExecuteAsync(GoOn, new { channel = name, number }, c) == 0)
                    throw Refused.Conflict("not_asking", $"通道 {channel} 没有等待确认的第{number}批。");
                await session.ExecuteAsync(Forget, new { channel = name }, c);
                foreach (var entity in ReplicaCatalogue.All.Where(e => e.Owned is not null))
                {
                    var approved = new RunRow { Channel = channel.ToString(), Entity = entity.Name, IsApproved = true };
                    await session.InsertAsync(ReplicationTables.Run, approved, c);
                }

                work.Audited(new AuditLine(Entity.Batch, number, Detail: new { channel = channel.ToString() }));
                return 0;
            },
            cancel);
    }

    private async Task<RunRow> JudgeAsync(
        ReplicatedEntity entity, RunRow run, Channel channel, long number, CancellationToken cancel)
    {
        // Counted as far as it takes, and again when that is no longer enough: a province has millions of pupils, and a batch
        // comes every few seconds. What is deleted in the run must not make the share look greater.
        if (limit.IsPassed(run.Touched, run.Owned))
            run = run with { Owned = Math.Max(run.Owned, await CountAsync(entity, channel, limit.Enough(run.Touched) * Ahead, cancel)) };
        return !limit.IsPassed(run.Touched, run.Owned) ? run : throw new MassChangeException(channel, number, string.Create(
            CultureInfo.InvariantCulture,
            $"通道 {channel} 第{number}批：{entity.Name} 连续变更或删除{run.Touched}条，超过其{run.Owned}条的{limit.Share:P0}，已暂停，须运维人员确认（mp replication approve {channel} {number}）。"));
    }

    // Keys tell who made them: what another center made and this one took over since is left out. (The keys of bureaus do not; a
    // province has too few of them to be asked about.)
    private Task<long> CountAsync(ReplicatedEntity entity, Channel channel, long most, CancellationToken cancel)
    {
        var first = channel.From == Channel.Nation ? 0 : KeyMaker.First(channel.From);
        var values = new
        {
            home = Ansi.Code(channel.From), here = Ansi.Code(channel.To), after = first - 1,
            to = channel.From == Channel.Nation ? long.MaxValue : first + KeyMaker.CenterFactor - 1, count = most,
        };
        return session.FirstOrDefaultAsync<long>(entity.Owned!, values, cancel);
    }
}
