using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>What an operator does to a channel; each is in the audit trail.</summary>
public sealed class SteerChannel(ChannelBooks books, ICurrentCenter center, IUnitOfWork work)
{
    /// <exception cref="RefusalException">It does not run.</exception>
    public Task PauseAsync(Channel channel, Caller caller, CancellationToken cancel) =>
        ActAsync("replication.pause", channel, books.PauseAsync, "该通道没有在运行，不能暂停。", caller, cancel);

    /// <exception cref="RefusalException">It was not paused.</exception>
    public Task ResumeAsync(Channel channel, Caller caller, CancellationToken cancel) =>
        ActAsync("replication.resume", channel, books.ResumeAsync, "该通道没有暂停。", caller, cancel);

    /// <summary>Tries at the next run, whatever was wrong and however long the wait would be.</summary>
    /// <exception cref="RefusalException">It is paused.</exception>
    public Task RetryAsync(Channel channel, Caller caller, CancellationToken cancel) =>
        ActAsync("replication.retry", channel, books.RetryAsync, "该通道已暂停，请先恢复。", caller, cancel);

    /// <summary>
    /// This center, the nation, was restored from a backup: nothing is issued until every province has been heard of.
    /// </summary>
    /// <returns>How many provinces there are.</returns>
    /// <exception cref="RefusalException">It is not the nation, or no province has joined.</exception>
    public Task<int> RestoredAsync(Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.SteerReplication);
        return work.CommitAsync(
            caller,
            "replication.restored",
            async c =>
            {
                if ((await center.GetAsync(c)).CenterCode != Channel.Nation)
                    throw Refused.Conflict("not_nation", "省级中心恢复后无须此操作，首次联系时自动取回。");
                if (await books.RestoredAsync(c) is not (> 0 and var channels))
                    throw Refused.Conflict("channel_state", "本中心没有运行中的下行通道。");
                work.Audited(new AuditLine(Entity.Batch, null, Detail: new { channels }));
                return channels;
            },
            cancel);
    }

    private Task<bool> ActAsync(
        string action, Channel channel, Func<Channel, CancellationToken, Task<bool>> act, string refusal,
        Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.SteerReplication);
        return work.CommitAsync(
            caller,
            action,
            async c =>
            {
                if (await books.FindAsync(channel, c) is null)
                    throw Refused.NotFound("通道");
                if (!await act(channel, c))
                    throw Refused.Conflict("channel_state", refusal);
                work.Audited(new AuditLine(Entity.Batch, null, Detail: new { channel = channel.ToString() }));
                return true;
            },
            cancel);
    }
}
