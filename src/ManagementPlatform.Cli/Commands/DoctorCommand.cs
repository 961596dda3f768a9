using System.CommandLine;
using ManagementPlatform.Cli.Terminal;

namespace ManagementPlatform.Cli.Commands;

/// <summary><c>mp doctor</c>: looks at everything a center stands on and says what to do about what is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Make(SharedOptions options, Screen screen)
    {
        var command = new Command("doctor", "检查数据库、结构、参考数据、磁盘、时钟等 / check the center's footing");
        CenterAction.Set(command, options, screen, (center, cancel) => RunAsync(center, options.Center(center.Parsed), cancel));
        return command;
    }

    private static async Task<ExitCode> RunAsync(
        CenterAction center, Center.Hosting.CenterSettings settings, CancellationToken cancel)
    {
        var findings = await Diagnosis.OfAsync(center, settings, cancel);
        if (center.Json)
            center.Screen.Json(new { ok = findings.All(f => f.Ok), findings });
        else
            foreach (var finding in findings)
                center.Screen.Line($"{(finding.Ok ? "[ 正常 ]" : "[ 异常 ]")} {finding.Title}：{finding.Text}{(finding.Ok ? "" : $"　→ {finding.Hint}")}");
        return findings.All(f => f.Ok) ? ExitCode.Done : ExitCode.Unavailable;
    }
}
