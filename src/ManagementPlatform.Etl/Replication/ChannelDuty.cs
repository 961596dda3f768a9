using ManagementPlatform.Core;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Jobs;
using ManagementPlatform.Storage.Replication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// What pushing and pulling have in common: nothing happens while the province has not joined, an operator has paused the
/// channel, or its last failure is too fresh; that the nation has paused it is no failure; a failure is written down with the
/// time of the next try; what a restored backup has done to a channel is put right, and where its ends do not fit for another
/// reason it is left alone until somebody has looked.
/// </summary>
public sealed partial class ChannelDuty(
    ChannelBooks books, RecoverChannel recover, ICurrentCenter center, WorkReport report,
    TimeProvider time, ILogger<ChannelDuty> log)
{
    /// <summary>
    /// A run comes to an end however much is written meanwhile: what an operator has said, and how it fares, is looked at between
    /// runs.
    /// </summary>
    internal const int BatchesARun = 100;

    /// <param name="channelOf">The channel of a province.</param>
    public async Task<bool> IsDueAsync(Func<string, Channel> channelOf, CancellationToken cancel)
    {
        var code = (await center.GetAsync(cancel)).CenterCode;
        return code != Channel.Nation
            && await books.FindAsync(channelOf(code), cancel) is { State: ChannelRow.Active } row
            && BackOff.IsDue(row.NextTryAt, time.GetUtcNow());
    }

    /// <param name="channelOf">The channel of a province.</param>
    /// <param name="carry">Moves batches until there are none left, or enough for one run.</param>
    public async Task RunAsync(Func<string, Channel> channelOf, Func<Channel, Task> carry, CancellationToken cancel)
    {
        var channel = channelOf((await center.GetAsync(cancel)).CenterCode);
        if (await books.FindAsync(channel, cancel) is not { } before)
            return;
        try
        {
            await CarryAsync(channel, carry, cancel);
            await books.ContactedAsync(before, cancel);
        }
        catch (ChannelBrokenException paused) when (paused.Code == ReceiptOutcome.Paused)
        {
            await books.HeldAsync(channel, time.GetUtcNow() + BackOff.WhilePaused, paused.Message, cancel);
        }
        catch (ChannelBrokenException broken) when (broken.Code != ReceiptOutcome.Asking)
        {
            LogBroken(channel.ToString(), broken.Code);
            report.Failed(broken.Message);
            await books.BrokenAsync(channel, broken.Message, cancel);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or LeaseLostException))
        {
            await FailAsync(channel, before.Failures + 1, exception, cancel);
        }

        await ReportAsync(channel, before, cancel);
    }

    private async Task CarryAsync(Channel channel, Func<Channel, Task> carry, CancellationToken cancel)
    {
        try
        {
            await carry(channel);
        }
        catch (ChannelBrokenException broken) when (broken.Code is RecoverChannel.SenderRestored or RecoverChannel.BundlesGone)
        {
            var recovery = await recover.HandleAsync(broken.Channel, broken.Code, cancel);
            LogRecovered(broken.Channel.ToString(), broken.Code, recovery.Batches, recovery.StartedOver);
            await carry(channel);
        }
    }

    private async Task FailAsync(Channel channel, int failures, Exception exception, CancellationToken cancel)
    {
        // What engines and parsers say may repeat what people sent; our own messages do not.
        var error = exception is LineDownException or ChannelBrokenException or BundleException or RefusalException
            ? exception.Message
            : $"程序故障：{exception.GetType().Name}";
        var wait = BackOff.After(failures, Random.Shared.NextDouble());
        if (BackOff.IsNewLevel(failures))
            LogFailed(channel.ToString(), failures, wait, SafeText.Of(exception));
        report.Failed(error);
        await books.FailedAsync(channel, failures, time.GetUtcNow() + wait, error, cancel);
    }

    private async Task ReportAsync(Channel channel, ChannelRow before, CancellationToken cancel)
    {
        if (await books.FindAsync(channel, cancel) is not { } now)
            return;
        var (after, to) = channel.To == Channel.Nation
            ? (before.AcknowledgedNumber, now.AcknowledgedNumber)
            : (before.AppliedNumber, now.AppliedNumber);
        if (to <= after)
            return;
        var carried = await books.CarriedAsync(channel, after, to, cancel);
        var since = channel.To == Channel.Nation ? await books.OldestChangeAsync(channel, after, to, cancel) : carried.CutAt;
        report.Did(carried.RowCount, carried.SizeBytes, time.GetUtcNow() - since);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Channel {Channel} is broken ({Code}): it is left alone until an operator has looked")]
    private partial void LogBroken(string channel, string code);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Channel {Channel} was out of step ({Code}): {Batches} batches were taken or handed back; everything is sent again: {StartedOver}")]
    private partial void LogRecovered(string channel, string code, int batches, bool startedOver);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Channel {Channel} failed {Failures} times in a row; next try in {Wait}: {Exception}")]
    private partial void LogFailed(string channel, int failures, TimeSpan wait, string exception);
}

/// <summary>上行推送: the work of <see cref="PushBatches"/> by the clock.</summary>
public sealed class ReplicationPush(ChannelDuty duty, IOutbox outbox, ICenterLine line, WorkLeases leases, IServiceScopeFactory scopes) : IExclusiveWork
{
    public string Name => "replication_push";

    public Task<bool> IsDueAsync(CancellationToken cancel) => duty.IsDueAsync(Channel.Up, cancel);

    public async Task RunAsync(CancellationToken cancel)
    {
        // A second conversation with the database, under the same lease: it makes the next batch while one is on its way.
        await using var ahead = scopes.CreateAsyncScope();
        if (leases.Held is { } lease)
            ahead.ServiceProvider.GetRequiredService<WorkLeases>().Guard(lease);
        var push = new PushBatches(outbox, line, ahead.ServiceProvider.GetRequiredService<IOutbox>());
        await duty.RunAsync(Channel.Up, channel => push.RunAsync(channel, ChannelDuty.BatchesARun, cancel), cancel);
    }
}

/// <summary>下行拉取: the work of <see cref="PullBatches"/> by the clock.</summary>
public sealed class ReplicationPull(ChannelDuty duty, ReceiveBatch receive, IOutbox outbox, ICenterLine line) : IExclusiveWork
{
    public string Name => "replication_pull";

    public Task<bool> IsDueAsync(CancellationToken cancel) => duty.IsDueAsync(Channel.Down, cancel);

    public Task RunAsync(CancellationToken cancel) =>
        duty.RunAsync(
            Channel.Down,
            channel => new PullBatches(receive, outbox, line).RunAsync(channel, ChannelDuty.BatchesARun, cancel), cancel);
}
