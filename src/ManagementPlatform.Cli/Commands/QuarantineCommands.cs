using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Cli.Commands;

/// <summary><c>mp replication quarantine | report</c>: what an operator has to look at.</summary>
internal static class QuarantineCommands
{
    private const int Most = 200;

    public static IEnumerable<Command> Make(SharedOptions options, Screen screen) =>
        [Quarantine(options, screen), Report(options, screen)];

    private static Command Quarantine(SharedOptions options, Screen screen)
    {
        var show = new Option<long?>("--show") { Description = "显示一条的全部内容 / show one with its rows", HelpName = "id" };
        var drop = new Option<long?>("--drop") { Description = "查看后丢弃一条 / discard one", HelpName = "id" };
        var retry = new Option<bool>("--retry") { Description = "立即重试全部 / try all of them again" };
        var command = new Command("quarantine", "隔离区：收到而不能写入的数据 / what arrived and could not be applied") { show, drop, retry };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            if (center.Parsed.GetValue(show) is { } shown)
                return Show(center, await center.Get<QuarantineBooks>().FindAsync(shown, cancel));
            if (center.Parsed.GetValue(drop) is { } dropped)
                return Told(
                    center, "已丢弃",
                    await center.Get<SteerQuarantine>().DiscardAsync(dropped, await center.CallerAsync(cancel), cancel));
            if (center.Parsed.GetValue(retry))
                return Told(
                    center, "已写入", await center.Get<SteerQuarantine>().RetryAsync(await center.CallerAsync(cancel), cancel));
            return List(center, await center.Get<QuarantineBooks>().ListAsync(QuarantineKey.First, Most, cancel));
        });
        return command;
    }

    private static Command Report(SharedOptions options, Screen screen)
    {
        var command = new Command("report", "最近一次核对报告 / the last comparison");
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            if (await center.Get<ReconcileReports>().ListAsync(ReconcileReports.Last, 1, cancel) is not [var row, ..])
                throw Refused.NotFound("核对报告");
            var report = row.ToReport();
            if (center.Json)
                center.Screen.Json(report);
            else
                center.Screen.Line(report.ToText());
            return report.Differing == 0 ? ExitCode.Done : ExitCode.Partial;
        });
        return command;
    }

    private static ExitCode List(CenterAction center, IReadOnlyList<QuarantineLine> rows)
    {
        if (center.Json)
        {
            center.Screen.Json(rows.Select(r => new
                { r.Channel, r.Entity, r.EntityId, r.EntityVersion, r.BatchNumber, r.Reason, r.Detail, r.FirstSeenAt, r.Tries }));
            return rows.Count == 0 ? ExitCode.Done : ExitCode.Partial;
        }

        foreach (var row in rows)
        {
            var since = BeijingTime.Shown(row.FirstSeenAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            center.Screen.Line($"{row.Channel} {row.Entity} {row.EntityId}：{ReplicationTables.Reason(row.Reason)}。{row.Detail}（{since}，已试{row.Tries}次）");
        }

        center.Screen.Line(rows.Count == 0 ? "隔离区为空。" : rows.Count == Most ? $"只显示最早的{Most}条。" : $"共{rows.Count}条。");
        return rows.Count == 0 ? ExitCode.Done : ExitCode.Partial;
    }

    // The rows themselves are what the operator asked for; they go to his screen and nowhere else.
    private static ExitCode Show(CenterAction center, IReadOnlyList<QuarantineRow> rows)
    {
        if (rows.Count == 0)
            throw Refused.NotFound("隔离的数据");
        foreach (var row in rows)
            center.Screen.Json(new
                { row.Channel, row.Entity, row.EntityId, row.EntityVersion, row.Reason, row.Detail, content = JsonSerializer.Deserialize<JsonElement>(row.Content) });
        return ExitCode.Done;
    }

    private static ExitCode Told(CenterAction center, string did, int count)
    {
        if (center.Json)
            center.Screen.Json(new { ok = true, count });
        else
            center.Screen.Line($"{did}{count}条。");
        return ExitCode.Done;
    }
}
