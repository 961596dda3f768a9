using System.CommandLine;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Cli.Commands;

/// <summary><c>mp promote</c>: the year roll-over of a school, a county or the whole center.</summary>
internal static class PromoteCommand
{
    private const int FailuresShown = 20;

    public static Command Make(SharedOptions options, Screen screen)
    {
        var organization = new Option<string?>("--organization")
        {
            Description = "只办这个机构所辖的学校：6 位行政区划或 10 位学校标识码，默认全部 / only these schools",
        };
        var command = new Command("promote", "升级：学校转入新学年 / the year roll-over") { organization };
        CenterAction.Set(
            command, options, screen, (center, cancel) => RunAsync(center, center.Parsed.GetValue(organization), cancel));
        return command;
    }

    private static async Task<ExitCode> RunAsync(CenterAction center, string? code, CancellationToken cancel)
    {
        await center.DemandReadyAsync(cancel);

        // What the organization sees is what is promoted: the scope cuts it, as for anybody else.
        var caller = await center.CallerAsync(code, cancel);
        var report = await Progress.RunAsync(center.Screen, "升级", "所", center.Get<TimeProvider>(), progress => Task.Run(
            () => center.Get<PromoteSchools>().HandleAsync(caller, (done, total) => progress.Report(new Done(done, total)), cancel), cancel));
        if (center.Json)
            center.Screen.Json(report);
        else
            Tell(center.Screen, report);
        return report.Failures.Count == 0 ? ExitCode.Done : ExitCode.Partial;
    }

    private static void Tell(Screen screen, PromotionReport report)
    {
        screen.Line($"已升级 {report.Schools} 所学校、{report.Classes} 个班；{report.Failures.Count} 所未能升级。");
        foreach (var failure in report.Failures.Take(FailuresShown))
        {
            screen.Line($"  {failure.SchoolName}：{failure.Message}");
            foreach (var problem in failure.Problems)
                screen.Line("    · " + problem.Message);
        }
    }
}
