using System.CommandLine;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Replication;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Cli.Commands;

/// <summary><c>mp replication</c>: how the exchange with the other centers fares, and what an operator can do about it.</summary>
internal static class ReplicationCommand
{
    private const string Prefix = "replication_";

    public static Command Make(SharedOptions options, Screen screen)
    {
        var command = new Command("replication", "与其他中心的数据交换 / exchange with other centers");
        command.Add(Status(options, screen));
        command.Add(Run(options, screen));
        command.Add(Steer(options, screen, "pause", "暂停一个通道 / stop a channel", steer => steer.PauseAsync, "已暂停"));
        command.Add(Steer(options, screen, "resume", "恢复已暂停的通道 / let it run again", steer => steer.ResumeAsync, "已恢复"));
        command.Add(
            Steer(options, screen, "retry", "立即重试中断的通道 / try a broken channel again", steer => steer.RetryAsync, "将立即重试"));
        command.Add(Restored(options, screen));
        var reconcile = new Command("reconcile", "立即核对一次 / compare with the other center now");
        CenterAction.Set(reconcile, options, screen, ReconcileAsync);
        command.Add(Approve(options, screen));
        command.Add(reconcile);
        foreach (var look in QuarantineCommands.Make(options, screen))
            command.Add(look);
        foreach (var line in LineCommands.Make(options, screen))
            command.Add(line);
        return command;
    }

    private static Command Status(SharedOptions options, Screen screen)
    {
        var command = new Command("status", "各通道的进度、积压、隔离与最近的运行 / channels, backlog, quarantine, last runs");
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            var status = await center.Get<ReplicationQueries>().StatusAsync(cancel);
            if (center.Json)
                center.Screen.Json(status);
            else
                ReplicationTables.Show(center.Screen, status);
            return status.Channels.Any(channel => channel.State == ChannelRow.Broken) ? ExitCode.Partial : ExitCode.Done;
        });
        return command;
    }

    private static Command Run(SharedOptions options, Screen screen)
    {
        var name = new Argument<string>("name") { Description = "push、pull、route、purge、reconcile，或 etl/jobs 中的作业名 / the work's name" };
        var command = new Command("run", "立即运行一次作业 / one run now") { name };
        CenterAction.Set(command, options, screen, (center, cancel) => RunAsync(center, center.Parsed.GetValue(name)!, cancel));
        return command;
    }

    private static async Task<ExitCode> ReconcileAsync(CenterAction center, CancellationToken cancel)
    {
        var code = await RunAsync(center, "reconcile", cancel);
        if (code != ExitCode.Done || center.Json
            || (await center.Get<ReconcileReports>().ListAsync(ReconcileReports.Last, 1, cancel)) is not [{ } last])
            return code;
        center.Screen.Line(last.ToReport().ToText());
        return code;
    }

    private static async Task<ExitCode> RunAsync(CenterAction center, string name, CancellationToken cancel)
    {
        await center.DemandReadyAsync(cancel);
        var isShort = center.Services.GetServices<IScheduledWork>().Any(work => work.Name == Prefix + name);
        var run = await center.Get<RunWork>().HandleAsync(isShort ? Prefix + name : name, cancel);
        if (center.Json)
            center.Screen.Json(run);
        else
            center.Screen.Line(ReplicationTables.Told(run));
        return run.Outcome is WorkOutcome.Failed or WorkOutcome.Superseded ? ExitCode.Refused
            : run.Outcome == WorkOutcome.Busy ? ExitCode.Partial : ExitCode.Done;
    }

    private static Command Approve(SharedOptions options, Screen screen)
    {
        var channel = new Argument<string>("channel") { Description = "通道，如 51-00 / the channel" };
        var number = new Argument<long>("number") { Description = "等待确认的批次 / the batch that waits" };
        var command = new Command("approve", "放行变更过多的批次 / let a mass change pass") { channel, number };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            var (approved, batch) = (ChannelOf(center.Parsed.GetValue(channel)), center.Parsed.GetValue(number));
            await center.Get<MassChangeGuard>().ApproveAsync(approved, batch, await center.CallerAsync(cancel), cancel);
            Tell(center, approved, "approve", $"第{batch}批已放行");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Restored(SharedOptions options, Screen screen)
    {
        var command = new Command("restored", "国家中心由备份恢复后：各省全部联系之前暂停赋码、核重 / this nation was restored from a backup");
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            var channels = await center.Get<SteerChannel>().RestoredAsync(await center.CallerAsync(cancel), cancel);
            if (center.Json)
                center.Screen.Json(new { channels, done = "restored" });
            else
                center.Screen.Line($"已记录：{channels}个省级中心全部联系之前不赋码、不核重。");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Steer(
        SharedOptions options, Screen screen, string name, string description,
        Func<SteerChannel, Func<Channel, Core.Access.Caller, CancellationToken, Task>> act, string told)
    {
        var argument = new Argument<string>("channel") { Description = "通道，如 51-00 / the channel" };
        var command = new Command(name, description) { argument };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            var channel = ChannelOf(center.Parsed.GetValue(argument));
            await act(center.Get<SteerChannel>())(channel, await center.CallerAsync(cancel), cancel);
            Tell(center, channel, name, told);
            return ExitCode.Done;
        });
        return command;
    }

    private static Channel ChannelOf(string? text) => Channel.TryParse(text, out var channel)
        ? channel
        : throw Refused.Invalid("channel", $"“{text}”不是通道：应为两个中心代码，如 51-00。");

    private static void Tell(CenterAction center, Channel channel, string name, string told)
    {
        if (center.Json)
            center.Screen.Json(new { channel = channel.ToString(), done = name });
        else
            center.Screen.Line($"通道 {channel} {told}。");
    }
}
