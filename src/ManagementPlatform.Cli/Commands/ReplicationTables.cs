using System.Globalization;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Cli.Commands;

/// <summary>The state of replication in words and tables.</summary>
internal static class ReplicationTables
{
    public static void Show(Screen screen, ReplicationStatus status)
    {
        screen.Line($"中心 {status.Center}　{Time(status.At)}");
        if (status.Channels.Count == 0)
            screen.Line("尚未接入：没有任何通道。");
        else
            screen.Table(
                ["通道", "方向", "状态", "已发", "已确认", "已接收", "待发", "时延", "隔离", "下次重试", "最近联系"],
                status.Channels.Select(Row), firstNumber: 3);
        if (status.Unrouted > 0)
            screen.Line($"待分发的变更：{Number(status.Unrouted)} 条。");
        foreach (var channel in status.Channels)
            ShowDetails(screen, channel);
        if (status.Works.Count > 0)
            screen.Table(["作业", "结果", "开始", "用时", "时延", "行数", "字节", "正在运行", "说明"], status.Works.Select(Row));
    }

    /// <summary>One run in a sentence.</summary>
    public static string Told(WorkRun run) => run.Outcome switch
    {
        WorkOutcome.Idle => $"{run.Work}：没有需要处理的内容。",
        WorkOutcome.Busy => $"{run.Work}：另一节点正在运行，本次未运行。",
        WorkOutcome.Superseded => $"{run.Work}：本节点的租约已由另一节点接管，未提交的更改没有写入。",
        WorkOutcome.Failed => $"{run.Work}：失败（已处理 {Number(run.RowCount)} 行）：{run.Error}",
        _ => $"{run.Work}：完成，{Number(run.RowCount)} 行、{Number(run.SizeBytes)} 字节{(run.LagSeconds is { } lag ? $"，时延 {Span(lag)}" : "")}。",
    };

    private static void ShowDetails(Screen screen, ChannelStatus channel)
    {
        if (channel.Snapshot is { } snapshot)
            screen.Line($"通道 {channel.Channel} 正在全量同步：{snapshot.Step}/{snapshot.Steps} {snapshot.Entity}，已到键 {Number(Math.Max(snapshot.After, 0))}。");
        if (channel.Error is { } error)
            screen.Line($"通道 {channel.Channel} 最近的错误（连续 {channel.Failures} 次）：{error}");
        foreach (var (reason, count) in channel.Quarantined)
            screen.Line($"通道 {channel.Channel} 隔离 {Number(count)} 项：{Reason(reason)}");
    }

    private static List<string> Row(ChannelStatus channel) =>
    [
        channel.Channel, channel.IsSender ? "发送" : "接收", State(channel.State), Number(channel.Sent), Number(channel.Acknowledged),
        Number(channel.Applied), Number(channel.Waiting), channel.LagSeconds is { } lag ? Span(lag) : "–",
        Number(channel.Quarantined.Values.Sum()), channel.NextTryAt is { } next ? Time(next) : "–",
        channel.LastContactAt is { } contact ? Time(contact) : "–",
    ];

    private static List<string> Row(WorkStatus work)
    {
        var last = work.Last;
        return
        [
            work.Work, last is null ? "空闲" : Outcome(last.Outcome),
            (last?.StartedAt ?? work.StartedAt) is { } started ? Time(started) : "–",
            last is null ? "–" : Span((last.FinishedAt - last.StartedAt).TotalSeconds),
            last?.LagSeconds is { } lag ? Span(lag) : "–", Number(last?.RowCount ?? 0), Number(last?.SizeBytes ?? 0),
            work.RunningOn is null ? "" : "是", last?.Error ?? "",
        ];
    }

    private static string State(string state) => state switch
    {
        ChannelRow.Active => "运行",
        ChannelRow.Paused => "暂停",
        ChannelRow.Broken => "中断",
        ChannelRow.Asking => "待确认",
        ChannelRow.Recovering => "恢复中",
        _ => state,
    };

    private static string Outcome(string outcome) => outcome switch
    {
        WorkOutcome.Done => "完成",
        WorkOutcome.Failed => "失败",
        WorkOutcome.Superseded => "被接管",
        _ => outcome,
    };

    internal static string Reason(string reason) => reason switch
    {
        QuarantineRow.ParentMissing => "所属单位或学生尚未到达，到达后自动处理",
        QuarantineRow.KeyTaken => "号码或代码已被占用",
        QuarantineRow.BadValue => "有值不合表结构",
        QuarantineRow.Foreign => "发送方不是该数据的归属中心",
        QuarantineRow.RestoredConflict => "恢复备份后与对方已确认的版本不一致",
        _ => reason,
    };

    private static string Time(DateTimeOffset moment) =>
        BeijingTime.Shown(moment).ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Span(double seconds) =>
        TimeSpan.FromSeconds(Math.Round(seconds)).ToString("g", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
